package cue

import (
	"cmp"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// Text is a headline, a subtitle or a body.
type Text struct {
	Text   string
	Tokens []analysis.Token
	// Titled says that nearly every word has a capital, so that capitals tell nothing.
	Titled bool
}

// Span is a name in one of an article's texts.
type Span struct {
	Field      int
	First, N   int // tokens
	Start, End int // bytes
	Type       news.EntityType
}

// Options are what a Finder asks about single words.
type Options struct {
	// FirstName reports whether a word, as written, is somebody's first name.
	FirstName func(word string) bool
	// Town reports whether a folded word is the name of a place.
	Town func(term string) bool
}

// Finder finds names. It is safe for use by many goroutines.
type Finder struct {
	o       Options
	langs   map[string]*language
	version string
}

// New returns a Finder.
func New(o Options) (*Finder, error) {
	langs, version, err := load(files)
	if err != nil {
		return nil, err
	}
	return &Finder{o: o, langs: langs, version: fmt.Sprintf("cue-%d-%s", method, version)}, nil
}

// method changes with every change of the code that makes it find something else.
const method = 1

// Version names what the Finder would find in a text.
func (f *Finder) Version() string { return f.version }

// Reads reports whether names are found in a language, given by its primary
// subtag.
func (f *Finder) Reads(lang string) bool { return f.langs[lang] != nil }

// IsPlain reports whether a folded word of a language is no part of a name, though
// it may begin a sentence.
func (f *Finder) IsPlain(lang, term string) bool {
	l := f.langs[lang]
	return l != nil && l.words[term]&stop != 0
}

// Find finds the names in the texts of an article in a language, in their order.
// Known are those that somebody else has found, also in their order.
func (f *Finder) Find(lang string, texts []Text, known []Span) []Span {
	l := f.langs[lang]
	if l == nil {
		return nil
	}
	p := page{finder: f, l: l, fields: make([]scan, len(texts))}
	for i := range texts {
		p.fields[i] = p.open(i, &texts[i])
	}
	for _, k := range known {
		for t := k.First; t < k.First+k.N; t++ {
			p.fields[k.Field].words[t].known = k.Type
		}
	}
	var found []Span
	for i := range p.fields {
		if s := &p.fields[i]; !s.Titled {
			found = append(found, s.find()...)
		}
	}
	found = append(found, p.again(found)...)
	slices.SortFunc(found, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.First, b.First))
	})
	return found
}

// page is an article in which names are looked for.
type page struct {
	finder *Finder
	l      *language
	fields []scan
	plain  map[string]bool // words that the article has without a capital
}

// scan is one text of it.
type scan struct {
	*page
	*Text
	at    int
	words []token
}

// token is what is known of a word before names are looked for.
type token struct {
	class  class
	upper  bool
	joined bool // nothing that parts names stands between it and the word before
	starts bool // begins a sentence, a quotation, or what stands behind a colon
	comma  bool // a comma alone stands in front of it
	known  news.EntityType
}

// open looks at each word of a text.
func (p *page) open(at int, t *Text) scan {
	s := scan{page: p, Text: t, at: at, words: make([]token, len(t.Tokens))}
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		w := &s.words[i]
		w.class = p.l.class(tok.Term)
		r, _ := utf8.DecodeRuneInString(t.Text[tok.Start:])
		w.upper = unicode.IsUpper(r) || unicode.IsTitle(r)
		w.starts = i == 0 || analysis.BreakBefore(t.Text, t.Tokens, i) != analysis.NoBreak
		if i > 0 {
			s.gap(i, w)
		}
	}
	return s
}

// gap looks at what stands between a word and the one before.
func (s *scan) gap(i int, w *token) {
	gap := s.Text.Text[s.Tokens[i-1].End:s.Tokens[i].Start]
	w.joined = true
	for _, r := range gap {
		switch r {
		case ' ', '\u00a0', '\u202f', '-', '‐', '‑', '\'', '’', '&', '\n':
		case '.':
			w.joined = w.joined && s.isAbbreviated(i-1)
		case ',':
			w.joined, w.comma = false, true
		default:
			w.joined = false
			w.comma = false
			w.starts = w.starts || r != '(' && r != ')' && r != '/' && r != '.'
		}
	}
	w.comma = w.comma && !w.starts
	w.joined = w.joined && (!w.starts || s.isAbbreviated(i-1))
	if w.joined {
		w.starts = false
	}
}

// isAbbreviated reports whether a full stop behind a word is the word's own: an
// initial's or a title's.
func (s *scan) isAbbreviated(i int) bool {
	t := s.Tokens[i]
	if !s.words[i].upper && s.words[i].class&(title|job|prefix) == 0 {
		return false
	}
	return utf8.RuneCountInString(s.Text.Text[t.Start:t.End]) == 1 || s.words[i].class&(title|job) != 0 && t.End-t.Start <= longestAbbreviation
}

// longestAbbreviation is how many bytes "Prof" and its like have at most, in
// letters of two bytes.
const longestAbbreviation = 8

// span makes a name of n words.
func (s *scan) span(first, n int, kind news.EntityType) Span {
	return Span{s.at, first, n, s.Tokens[first].Start, s.Tokens[first+n-1].End, kind}
}

// find finds the names in a text, from the left to the right.
func (s *scan) find() []Span {
	var found []Span
	for i := 0; i < len(s.words); {
		name, n := s.name(i)
		if n > 0 {
			found = append(found, name)
			i += n
			continue
		}
		i++
	}
	return found
}

// name is the name that begins at a word, and its length; 0 where none does.
func (s *scan) name(i int) (Span, int) {
	for _, look := range []func(*scan, int) (Span, bool){(*scan).org, (*scan).person, (*scan).place} {
		if name, ok := look(s, i); ok {
			return name, name.N
		}
	}
	return Span{}, 0
}

// isSmall reports whether the article has a word without a capital too.
func (p *page) isSmall(term string) bool {
	if p.plain == nil {
		p.plain = map[string]bool{}
		for i := range p.fields {
			for j, w := range p.fields[i].words {
				if !w.upper {
					p.plain[p.fields[i].Tokens[j].Term] = true
				}
			}
		}
	}
	return p.plain[term]
}

// isNamed reports whether a word may be one of a name: it has a capital, and is
// no word that begins sentences.
func (s *scan) isNamed(i int) bool {
	return s.words[i].upper && s.words[i].class&(stop|common) == 0
}

// is reports whether there is a word of any of some classes at a place.
func (s *scan) is(i int, c class) bool {
	return i >= 0 && i < len(s.words) && s.words[i].class&c != 0
}
