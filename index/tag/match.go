package tag

import (
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/tag/sieve"
)

// match is an entry found in a text: n tokens, without cut bytes at its start and
// trim bytes at its end, which are grammar and not name.
type match struct {
	entry     *entry
	n         int
	cut, trim int
}

// longest returns the longest name that begins at token i of a text; n is 0
// where there is none. An entry with force goes before a longer one without.
func (d *Dictionary) longest(text string, tokens []analysis.Token, i int, lang string) match {
	found := d.walk(text, tokens[i:], tokens[i].Term, 0, lang)
	if found.n == 0 {
		found = d.attached(text, tokens[i:], lang)
	}
	return found
}

// walk follows the trie from a first term, of which cut bytes were taken off.
func (d *Dictionary) walk(text string, tokens []analysis.Token, first string, cut int, lang string) (found match) {
	at := uint32(root)
	for k := range tokens {
		term := tokens[k].Term
		if k == 0 {
			term = first
		}
		next, trim := d.next(at, term, lang)
		if next == 0 {
			break
		}
		at = next
		if end := d.ends[at]; end != 0 {
			if e := d.fitting(end, text, tokens[:k+1], cut, lang); e != nil && (!found.forced() || e.flags&force != 0) {
				found = match{entry: e, n: k + 1, cut: cut, trim: trim}
			}
		}
		if trim > 0 {
			break
		}
	}
	return found
}

func (m match) forced() bool { return m.n > 0 && m.entry.flags&force != 0 }

// next is the node behind a term, 0 where there is none. In German a name may
// have the s of its genitive, which is trimmed.
func (d *Dictionary) next(at uint32, term, lang string) (node uint32, trim int) {
	if node = d.behind(at, term); node != 0 {
		return node, 0
	}
	if bare, cut := strings.CutSuffix(term, "s"); cut && lang == "de" && len(bare) > 3 {
		return d.behind(at, bare), 1
	}
	return 0, 0
}

// behind is the node behind exactly this term, 0 where there is none.
func (d *Dictionary) behind(at uint32, term string) uint32 {
	if at == root && !sieve.Passes(&d.begin, term) {
		return 0
	}
	w, known := d.words[term]
	if !known {
		return 0
	}
	return d.edges[edge(at, w)]
}

// fitting is the first of the entries that end at a node which the tokens are
// written like, nil where there is none.
func (d *Dictionary) fitting(at uint32, text string, tokens []analysis.Token, cut int, lang string) *entry {
	for ; at != 0; at = d.entries[at].next {
		if e := &d.entries[at]; e.isFor(lang) && e.fits(text, tokens, cut) {
			return e
		}
	}
	return nil
}

// fits reports whether tokens are written as the surface demands: a capital
// where it has one, an acronym in capitals, and nothing between the words but
// what may stand inside a name.
func (e *entry) fits(text string, tokens []analysis.Token, cut int) bool {
	if e.exact != "" && !strings.HasPrefix(text[tokens[0].Start:], e.exact) {
		return false
	}
	for i, w := range e.words {
		t := tokens[i]
		if w.caps != "" && t.Caps != w.caps || w.capital && cut == 0 && !capital(text[t.Start:]) {
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

// attached finds a name behind what the language writes together with it: in
// Arabic "and", "in", "for", "so" and "like" are one letter in front.
func (d *Dictionary) attached(text string, tokens []analysis.Token, lang string) match {
	t := tokens[0]
	word := text[t.Start:t.End]
	if word[0] < utf8.RuneSelf {
		return match{}
	}
	for _, particle := range []string{"و", "ب", "ل", "ف", "ك"} {
		if rest, ok := strings.CutPrefix(t.Term, particle); ok && len(rest) > 4 && strings.HasPrefix(word, particle) {
			if m := d.walk(text, tokens, rest, len(particle), lang); m.n > 0 {
				return m
			}
		}
	}
	return match{}
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
