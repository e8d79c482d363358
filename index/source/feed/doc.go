// Package feed polls feeds: each in its own rhythm, politely, and for ever.
//
// A Poller asks its Store which feeds there are and when each is due, fetches
// with what it knows already (ETag, Last-Modified), hands the items to the
// Ingester, and keeps in the Store how it went, in words. Feeds that are added
// or changed by another process are seen at the next tick.
package feed
