package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// article is a text on its way to its tags.
type article struct {
	lang   string  // primary subtag; empty where unknown
	fields []field // title, subtitle, body
	spans  []span  // by field, then by place; they do not overlap

	endings []string               // of the cases of names, see bend
	isPlain func(term string) bool // no part of a name; nil where that is not known
	space   []analysis.Token       // of all fields
}

// field is one text of an article and its words.
type field struct {
	name, text string
	tokens     []analysis.Token
	title      bool // most words begin with a capital, so that capitals say little
	shouts     bool // all words are in capitals
}

// span is a stretch of words that names somebody or something.
type span struct {
	field      int
	first, n   int // tokens
	start, end int // bytes
	kind       news.EntityType
	entry      *entry // nil for a name that is not in the dictionary
	name       string // the canonical name, once it is known
}

// split splits the texts of an article, into space that is kept for the next one:
// see release.
func (d *Dictionary) split(r *news.Article, lang string) *article {
	a := &article{lang: lang}
	if space, ok := d.space.Get().(*[]analysis.Token); ok {
		a.space = *space
	}
	for _, f := range []field{
		{name: schema.Title, text: r.Title}, {name: schema.Subtitle, text: r.Subtitle}, {name: schema.Body, text: r.Body},
	} {
		from := len(a.space)
		a.space = analysis.Append(a.space, f.text)
		f.tokens = withoutAddresses(f.text, a.space[from:len(a.space):len(a.space)])
		if lang == "tr" {
			cutEndings(&f)
		}
		f.title = f.name != schema.Body && mostlyCapitals(&f)
		f.shouts = (f.title || smallInAll(lang)) && f.name != schema.Body && shouts(f.text)
		a.fields = append(a.fields, f)
	}
	return a
}

// mostSpace is how many tokens are kept space for: more than an article has.
const mostSpace = 1 << 14

// release gives back the space that an article's tokens are in.
func (d *Dictionary) release(a *article) {
	if cap(a.space) <= mostSpace {
		clear(a.space)
		space := a.space[:0]
		d.space.Put(&space)
	}
}

// cutEndings takes from the words what Turkish puts behind names with an
// apostrophe: Pakistan'ın.
func cutEndings(f *field) {
	for i := range f.tokens {
		t := &f.tokens[i]
		term, _, cut := strings.Cut(t.Term, "'")
		if at := strings.IndexAny(f.text[t.Start:t.End], "'’"); cut && at > 0 {
			t.Term, t.End = term, t.Start+at
		}
	}
}

// mostlyCapitals reports whether a headline is in title case or in capitals: of
// its longer words most begin with one.
func mostlyCapitals(f *field) bool {
	long, capitals := 0, 0
	for _, t := range f.tokens {
		if t.End-t.Start > 4 {
			long++
			if upper(f.text[t.Start:]) {
				capitals++
			}
		}
	}
	return long > 3 && 3*capitals > 2*long
}

// look finds the names that the dictionary knows: at each word the longest name
// that begins there.
func (a *article) look(d *Dictionary) []span {
	var found []span
	for i := range a.fields {
		f := &a.fields[i]
		for at := 0; at < len(f.tokens); {
			m := d.longest(f.text, f.tokens, at, a.lang)
			if m.n == 0 {
				at++
				continue
			}
			s := a.span(i, at, m.n, m.entry.kind)
			if m.entry.tail != "" && strings.HasPrefix(f.text[s.end:], m.entry.tail) {
				s.end += len(m.entry.tail)
			}
			s.entry, s.start, s.end = m.entry, s.start+m.cut, s.end-m.trim
			found = append(found, s)
			at += m.n
		}
	}
	return found
}

// span is a stretch of tokens, without a possessive at its end.
func (a *article) span(field, first, n int, kind news.EntityType) span {
	f := &a.fields[field]
	s := span{field: field, first: first, n: n, kind: kind, start: f.tokens[first].Start}
	s.end = s.start + len(withoutPossessive(f.text[s.start:f.tokens[first+n-1].End]))
	return s
}

func (a *article) text(s *span) string { return a.fields[s.field].text[s.start:s.end] }

func (a *article) tokens(s *span) []analysis.Token {
	return a.fields[s.field].tokens[s.first : s.first+s.n]
}

// terms are the folded words of a span.
func (a *article) terms(s *span) []string {
	terms := make([]string, 0, s.n)
	for _, t := range a.tokens(s) {
		terms = append(terms, t.Term)
	}
	return terms
}

// before is the token in front of one, nil where nothing but a blank stands
// between them only if it is there.
func (f *field) before(i int) *analysis.Token {
	if i == 0 || strings.Trim(f.text[f.tokens[i-1].End:f.tokens[i].Start], " .\u00a0") != "" {
		return nil
	}
	return &f.tokens[i-1]
}

// behind is the token right behind one, nil where more than a blank is between.
func (f *field) behind(i int) *analysis.Token {
	if i+1 >= len(f.tokens) || strings.Trim(f.text[f.tokens[i].End:f.tokens[i+1].Start], " \u00a0") != "" {
		return nil
	}
	return &f.tokens[i+1]
}

// upper reports whether s begins with a capital letter of a script that has
// small ones.
func upper(s string) bool {
	if s == "" {
		return false
	}
	if s[0] < utf8.RuneSelf {
		return s[0] >= 'A' && s[0] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// counter turns rising byte offsets of a text into code points.
type counter struct {
	text  string
	bytes int
	runes int
}

func (c *counter) at(offset int) int {
	if offset < c.bytes {
		c.bytes, c.runes = 0, 0
	}
	c.runes += utf8.RuneCountInString(c.text[c.bytes:offset])
	c.bytes = offset
	return c.runes
}
