// Package likely finds names that are probably one entity under two names, for
// people to decide: "M. Rubio" and "Marco Rubio", "Al Jubeir" and "Al-Jubeir".
//
// It knows how names are written, and is told who is named with whom; it reads no
// archive, and merges nothing. It would rather miss a pair than offer one that is
// wrong, as every pair costs somebody a decision. Package web/api asks it for the
// most frequent names of an archive.
package likely
