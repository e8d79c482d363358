package query

import (
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// Node is a part of a query. The kinds below are all there are.
type Node interface {
	// String prints the node in the query language; Parse reads it back as it is.
	String() string
	node()
}

// All matches every article; it is what an empty query means.
type All struct{}

// Word matches articles with this word in Field, or in any of the fields that
// are searched by default where Field is empty.
type Word struct {
	Field string
	// Term is folded as package analysis folds; for Caps it is the acronym in
	// capitals (US).
	Term string
	// Exact asks for the form as it stands, no inflection.
	Exact bool
	// Cased, of an Exact word that does not expand, asks for it written with just
	// the Capitals that package analysis tells of.
	Cased    bool
	Capitals uint32
	// Caps asks for the word in capitals alone, as U.S. is not us.
	Caps bool
	// Prefix matches every word that begins with Term; Exact adds nothing to it.
	Prefix bool
	// Wildcard matches every word that Term is a pattern of: in it, * stands for
	// any letters or none, ? for one letter. Exact adds nothing to it.
	Wildcard bool
	// Fuzzy matches every word that is at most so many edits from Term, at most
	// MaxFuzzy: a letter more, less or another, or two neighbours exchanged.
	Fuzzy int
}

// Phrase matches its words side by side in this order, inflected unless Exact.
// Any of its words may be Caps or Prefix. Text that is written without blanks, or
// that analysis splits (well-being), is a Phrase too.
type Phrase struct {
	Field string
	Words []Word // at least two, each without Field
}

// Value matches articles that carry a value in a Keyword field (person, source,
// lang, url, id, ...).
type Value struct {
	Field string
	Text  string
	// Whole compares the whole value, folded; otherwise every word of Text must
	// be a word of the value.
	Whole bool
}

// Published matches articles published from From until before To. A zero bound
// is open.
type Published struct {
	From, To Bound
}

// Mentions matches articles whose text speaks of a date in a range: of a period
// that shares a day with it, and whose unit is no longer than the range. So "May
// 2" and "May 2 to 5" are in 2025-05-02, and "May" and "2025" are not.
type Mentions struct {
	// From is the range's first day, FirstDay where it is open; To the day behind
	// it, LastDay where it is open. Where both are zero nothing is asked for.
	From, To news.CalendarDay
}

// Bound is an end of a range of dates.
type Bound struct {
	Time time.Time
	// Floating marks a calendar date: its Time is that date's midnight in UTC,
	// and means the midnight of the zone that the search asks for. So does a time
	// of day that was written without a zone; see In.
	Floating bool
}

// Near matches articles in one of whose text fields all of its sides stand close
// together; no word stands for two sides.
type Near struct {
	// Nodes are the sides, two at least: Word, Phrase, Near, or Or of such.
	Nodes []Node
	// Distance is from 1 to MaxDistance. Between the sides stand fewer other words
	// than it says; so it is 1 for side by side, and for two words it is how many
	// words the one stands behind the other at most.
	Distance int
	// Ordered asks for the sides in the order of Nodes.
	Ordered bool
	// Unit, where it is not Words, asks for all sides in one sentence or paragraph
	// instead, at any distance.
	Unit Unit
}

// Unit is what closeness is measured in.
type Unit uint8

// The units of Near.
const (
	Words Unit = iota
	Sentence
	Paragraph
)

// AtLeast matches articles in which its node, which is as a side of Near, stands
// Min times or more, from 2 to MaxTimes; occurrences that overlap count once.
type AtLeast struct {
	Min  int
	Node Node
}

// Boost matches what its node matches, and makes the words in it weigh Weight
// times as much, more than 0 and at most MaxWeight.
type Boost struct {
	Weight float64
	Node   Node
}

// And matches what all of its nodes match.
type And struct{ Nodes []Node }

// Or matches what any of its nodes matches.
type Or struct{ Nodes []Node }

// Most matches what at least Min of its nodes match. No one writes it: it is
// what And becomes where no article has all the words.
type Most struct {
	Min   int
	Nodes []Node
}

// Not matches what its node does not.
type Not struct{ Node Node }

func (All) node()       {}
func (Word) node()      {}
func (Phrase) node()    {}
func (Value) node()     {}
func (Published) node() {}
func (Mentions) node()  {}
func (Near) node()      {}
func (AtLeast) node()   {}
func (Boost) node()     {}
func (And) node()       {}
func (Or) node()        {}
func (Most) node()      {}
func (Not) node()       {}
