package percolate

import (
	"slices"
	"time"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// matches reports whether a plan finds an article.
func (d *document) matches(p *search.Plan) bool {
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	if (!p.Range.From.Time.IsZero() || !p.Range.To.Time.IsZero()) && !d.published(p.Range, zone) {
		return false
	}
	if p.Mentions != (query.Mentions{}) && !d.mentions(p.Mentions) {
		return false
	}
	for _, f := range p.Filters {
		if !d.passes(f, p.Aliases) {
			return false
		}
	}
	m := &matching{document: d, zone: zone, aliases: p.Aliases}
	return m.node(p.Query)
}

// matching is an article as one plan sees it.
type matching struct {
	*document
	zone    *time.Location
	aliases *alias.Table
}

func (d *document) passes(f search.Filter, aliases *alias.Table) bool {
	kind := news.EntityType(f.Field)
	carries := func(asked string) bool {
		asked = aliases.Root(kind, schema.Value(asked))
		return slices.ContainsFunc(d.values[f.Field], func(v string) bool { return aliases.Root(kind, v) == asked })
	}
	if len(f.Include) > 0 && !slices.ContainsFunc(f.Include, carries) {
		return false
	}
	return !slices.ContainsFunc(f.Exclude, carries)
}

// node reports whether the article matches a part of a query.
func (d *matching) node(n query.Node) bool {
	switch n := n.(type) {
	case nil, query.All:
		return true
	case query.Word, query.Phrase, query.Near:
		return d.times(n, 1)
	case query.AtLeast:
		return d.times(n.Node, n.Min)
	case query.Value:
		return d.carries(n)
	case query.Published:
		return d.published(n, d.zone)
	case query.Mentions:
		return d.mentions(n)
	case query.Not:
		return !d.node(n.Node)
	case query.Boost:
		return d.node(n.Node)
	case query.And:
		return d.count(n.Nodes, len(n.Nodes))
	case query.Or:
		return d.count(n.Nodes, 1)
	case query.Most:
		return d.count(n.Nodes, n.Min)
	}
	return false
}

// count reports whether at least so many of the nodes match.
func (d *matching) count(nodes []query.Node, least int) bool {
	matched := 0
	for i, n := range nodes {
		if matched >= least {
			return true
		}
		if matched+len(nodes)-i < least {
			return false
		}
		if d.node(n) {
			matched++
		}
	}
	return matched >= least
}

// times reports whether an expression stands in the article at least so often, in
// all text fields together. One that can be laid over the text in too many ways
// counts as there: to send what may not match is better than to miss what does.
func (d *document) times(n query.Node, least int) bool {
	var words []query.Word
	e := span.New(n, func(w query.Word) int {
		words = append(words, w)
		return len(words) - 1
	})
	if e == nil {
		return false
	}
	count := 0
	var finder span.Finder
	for _, f := range schema.TextFields() {
		found, err := finder.Times(e, &place{doc: d, text: d.texts[f.Name], field: f.Name, words: words})
		if err != nil {
			return true
		}
		if count += found; count >= least {
			return true
		}
	}
	return false
}

// carries reports whether the article has a value that is asked for.
func (d *matching) carries(v query.Value) bool {
	switch v.Field {
	case "id":
		return d.ID == v.Text
	case schema.URL:
		url, err := news.CanonicalURL(v.Text)
		return err == nil && d.url != "" && url == d.url
	}
	called := d.called(v)
	return slices.ContainsFunc(d.values[v.Field], func(value string) bool {
		return slices.ContainsFunc(d.aliases.Group(news.EntityType(v.Field), value), called)
	})
}

// called reports of a name whether it is one that a value asks for.
func (d *matching) called(v query.Value) func(name string) bool {
	if v.Whole {
		folded := analysis.Fold(v.Text)
		return func(name string) bool { return analysis.Fold(name) == folded }
	}
	asked := terms(v.Text)
	return func(name string) bool {
		has := terms(name)
		return len(asked) > 0 && !slices.ContainsFunc(asked, func(t string) bool { return !slices.Contains(has, t) })
	}
}

func terms(text string) []string {
	var all []string
	for _, t := range analysis.Tokens(text) {
		all = append(all, t.Term)
	}
	return all
}

// mentions reports whether the article speaks of a date in a range.
func (d *document) mentions(m query.Mentions) bool {
	return slices.ContainsFunc(d.Tags.Dates, func(date news.DateMention) bool {
		p, err := news.ParsePeriod(date.Value)
		return err == nil && m.Has(p)
	})
}

// published reports whether the article was published within bounds.
func (d *document) published(p query.Published, zone *time.Location) bool {
	if d.Published.IsZero() {
		return false
	}
	at := d.Published.Time.Truncate(time.Second)
	if d.Published.Precision < news.Minute {
		at = midnight(at, zone)
	}
	bound := func(b query.Bound) time.Time {
		if b.Floating {
			return midnight(b.Time, zone)
		}
		return b.Time
	}
	return (p.From.Time.IsZero() || !at.Before(bound(p.From))) && (p.To.Time.IsZero() || at.Before(bound(p.To)))
}

// midnight is when a calendar date begins in a zone.
func midnight(date time.Time, zone *time.Location) time.Time {
	year, month, day := date.UTC().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, zone)
}
