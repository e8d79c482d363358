package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// Tag finds the entities of an article's title, subtitle and body.
func (d *Dictionary) Tag(a *news.Article) news.Tags {
	f := finder{dictionary: d, byName: map[string]int{}}
	f.text(schema.Title, a.Title)
	f.text(schema.Subtitle, a.Subtitle)
	f.text(schema.Body, a.Body)
	slices.SortStableFunc(f.entities, func(a, b news.Entity) int { return cmp.Compare(order(a.Type), order(b.Type)) })
	return news.Tags{Entities: f.entities}
}

// EntityID is the stable id of an entity: its type and its folded name.
func EntityID(kind news.EntityType, canonical string) string {
	return string(kind) + ":" + strings.ReplaceAll(analysis.Fold(canonical), " ", "-")
}

func order(kind news.EntityType) int {
	return slices.Index([]news.EntityType{news.Person, news.Org, news.Place}, kind)
}

// finder collects the entities of one article.
type finder struct {
	dictionary *Dictionary
	entities   []news.Entity
	byName     map[string]int // entity id to its place in entities
	tokens     []analysis.Token
}

// text adds the mentions of one field: at each word the longest name that
// begins there.
func (f *finder) text(field, text string) {
	f.tokens = analysis.Append(f.tokens[:0], text)
	count := counter{text: text}
	for i := 0; i < len(f.tokens); {
		found, n := f.dictionary.longest(text, f.tokens[i:])
		if found == nil {
			i++
			continue
		}
		start, end := f.tokens[i].Start, f.tokens[i+n-1].End
		end = start + len(withoutPossessive(text[start:end]))
		f.mention(found, news.Mention{Field: field, Start: count.at(start), End: count.at(end), Text: text[start:end]})
		i += n
	}
}

// mention adds a mention to its entity.
func (f *finder) mention(n *name, m news.Mention) {
	id := EntityID(n.kind, n.canonical)
	at, known := f.byName[id]
	if !known {
		at = len(f.entities)
		f.byName[id] = at
		f.entities = append(f.entities, news.Entity{Type: n.kind, Name: n.canonical, ID: id})
	}
	f.entities[at].Mentions = append(f.entities[at].Mentions, m)
}

// longest returns the longest name that tokens begin with, and its length in
// tokens.
func (d *Dictionary) longest(text string, tokens []analysis.Token) (found *name, length int) {
	at := &d.root
	for i := range tokens {
		at = at.next[tokens[i].Term]
		if at == nil {
			break
		}
		if at.name != nil && at.name.fits(text, tokens[:i+1]) {
			found, length = at.name, i+1
		}
	}
	return found, length
}

// fits reports whether tokens are written as the surface demands: a capital
// where it has one, an acronym in capitals, and nothing between the words but
// what may stand inside a name.
func (n *name) fits(text string, tokens []analysis.Token) bool {
	for i, w := range n.words {
		t := tokens[i]
		if w.caps != "" && t.Caps != w.caps || w.capital && !capital(text[t.Start:]) {
			return false
		}
		if i > 0 && !joins(text[tokens[i-1].End:t.Start], w.gap) {
			return false
		}
	}
	return true
}

// joins reports whether gap may stand between two words of a name that is
// listed with want between them. A line's end inside a paragraph is a blank.
func joins(gap, want string) bool {
	return gap == want || strings.Trim(gap, " \n\u00a0-‐‑'’") == "" && !strings.Contains(gap, "\n\n")
}

// capital reports whether s begins with a capital or with a letter of a script
// that has none.
func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// withoutPossessive cuts an 's that the token holds but the name does not.
func withoutPossessive(s string) string {
	for _, suffix := range []string{"'s", "’s", "'S", "’S", "'", "’"} {
		if cut, ok := strings.CutSuffix(s, suffix); ok {
			return cut
		}
	}
	return s
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
