package highlight

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
)

// view is a text with its tokens, measured in code points.
type view struct {
	text   string // valid UTF-8, as many code points as were given
	tokens []analysis.Token
	starts []int // by token, in code points
	ends   []int
}

// newView splits a text. Each byte that is no UTF-8 counts as one code point.
func newView(text string) *view {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	v := &view{text: text, tokens: analysis.Tokens(text)}
	v.starts, v.ends = make([]int, len(v.tokens)), make([]int, len(v.tokens))
	at, points := 0, 0
	for i, t := range v.tokens {
		if t.Start >= at {
			points += utf8.RuneCountInString(text[at:t.Start])
			v.starts[i] = points
			points += utf8.RuneCountInString(text[t.Start:t.End])
		} else { // a sign that stands for two
			v.starts[i] = v.starts[i-1]
		}
		v.ends[i] = points
		at = t.End
	}
	return v
}

// marks makes one mark of each found unit; those that overlap become one.
func (v *view) marks(all []found) []Mark {
	marks := make([]Mark, 0, len(all))
	for _, f := range all {
		start, end := v.starts[f.first], v.ends[f.last]
		if n := len(marks) - 1; n >= 0 && start < marks[n][1] {
			marks[n][1] = max(marks[n][1], end)
			continue
		}
		marks = append(marks, Mark{start, end})
	}
	return marks
}

// edge is a place where a fragment may begin or end.
type edge struct {
	at     int // in bytes
	points int // in code points
}

// before is where a fragment begins that has token i first, without the
// punctuation in front of it, or with as much as opens something.
func (v *view) before(i int, punctuation bool) edge {
	e := edge{at: v.tokens[i].Start, points: v.starts[i]}
	if !punctuation {
		return e
	}
	floor := 0
	if i > 0 {
		floor = v.behind(i-1, true).at
	}
	for e.at > floor {
		r, size := utf8.DecodeLastRuneInString(v.text[:e.at])
		if !opens(r) {
			break
		}
		e.at -= size
		e.points--
	}
	return e
}

// behind is where a fragment ends that has token i last, without the punctuation
// behind it, or with all of it.
func (v *view) behind(i int, punctuation bool) edge {
	e := edge{at: v.tokens[i].End, points: v.ends[i]}
	limit := len(v.text)
	if i+1 < len(v.tokens) {
		limit = max(v.tokens[i+1].Start, e.at)
	}
	for e.at < limit {
		r, size := utf8.DecodeRuneInString(v.text[e.at:])
		if unicode.IsSpace(r) || !extends(r) && (!punctuation || opens(r) && !isStraight(r)) {
			break
		}
		e.at += size
		e.points++
	}
	return e
}

// extends reports whether r belongs to the letter before it and must not be cut
// from it.
func extends(r rune) bool {
	return unicode.Is(unicode.M, r) || r >= 0x200B && r <= 0x200F || r == 0xFF9E || r == 0xFF9F
}

// opens reports whether r belongs to the word behind it.
func opens(r rune) bool {
	return unicode.In(r, unicode.Ps, unicode.Pi, unicode.Sc) || strings.ContainsRune(`"'#@¿¡„‚`, r)
}

// isStraight reports whether r is a quote that opens and closes.
func isStraight(r rune) bool { return r == '"' || r == '\'' }

// startsSentence reports whether token i is the first of a sentence.
func (v *view) startsSentence(i int) bool {
	return i == 0 || analysis.BreakBefore(v.text, v.tokens, i) != analysis.NoBreak
}
