package highlight

import (
	"sync"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// Highlighter finds what a query asks for in the texts of its hits. It may be
// used by several goroutines.
type Highlighter struct {
	words []query.Word // without Field, each once
	units []unit
	ends  [][]int // by word: the units whose last word it is
	spans []nearby

	mu           sync.Mutex
	dictionaries map[string]*dictionary // by language
}

// unit is a word or phrase that is marked as one.
type unit struct {
	field string // empty for every field
	words []int  // in Highlighter.words
}

// nearby is what must stand close together to be marked.
type nearby struct {
	expr   *span.Expr
	words  []int    // by number in expr: the word in Highlighter.words
	fields []string // by number in expr: the word's field, empty for every one
	unit   int      // in Highlighter.units, where it stands for what is found
}

// New makes a Highlighter of what a query asks for: its words and phrases, and
// the names of its entities, where they do not stand under Not.
func New(n query.Node) *Highlighter {
	h := &Highlighter{dictionaries: make(map[string]*dictionary)}
	known := make(map[query.Word]int)
	query.Visit(n, func(leaf query.Node) {
		switch leaf := leaf.(type) {
		case query.Word:
			h.add(known, leaf.Field, []query.Word{leaf})
		case query.Phrase:
			h.add(known, leaf.Field, leaf.Words)
		case query.Near:
			h.addNear(known, leaf)
		case query.Value:
			h.add(known, "", nameWords(leaf))
		}
	})
	return h
}

// nameWords gives the words of an entity's name, as a text has them; none for
// other values.
func nameWords(v query.Value) []query.Word {
	switch v.Field {
	case schema.Person, schema.Org, schema.Place:
	default:
		return nil
	}
	var words []query.Word
	for _, t := range analysis.Tokens(v.Text) {
		words = append(words, nameWord(t))
	}
	return words
}

// nameWord is a word of a name in exactly its form; US is not us.
func nameWord(t analysis.Token) query.Word {
	if t.Caps != "" {
		return query.Word{Term: t.Caps, Caps: true, Exact: true}
	}
	return query.Word{Term: t.Term, Exact: true}
}

// add adds a unit of words; known holds the words that are there already.
func (h *Highlighter) add(known map[query.Word]int, field string, words []query.Word) {
	if len(words) == 0 {
		return
	}
	u := unit{field: field}
	for _, w := range words {
		u.words = append(u.words, h.number(known, w))
	}
	last := u.words[len(u.words)-1]
	h.ends[last] = append(h.ends[last], len(h.units))
	h.units = append(h.units, u)
}

// number gives the number of a word, whatever its field.
func (h *Highlighter) number(known map[query.Word]int, w query.Word) int {
	w.Field = ""
	i, ok := known[w]
	if !ok {
		i = len(h.words)
		known[w] = i
		h.words = append(h.words, w)
		h.ends = append(h.ends, nil)
	}
	return i
}

// addNear adds what is marked only where it stands close together.
func (h *Highlighter) addNear(known map[query.Word]int, n query.Near) {
	near := nearby{unit: len(h.units)}
	near.expr = span.New(n, func(w query.Word) int {
		near.words = append(near.words, h.number(known, w))
		near.fields = append(near.fields, w.Field)
		return len(near.words) - 1
	})
	if near.expr != nil {
		h.units, h.spans = append(h.units, unit{words: near.words}), append(h.spans, near)
	}
}

// Marks finds what the query asks for in the whole text of a field, in a
// language given by its BCP 47 tag. The marks do not overlap, and are in order.
func (h *Highlighter) Marks(field, lang, text string) []Mark {
	v := newView(text)
	return v.marks(h.find(v, field, lang, nil))
}

// Whole gives the whole text of a field as one fragment, marked or not; also are
// ranges that are marked whatever the query asks for, in any order.
func (h *Highlighter) Whole(field, lang, text string, also ...Mark) Fragment {
	v := newView(text)
	return newFragment(v.text, 0, v.marks(h.find(v, field, lang, also)))
}

// dictionary gives the words of the query as a language's texts have them.
func (h *Highlighter) dictionary(lang string) *dictionary {
	h.mu.Lock()
	defer h.mu.Unlock()
	d, ok := h.dictionaries[lang]
	if !ok {
		d = newDictionary(lang, h.words)
		h.dictionaries[lang] = d
	}
	return d
}
