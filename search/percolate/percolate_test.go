package percolate_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/percolate"
	"github.com/dateline-search/dateline/search/searchtest"
)

// turned is a backend that, of every plan that it is asked, tests as well whether
// a percolator finds it for just the articles that the plan finds.
type turned struct {
	*searchtest.Fake
	t    *testing.T
	docs map[string]index.Document
}

func (b *turned) Find(ctx context.Context, p *search.Plan) (*search.Answer, error) {
	if p.After != nil { // a later page of what was tested
		return b.Fake.Find(ctx, p)
	}
	all := *p
	all.Size, all.After, all.Facets, all.Timeline = math.MaxInt, nil, nil, search.IntervalNone
	all.Collapse = false // folding is for readers
	answer, err := b.Fake.Find(ctx, &all)
	if err != nil {
		return nil, err
	}
	want := []string{}
	for _, h := range answer.Hits {
		want = append(want, h.ID)
	}
	slices.Sort(want)
	one := percolate.New()
	one.Add("it", p)
	got := []string{}
	for id, d := range b.docs {
		if len(one.Match(&d)) > 0 {
			got = append(got, id)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		b.t.Errorf("%v with %+v (-search +percolator):\n%s", p.Query, p.Filters, diff)
	}
	return b.Fake.Find(ctx, p)
}

func (b *turned) add(docs ...index.Document) {
	b.Add(docs...)
	for _, d := range docs {
		if delete(b.docs, d.ID); !d.Deleted {
			b.docs[d.ID] = d
		}
	}
}

// A search finds an article if and only if the article finds the search.
func TestMatchesWhatSearchesFind(t *testing.T) {
	searchtest.Run(t, func(t *testing.T, docs []index.Document) (search.Backend, searchtest.Add) {
		b := &turned{Fake: searchtest.NewFake(), t: t, docs: map[string]index.Document{}}
		b.add(docs...)
		return b, b.add
	})
}

func TestManySearches(t *testing.T) {
	p := percolate.New()
	var doc index.Document
	doc.ID, doc.Title, doc.Body, doc.Lang = "a", "Ferries of Westhaven", "The ferry sailed. word17 word40", "en"
	if got := p.Match(&doc); got != nil {
		t.Errorf("no search finds %v", got)
	}
	for i := range 100 {
		p.Add(fmt.Sprint(i), parsed(t, fmt.Sprintf("word%d ferry", i)))
	}
	p.Add("negative", parsed(t, "-tower"))
	p.Add("no", parsed(t, "tower"))
	if diff := cmp.Diff([]string{"17", "40", "negative"}, p.Match(&doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	p.Add("later", parsed(t, "ferries"))
	doc.Lang = "de"
	if diff := cmp.Diff([]string{"17", "40", "negative", "later"}, p.Match(&doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
