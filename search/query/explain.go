package query

import (
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
)

// Explain says a query in plain English, in one short line: "all of: drone,
// strikes".
func Explain(n Node) string {
	switch n := n.(type) {
	case All:
		return "everything"
	case Word:
		return explainWord(n) + inPlace(n.Field)
	case Phrase:
		return explainPhrase(n) + inPlace(n.Field)
	case Value:
		return explainValue(n)
	case Published:
		return explainPublished(n)
	case Mentions:
		return explainMentions(n)
	case Near:
		return explainNear(n)
	case AtLeast:
		return "at least " + strconv.Itoa(n.Min) + " times: " + explainPart(n.Node)
	case Boost:
		return explainPart(n.Node) + " (weighs " + strconv.FormatFloat(n.Weight, 'f', -1, 64) + " times as much)"
	case And:
		return "all of: " + explainEach(n.Nodes)
	case Or:
		return "any of: " + explainEach(n.Nodes)
	case Most:
		return "at least " + strconv.Itoa(n.Min) + " of: " + explainEach(n.Nodes)
	case Not:
		return "not " + explainPart(n.Node)
	}
	return n.String()
}

func explainNear(n Near) string {
	how := ", within " + strconv.Itoa(n.Distance) + " words"
	switch {
	case n.Unit == Sentence:
		how = ", in one sentence"
	case n.Unit == Paragraph:
		how = ", in one paragraph"
	case n.Ordered:
		how += " in this order"
	}
	return explainEach(n.Nodes) + how
}

func explainEach(nodes []Node) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = explainPart(n)
	}
	return strings.Join(parts, ", ")
}

// explainPart explains a node inside another one.
func explainPart(n Node) string {
	switch n.(type) {
	case And, Or, Most, Near:
		return "(" + Explain(n) + ")"
	}
	return Explain(n)
}

func explainWord(w Word) string {
	switch {
	case w.Prefix:
		return "words that begin with " + w.Term
	case w.Wildcard:
		return "words like " + w.Term
	case w.Fuzzy == 1:
		return "words that differ from " + w.Term + " by one letter at most"
	case w.Fuzzy > 1:
		return "words that differ from " + w.Term + " by " + strconv.Itoa(w.Fuzzy) + " letters at most"
	case w.Caps:
		return w.Term + " in capitals"
	case w.Exact:
		return analysis.Capitalize(w.Term, w.Capitals) + " in exactly this form"
	}
	return w.Term
}

func explainPhrase(p Phrase) string {
	quoted := Phrase{Words: p.Words}.String()
	if exact, ok := strings.CutPrefix(quoted, "="); ok {
		return exact + " in exactly this form"
	}
	return quoted
}

// inPlace says where in an article a field stands.
func inPlace(field string) string {
	switch field {
	case "":
		return ""
	case schema.Title:
		return " in the headline"
	case schema.Body:
		return " in the text"
	}
	return " in the " + field
}

func explainValue(v Value) string {
	name := v.Field
	switch name {
	case schema.Org:
		name = "organisation"
	case schema.Lang:
		name = "language"
	case schema.URL, fieldID:
		name = strings.ToUpper(name)
	}
	if v.Whole {
		return name + " " + v.Text
	}
	return name + " with " + v.Text
}

func explainPublished(p Published) string {
	switch s := strings.TrimPrefix(p.String(), "published:"); {
	case p.From.Time.IsZero() && p.To.Time.IsZero():
		return "published at any time"
	case p.To.Time.IsZero():
		return "published since " + strings.TrimPrefix(s, ">=")
	case p.From.Time.IsZero():
		if last, ok := strings.CutPrefix(s, "<="); ok {
			return "published until " + last
		}
		return "published before " + strings.TrimPrefix(s, "<")
	case strings.Contains(s, ".."):
		from, to, _ := strings.Cut(s, "..")
		return "published from " + from + " to " + to
	default:
		return "published in " + s
	}
}
