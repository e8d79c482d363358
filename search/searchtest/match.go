package searchtest

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
)

// node reports whether an article matches a part of a query.
func (r *reading) node(d *document, n query.Node) bool {
	switch n := n.(type) {
	case nil, query.All:
		return true
	case query.Word:
		return d.times(n.Field, []query.Word{n}) > 0
	case query.Phrase:
		return d.times(n.Field, n.Words) > 0
	case query.Near:
		return d.timesAnywhere(n) > 0
	case query.AtLeast:
		return d.timesAnywhere(n.Node) >= n.Min
	case query.Value:
		return r.carries(d, n)
	case query.Published:
		return r.published(d, n)
	case query.Mentions:
		return d.mentions(n)
	case query.Not:
		return !r.node(d, n.Node)
	case query.Boost:
		return r.node(d, n.Node)
	case query.And:
		return r.matched(d, n.Nodes) == len(n.Nodes)
	case query.Or:
		return r.matched(d, n.Nodes) > 0
	case query.Most:
		return r.matched(d, n.Nodes) >= n.Min
	}
	return false
}

func (r *reading) matched(d *document, nodes []query.Node) int {
	count := 0
	for _, n := range nodes {
		if r.node(d, n) {
			count++
		}
	}
	return count
}

// times counts where the words stand side by side, over a field or all of them.
func (d *document) times(field string, words []query.Word) int {
	count := 0
	for _, f := range schema.TextFields() {
		if field == "" || field == f.Name {
			count += d.timesIn(f.Name, words)
		}
	}
	return count
}

func (d *document) timesIn(field string, words []query.Word) int {
	tokens, count := d.texts[field], 0
	for start := 0; start+len(words) <= len(tokens); start++ {
		if d.standAt(tokens[start:], words) {
			count++
		}
	}
	return count
}

func (d *document) standAt(tokens []token, words []query.Word) bool {
	for i, w := range words {
		if !d.is(tokens[i], w) {
			return false
		}
	}
	return true
}

// is reports whether a token is what a word of a query asks for, in the
// article's language.
func (d *document) is(t token, w query.Word) bool {
	switch {
	case w.Caps:
		return t.Caps == w.Term
	case w.Prefix:
		return strings.HasPrefix(t.Term, w.Term)
	case w.Wildcard, w.Fuzzy > 0:
		return d.stems.isForm(w, t.Term)
	case w.Exact:
		return t.Term == w.Term && w.Written(t.written)
	}
	return t.Term == w.Term || t.stem == d.stems.stem(w.Term)
}

// pattern says the same as one of the query language.
func pattern(s string) *regexp.Regexp {
	return regexp.MustCompile("^(?s:" + strings.NewReplacer("*", ".*", "?", ".").Replace(s) + ")$")
}

// edits is the distance of optimal string alignment, as its definition has it:
// row i, column j is that of the first i and j letters.
func edits(a, b []rune) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
		for j := range table[i] {
			switch {
			case i == 0 || j == 0:
				table[i][j] = i + j
			case a[i-1] == b[j-1]:
				table[i][j] = table[i-1][j-1]
			default:
				table[i][j] = 1 + min(table[i-1][j], table[i][j-1], table[i-1][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				table[i][j] = min(table[i][j], 1+table[i-2][j-2])
			}
		}
	}
	return table[len(a)][len(b)]
}

// carries reports whether an article has a value that is asked for.
func (r *reading) carries(d *document, v query.Value) bool {
	text := v.Text
	if v.Field == schema.URL {
		text, _ = news.CanonicalURL(text)
	}
	if v.Field == schema.URL || v.Field == "id" {
		return slices.Contains(d.values[v.Field], text)
	}
	called := func(value string) bool {
		if v.Whole {
			return analysis.Fold(value) == analysis.Fold(text)
		}
		return holdsWords(value, text)
	}
	return slices.ContainsFunc(d.values[v.Field], func(value string) bool {
		return slices.ContainsFunc(r.plan.Aliases.Group(news.EntityType(v.Field), value), called)
	})
}

func holdsWords(value, text string) bool {
	var has []string
	for _, t := range analysis.Tokens(value) {
		has = append(has, t.Term)
	}
	asked := analysis.Tokens(text)
	return len(asked) > 0 && !slices.ContainsFunc(asked, func(t analysis.Token) bool { return !slices.Contains(has, t.Term) })
}

// mentions reports whether an article speaks of a date in a range.
func (d *document) mentions(m query.Mentions) bool {
	return slices.ContainsFunc(d.Tags.Dates, func(date news.DateMention) bool {
		p, err := news.ParsePeriod(date.Value)
		return err == nil && speaksOf(p, m)
	})
}

func open(p query.Published) bool { return p.From.Time.IsZero() && p.To.Time.IsZero() }

// published reports whether an article was published within bounds.
func (r *reading) published(d *document, p query.Published) bool {
	if d.Published.IsZero() {
		return false
	}
	at := d.Published.Time.Truncate(time.Second)
	if d.floats() {
		at = r.midnight(at)
	}
	after := p.From.Time.IsZero() || !at.Before(r.bound(p.From))
	before := p.To.Time.IsZero() || at.Before(r.bound(p.To))
	return after && before
}

func (r *reading) bound(b query.Bound) time.Time {
	if b.Floating {
		return r.midnight(b.Time)
	}
	return b.Time
}

// midnight is when a calendar date begins in the plan's zone.
func (r *reading) midnight(date time.Time) time.Time {
	year, month, day := date.UTC().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, r.plan.Zone)
}
