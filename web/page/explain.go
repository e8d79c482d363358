package page

import (
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/locale"
)

// explain says a query in words, in one short line: "all of: drone, strikes".
func (in voice) explain(n query.Node) string {
	switch n := n.(type) {
	case query.All:
		return in.Say("query.everything")
	case query.Word:
		return in.place(n.Field, in.explainWord(n))
	case query.Phrase:
		return in.place(n.Field, in.explainPhrase(n))
	case query.Value:
		return in.explainValue(n)
	case query.Published:
		return in.explainPublished(n)
	case query.Mentions:
		return in.explainMentions(n)
	case query.Near:
		return in.explainNear(n)
	case query.AtLeast:
		return in.Say("query.times", locale.Num("n", n.Min), locale.Str("what", in.explainPart(n.Node)))
	case query.Boost:
		return in.Say("query.weight", locale.Str("what", in.explainPart(n.Node)), locale.Str("n", in.Shortest(n.Weight)))
	case query.And:
		return in.Say("query.all", locale.Str("list", in.explainEach(n.Nodes)))
	case query.Or:
		return in.Say("query.any", locale.Str("list", in.explainEach(n.Nodes)))
	case query.Most:
		return in.Say("query.most", locale.Num("n", n.Min), locale.Str("list", in.explainEach(n.Nodes)))
	case query.Not:
		return in.Say("query.not", locale.Str("what", in.explainPart(n.Node)))
	}
	return n.String()
}

func (in voice) explainNear(n query.Near) string {
	sides := in.explainEach(n.Nodes)
	switch {
	case n.Unit == query.Sentence:
		return in.Say("query.sentence", locale.Str("list", sides))
	case n.Unit == query.Paragraph:
		return in.Say("query.paragraph", locale.Str("list", sides))
	case n.Ordered:
		return in.Say("query.ordered", locale.Str("list", sides), locale.Num("n", n.Distance))
	}
	return in.Say("query.near", locale.Str("list", sides), locale.Num("n", n.Distance))
}

func (in voice) explainEach(nodes []query.Node) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = in.explainPart(n)
	}
	return strings.Join(parts, ", ")
}

// explainPart explains a node inside another one.
func (in voice) explainPart(n query.Node) string {
	switch n.(type) {
	case query.And, query.Or, query.Most, query.Near:
		return "(" + in.explain(n) + ")"
	}
	return in.explain(n)
}

func (in voice) explainWord(w query.Word) string {
	switch {
	case w.Prefix:
		return in.Say("query.begins", locale.Str("word", w.Term))
	case w.Wildcard:
		return in.Say("query.like", locale.Str("word", w.Term))
	case w.Fuzzy > 0:
		return in.Say("query.fuzzy", locale.Str("word", w.Term), locale.Num("n", w.Fuzzy))
	case w.Caps:
		return in.Say("query.capitals", locale.Str("word", w.Term))
	case w.Exact:
		return in.Say("query.exact", locale.Str("word", analysis.Capitalize(w.Term, w.Capitals)))
	}
	return w.Term
}

func (in voice) explainPhrase(p query.Phrase) string {
	quoted := query.Phrase{Words: p.Words}.String()
	if exact, ok := strings.CutPrefix(quoted, "="); ok {
		return in.Say("query.exact", locale.Str("word", exact))
	}
	return quoted
}

// place says where in an article a field stands.
func (in voice) place(field, what string) string {
	if field == "" {
		return what
	}
	return in.Say("query.place", locale.Str("what", what), locale.Str("place", in.Word("place", field)))
}

func (in voice) explainValue(v query.Value) string {
	if v.Field == schema.Has {
		return in.Say("query.has", locale.Str("value", v.Text))
	}
	field := in.Word("field", v.Field)
	if v.Whole {
		return in.Say("query.value", locale.Str("field", field), locale.Str("value", v.Text))
	}
	return in.Say("query.part", locale.Str("field", field), locale.Str("value", v.Text))
}

func (in voice) explainPublished(p query.Published) string {
	s := strings.TrimPrefix(p.String(), "published:")
	from, to, ranged := strings.Cut(s, "..")
	last, until := strings.CutPrefix(s, "<=")
	switch {
	case p.From.Time.IsZero() && p.To.Time.IsZero():
		return in.Say("query.published-ever")
	case p.To.Time.IsZero():
		return in.Say("query.published-since", locale.Str("date", strings.TrimPrefix(s, ">=")))
	case p.From.Time.IsZero() && until:
		return in.Say("query.published-until", locale.Str("date", last))
	case p.From.Time.IsZero():
		return in.Say("query.published-before", locale.Str("date", strings.TrimPrefix(s, "<")))
	case ranged:
		return in.Say("query.published-between", locale.Str("from", from), locale.Str("to", to))
	}
	return in.Say("query.published", locale.Str("date", s))
}

func (in voice) explainMentions(m query.Mentions) string {
	s := strings.TrimPrefix(m.String(), "mentions:")
	from, to, ranged := strings.Cut(s, "..")
	switch {
	case m.IsZero():
		return in.Say("query.everything")
	case m.To == query.LastDay():
		return in.Say("query.mentions-since", locale.Str("date", strings.TrimPrefix(s, ">=")))
	case m.From == query.FirstDay():
		return in.Say("query.mentions-until", locale.Str("date", strings.TrimPrefix(s, "<=")))
	case ranged:
		return in.Say("query.mentions-between", locale.Str("from", from), locale.Str("to", to))
	}
	return in.Say("query.mentions", locale.Str("date", s))
}
