package query

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
)

// String prints the query that matches everything.
func (All) String() string { return "*" }

// String prints the word with its field and signs.
func (w Word) String() string {
	s := w.bare()
	if w.Exact {
		s = "=" + s
	}
	return inField(w.Field, s)
}

// bare prints the word without field and equals sign.
func (w Word) bare() string {
	s := analysis.Capitalize(w.Term, w.Capitals)
	if w.Caps && !w.Exact {
		s = dotted(s)
	}
	if w.Prefix {
		s += "*"
	}
	if w.Fuzzy > 0 {
		s += "~" + strconv.Itoa(w.Fuzzy)
	}
	return s
}

// dotted writes a point behind each letter.
func dotted(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && !unicode.Is(unicode.M, r) {
			b.WriteByte('.')
		}
		b.WriteRune(r)
	}
	return b.String() + "."
}

func inField(field, s string) string {
	if field == "" {
		return s
	}
	return field + ":" + s
}

// String prints the phrase in quotes. Signs of Chinese and Japanese stand
// without blanks.
func (p Phrase) String() string {
	var b strings.Builder
	exact := false
	for i, w := range p.Words {
		if i > 0 && (!isSign(p.Words[i-1]) || !isSign(w)) {
			b.WriteByte(' ')
		}
		b.WriteString(w.bare())
		exact = exact || w.Exact
	}
	s := `"` + b.String() + `"`
	if exact {
		s = "=" + s
	}
	return inField(p.Field, s)
}

// isSign reports whether a word is one Chinese or Japanese sign.
func isSign(w Word) bool {
	r, size := utf8.DecodeRuneInString(w.Term)
	return size == len(w.Term) && !w.Prefix && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// String prints the value, in quotes where it is whole.
func (v Value) String() string {
	if !v.Whole {
		return inField(v.Field, bareValue(v.Text))
	}
	var b strings.Builder
	for _, r := range v.Text {
		if r == '\\' || quoteClass(r) != 0 {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return inField(v.Field, `"`+b.String()+`"`)
}

// String prints the range as published:FROM..TO, both inclusive, or shorter
// where it can be.
func (p Published) String() string {
	from, to := p.From, p.To
	switch {
	case from.Time.IsZero() && to.Time.IsZero():
		return "*"
	case to.Time.IsZero():
		return "published:>=" + from.print()
	case from.Time.IsZero() && to.Time.Year() <= 9999:
		return "published:<" + to.print()
	case from.Time.IsZero():
		return "published:<=" + to.inclusive()
	}
	if s := p.calendar(); s != "" {
		return "published:" + s
	}
	return "published:" + from.print() + ".." + to.inclusive()
}

// calendar prints a range that is one day, month or year; empty where it is not.
func (p Published) calendar() string {
	if !p.From.isDate() || !p.To.isDate() {
		return ""
	}
	switch from, to := p.From.Time, p.To.Time; {
	case to.Equal(from.AddDate(0, 0, 1)):
		return from.Format(time.DateOnly)
	case from.Day() == 1 && to.Equal(from.AddDate(0, 1, 0)):
		return from.Format("2006-01")
	case from.YearDay() == 1 && to.Equal(from.AddDate(1, 0, 0)):
		return from.Format("2006")
	}
	return ""
}

// isDate reports whether the bound is a calendar date, without a time of day.
func (b Bound) isDate() bool {
	return b.Floating && b.Time.Equal(b.Time.Truncate(24*time.Hour))
}

func (b Bound) print() string {
	switch {
	case b.isDate():
		return b.Time.Format(time.DateOnly)
	case b.Floating:
		return b.Time.Format("2006-01-02T15:04:05")
	}
	return b.Time.UTC().Format(time.RFC3339)
}

// inclusive prints the last day or second before the bound.
func (b Bound) inclusive() string {
	if b.isDate() {
		return b.Time.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	b.Time = b.Time.Add(-time.Second)
	if b.Floating { // midnight would read as a date
		return b.Time.Format("2006-01-02T15:04:05")
	}
	return b.print()
}

// String prints two sides with the operator between them, more as a quotation.
func (n Near) String() string {
	if len(n.Nodes) != 2 || slices.ContainsFunc(n.Nodes, isSmall) {
		return n.quotation()
	}
	return enclosedSide(n.Nodes[0]) + " " + n.operator() + " " + enclosedSide(n.Nodes[1])
}

// isSmall reports whether a side is a word that must have no capital, which can
// be said in a quotation alone, beside a word that has one.
func isSmall(side Node) bool {
	w, is := side.(Word)
	return is && w.Cased && w.Capitals == 0
}

func (n Near) operator() string {
	switch {
	case n.Unit == Sentence:
		return "W/S"
	case n.Unit == Paragraph:
		return "W/P"
	case n.Ordered:
		return "PRE/" + strconv.Itoa(n.Distance)
	}
	return "NEAR/" + strconv.Itoa(n.Distance)
}

// quotation prints sides that are words, as all are where there are more than
// two or one isSmall.
func (n Near) quotation() string {
	var p Phrase
	for _, side := range n.Nodes {
		w, _ := side.(Word)
		p.Field, w.Field = w.Field, ""
		p.Words = append(p.Words, w)
	}
	return p.String() + "~" + strconv.Itoa(n.Distance)
}

// enclosedSide prints a side so that the operator beside it takes no part of it.
func enclosedSide(n Node) string {
	if near, ok := n.(Near); ok && len(near.Nodes) == 2 {
		return "(" + n.String() + ")"
	}
	return enclosed(n)
}

// String prints the number of times before the node.
func (a AtLeast) String() string {
	return "ATLEAST/" + strconv.Itoa(a.Min) + " " + enclosed(a.Node)
}

// String prints the node with its weight behind it.
func (b Boost) String() string {
	inner := enclosedSide(b.Node)
	if _, ok := b.Node.(AtLeast); ok {
		inner = "(" + inner + ")"
	}
	return inner + "^" + strconv.FormatFloat(b.Weight, 'f', -1, 64)
}

// String prints the nodes with AND between them.
func (a And) String() string { return join(a.Nodes, " AND ") }

// String prints the nodes with OR between them.
func (o Or) String() string { return join(o.Nodes, " OR ") }

// String says how many of the nodes must match. Parse does not read it.
func (m Most) String() string {
	return "at least " + strconv.Itoa(m.Min) + " of (" + join(m.Nodes, ", ") + ")"
}

// String prints the node with NOT before it.
func (n Not) String() string { return "NOT " + enclosed(n.Node) }

func join(nodes []Node, operator string) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = enclosed(n)
	}
	return strings.Join(parts, operator)
}

// enclosed prints a node so that it can stand beside others.
func enclosed(n Node) string {
	switch n.(type) {
	case And, Or, Most:
		return "(" + n.String() + ")"
	}
	return n.String()
}
