package span

import (
	"slices"

	"github.com/dateline-search/dateline/search/query"
)

// Expr is a word, a phrase, or something made of them that has places in a text.
// It does not change once it is made.
type Expr struct {
	op       op
	word     int // of opWord
	kids     []*Expr
	distance int
	ordered  bool
	unit     query.Unit
}

type op uint8

const (
	opWord op = iota
	opPhrase
	opOr
	opNear
)

// New makes an Expr of a query.Word, Phrase, Near, or an Or of such; nil of
// anything else. It asks add for the number of each word, from left to right; a
// word of a phrase has the phrase's field.
func New(n query.Node, add func(query.Word) int) *Expr {
	switch n := n.(type) {
	case query.Word:
		return &Expr{op: opWord, word: add(n)}
	case query.Phrase:
		e := &Expr{op: opPhrase}
		for _, w := range n.Words {
			w.Field = n.Field
			e.kids = append(e.kids, &Expr{op: opWord, word: add(w)})
		}
		return e
	case query.Or:
		return grown(&Expr{op: opOr}, n.Nodes, add)
	case query.Near:
		return grown(&Expr{op: opNear, distance: n.Distance, ordered: n.Ordered, unit: n.Unit}, n.Nodes, add)
	}
	return nil
}

func grown(e *Expr, nodes []query.Node, add func(query.Word) int) *Expr {
	for _, n := range nodes {
		kid := New(n, add)
		if kid == nil {
			return nil
		}
		e.kids = append(e.kids, kid)
	}
	return e
}

// Word is the number of the word that e is.
func (e *Expr) Word() (number int, is bool) { return e.word, e.op == opWord }

// Phrase reports whether e is a phrase, whose words have numbers one behind the
// other.
func (e *Expr) Phrase() bool { return e.op == opPhrase }

// Uses reports whether e asks for words in one such unit.
func (e *Expr) Uses(unit query.Unit) bool {
	return e.op == opNear && e.unit == unit || slices.ContainsFunc(e.kids, func(kid *Expr) bool { return kid.Uses(unit) })
}

// Units lists what makes e rare, each the numbers of words of which any will do:
// the words of phrases and of sides, and each Or as one.
func (e *Expr) Units() [][]int {
	switch e.op {
	case opWord:
		return [][]int{{e.word}}
	case opOr:
		return [][]int{e.words(nil)}
	}
	var units [][]int
	for _, kid := range e.kids {
		units = append(units, kid.Units()...)
	}
	return units
}

func (e *Expr) words(to []int) []int {
	if e.op == opWord {
		return append(to, e.word)
	}
	for _, kid := range e.kids {
		to = kid.words(to)
	}
	return to
}

// Fold gives what e comes to where a word comes to leaf, what must be all there to
// all, and what any will do of to any.
func Fold[T any](e *Expr, leaf func(word int) T, all, any func(...T) T) T {
	if e.op == opWord {
		return leaf(e.word)
	}
	parts := make([]T, len(e.kids))
	for i, kid := range e.kids {
		parts[i] = Fold(kid, leaf, all, any)
	}
	if e.op == opOr {
		return any(parts...)
	}
	return all(parts...)
}
