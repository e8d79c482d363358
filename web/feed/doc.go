// Package feed shows any search as a feed: Atom, RSS 2.0 and JSON Feed 1.1.
//
// A feed's bytes depend on the search and its articles alone, not on the clock,
// so that a reader who asks again learns cheaply that nothing is new. An entry's
// id is that of its article and stays when the article changes; its date of
// update does not. It asks a searcher and the archive, as pages do.
package feed
