// Package percolate finds the saved searches that an article matches: a search
// turned around.
//
// Each search is kept under words or values of which an article must have one to
// match it; of all searches, only those that share one with the article are looked
// at, and these are matched exactly. So an article costs the more the longer it
// is and the more searches it matches, and not the more there are. What matching
// means is what it means to an engine: the suite of package searchtest is run
// against it. It keeps nothing on disk and calls nobody.
package percolate
