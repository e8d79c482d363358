package syndication

import (
	"strings"
	"time"
)

// Feed is what a feed says of itself, and what was noticed while it was read.
type Feed struct {
	Format   string // rss, atom, cdf, json, wordpress
	Title    string // of news.MaxName characters at most
	Link     string // of the site
	Language string
	Rights   string
	Authors  []string
	// TTL is how long the feed asks not to be fetched again; 0 where it does not.
	TTL time.Duration

	Items       int  // read so far
	SharedGUIDs int  // items whose guid another item has as well, so that it is no id
	SharedLinks int  // items whose link another item has as well
	Undated     int  // items without a date that can be read
	Cut         bool // the feed ended in the middle

	root string // its first tag, with the namespaces; empty where that is an item
}

// Warnings tells in words what is wrong with a feed that could be read.
func (f *Feed) Warnings() []string {
	var list []string
	if f.Cut {
		list = append(list, "ends in the middle")
	}
	if f.SharedGUIDs > 0 {
		list = append(list, count(f.SharedGUIDs, "item")+" with a guid that another item has too")
	}
	if f.SharedLinks > 0 {
		list = append(list, count(f.SharedLinks, "item")+" with a link that another item has too")
	}
	if f.Undated > 0 {
		list = append(list, count(f.Undated, "item")+" without a date")
	}
	return list
}

// setTTL keeps the longest time that a feed asks for.
func (f *Feed) setTTL(d time.Duration) { f.TTL = max(f.TTL, d) }

// period is a word of the module syndication.
func period(word string) time.Duration {
	const day = 24 * time.Hour
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "hourly":
		return time.Hour
	case "daily":
		return day
	case "weekly":
		return 7 * day
	case "monthly":
		return 30 * day
	case "yearly":
		return 365 * day
	}
	return 0
}
