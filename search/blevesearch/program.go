package blevesearch

import (
	"slices"
	"sync/atomic"

	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// program is a plan made ready: a tree of set operations over leaves that each
// segment looks up once.
type program struct {
	root    *node
	leaves  []leaf
	scored  []int     // leaves that scores are made of, in the order of the query
	weights []float64 // of these
	spans   bool      // whether any leaf asks for positions
	scores  bool      // whether matches are scored
	when    *period   // the plan's Range; nil where open
	filters []filter
	unions  unions // names that count as one

	budget   span.Budget
	automata *automata
	kin      kinship
	seen     atomic.Int64 // words of dictionaries
	reads    atomic.Int64 // see find.toRead
}

// node is an operation of the tree.
type node struct {
	op    op
	nodes []*node
	leaf  int
	min   int
}

type op uint8

const (
	opAll op = iota
	opLeaf
	opAnd
	opOr
	opMost
	opNot
)

// leaf is one condition that a segment looks up: words, a value, or dates.
type leaf struct {
	asked  string // what is looked for, in full: what differs at all is written otherwise
	words  []query.Word
	expr   *span.Expr // how the words must stand
	short  *shortcut  // of a phrase with common words
	least  int        // how often that must be in the article
	counts bool       // whether it matters how often that is in an article
	units  [][]int    // words that count as one for the score
	fields []textField
	value  *value
	when   *period
	lifts  bool // it matches nothing: its words weigh more where they stand together
}

// positional reports whether the leaf asks for more than that a word is there.
func (l *leaf) positional() bool {
	return len(l.words) > 1 || l.least > 1 || slices.ContainsFunc(l.words, func(w query.Word) bool { return w.Cased })
}

// textField is a field of kind Text: its place among Meta's lengths, and the
// weight of what is found in it.
type textField struct {
	name   string
	text   int
	weight float64
}

// value is a condition on a Keyword field.
type value struct {
	field  string
	values []string
	set    map[uint32]bool // the same as ordinals, where the field is a facet
	exact  bool            // an id, which is no value of a dictionary
}

// filter is a Filter of the plan.
type filter struct {
	field            string
	include, exclude *value   // nil where nothing is asked for
	named            []string // what it names, as it is counted
}
