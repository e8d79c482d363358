// Package syndication reads feeds as they come: RSS 0.9x, 1.0 and 2.0 with the
// modules content, dc and media, Atom 0.3 and 1.0, CDF, JSON Feed, and the
// export of WordPress. It makes articles of their items, one at a time, in
// memory that does not grow with the feed.
//
// It recovers what it can: unknown entities, bare ampersands, tags that are not
// closed, text in another character set than was declared, titles escaped once
// more than they should be. It is what files (index/source) and the poller
// (index/source/feed) read feeds with, and it never fetches anything.
package syndication
