// Package robots reads robots.txt: which pages of a site a crawler may fetch,
// and how long it shall wait between two.
//
// Parse follows RFC 9309, and reads Crawl-delay as well, which it leaves open.
// Gate stands in front of a fetcher: it asks each site once a day, lets one
// request a site through at a time, and keeps the delay.
package robots
