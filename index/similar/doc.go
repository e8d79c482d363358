// Package similar finds articles that say the same in nearly the same words, as
// one agency's story does in many outlets, and puts them into groups.
//
// A text is known by a MinHash signature of its shingles (Broder, "On the
// resemblance and containment of documents", 1997), and looked up by bands of it
// (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4). The Indexer
// asks a Grouper for every article that it indexes. It folds nothing away: what
// to show of a group is the searcher's business.
package similar
