package search

import (
	"context"
	"slices"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
)

// Tagger finds where an article mentions whom.
type Tagger interface {
	Tag(r *news.Record) news.Tags
}

// Asked are the entities that a request asks for, by a name in the query or by a
// value of a facet, where it does not exclude them.
type Asked struct {
	values  []query.Value
	aliases *alias.Table
}

// Asked reads whom a request asks for. It fails as Search does.
func (s *Searcher) Asked(ctx context.Context, r Request) (Asked, error) {
	j, err := s.read(ctx, r)
	if err != nil {
		return Asked{}, err
	}
	return askedFor(j.plan), nil
}

func askedFor(p *Plan) Asked {
	a := Asked{aliases: p.Aliases}
	add := func(v query.Value) {
		if slices.Contains(alias.Types(), news.EntityType(v.Field)) {
			a.values = append(a.values, v)
		}
	}
	query.Visit(p.Query, func(leaf query.Node) {
		if v, is := leaf.(query.Value); is {
			add(v)
		}
	})
	for _, f := range p.Filters {
		for _, name := range f.Include {
			add(query.Value{Field: f.Field, Text: name, Whole: true})
		}
	}
	return a
}

// IsNobody reports whether no entity is asked for.
func (a Asked) IsNobody() bool { return len(a.values) == 0 }

// Marks are the mentions, by field, of those of an article's entities that are
// asked for, whatever the article calls them there. They are in no order.
func (a Asked) Marks(entities []news.Entity) map[string][]highlight.Mark {
	marks := map[string][]highlight.Mark{}
	for i := range entities {
		e := &entities[i]
		if !slices.ContainsFunc(a.values, func(v query.Value) bool { return a.isCalled(e, v) }) {
			continue
		}
		for _, m := range e.Mentions {
			marks[m.Field] = append(marks[m.Field], highlight.Mark{m.Start, m.End})
		}
	}
	return marks
}

// isCalled reports whether an entity has the name that a value asks for, or is
// merged with what has it; a value that is not whole asks for all of its words.
func (a Asked) isCalled(e *news.Entity, v query.Value) bool {
	if string(e.Type) != v.Field {
		return false
	}
	root := a.aliases.Root(e.Type, e.Name)
	if v.Whole {
		return analysis.Fold(root) == analysis.Fold(a.aliases.Root(e.Type, v.Text))
	}
	return hasWords(root, v.Text) || hasWords(e.Name, v.Text)
}

// hasWords reports whether a name has all of some words.
func hasWords(name, text string) bool {
	words, asked := analysis.Tokens(name), analysis.Tokens(text)
	for _, t := range asked {
		if !slices.ContainsFunc(words, func(w analysis.Token) bool { return w.Term == t.Term }) {
			return false
		}
	}
	return len(asked) > 0
}
