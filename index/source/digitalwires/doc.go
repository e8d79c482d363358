// Package digitalwires makes articles of entries in the agency dpa's JSON format
// digitalwires: their headlines, bylines, dates and HTML, whether they may be
// used and when, and what they say to editors as far as it may be published.
//
// index/source asks it. It takes one JSON object and reads no files.
package digitalwires
