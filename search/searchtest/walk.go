package searchtest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// walk gathers what an engine walks through, and calls between after each batch.
func walk(t *testing.T, b search.Backend, p *search.Plan, between func()) []search.Found {
	t.Helper()
	all, batches, last := []search.Found{}, 0, false
	err := b.Walk(t.Context(), p, func(a *search.Answer) error {
		batches++
		if last {
			t.Error("a batch follows the last")
		}
		if total := len(all) + len(a.Hits); total > a.Total || a.More && total == a.Total {
			t.Errorf("%d hits of %d, and more follow: %v", total, a.Total, a.More)
		}
		all, last = append(all, a.Hits...), !a.More
		if last && len(all) != a.Total {
			t.Errorf("%d hits in all, total %d", len(all), a.Total)
		}
		between()
		return nil
	})
	if err != nil || batches == 0 || !last {
		t.Fatalf("walk %v: %d batches, the last is there: %v, error %v", p.Query, batches, last, err)
	}
	return all
}

// testWalk compares a walk with the pages of the same plan.
func testWalk(t *testing.T, open Open) {
	docs := numbered(61, func(i int) index.Document {
		body := "harbour"
		for range i % 7 {
			body += " ferry"
		}
		return article("", body, at(fmt.Sprintf("2025-05-%02d", 1+i%9)), naming(fmt.Sprintf("Person %d", i%3)))
	})
	b, _ := open(t, docs)
	for _, by := range []search.Sort{search.Newest, search.Oldest, search.Relevance} {
		for _, q := range []query.Node{query.All{}, word("ferry"), phrase("ferry", "ferry"), word("absent")} {
			p := plan(q, func(p *search.Plan) {
				p.Sort, p.Recency = by, true
				p.Filters = []search.Filter{{Field: "person", Exclude: []string{"Person 1"}}}
				p.Facets, p.Timeline = []search.FacetRequest{{Field: "person", Size: 5}}, search.IntervalDay
			})
			want := find(t, b, p)
			p.Size, p.After = 1, &search.Position{ID: "000"} // neither matters
			if diff := cmp.Diff(want.Hits, walk(t, b, p, func() {})); diff != "" {
				t.Errorf("%s, %v (-page +walk):\n%s", by, q, diff)
			}
		}
	}
}

// testWalkIsConsistent changes the index under a walk.
func testWalkIsConsistent(t *testing.T, open Open) {
	docs := numbered(40, func(int) index.Document { return article("", "harbour ferry") })
	b, add := open(t, docs)
	p := plan(word("ferry"), func(p *search.Plan) { p.Sort = search.Relevance })
	want := find(t, b, p).Hits
	turn := 0
	got := walk(t, b, p, func() {
		turn++
		add(article(fmt.Sprintf("new-%d", turn), "ferry"), tombstone(fmt.Sprintf("%03d", 40-turn)),
			article(fmt.Sprintf("%03d", turn), "tower"))
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a walk sees what changes under it (-want +got):\n%s", diff)
	}
}

func testWalkEnds(t *testing.T, open Open) {
	b, _ := open(t, numbered(30, func(int) index.Document { return article("", "harbour") }))
	enough, calls := errors.New("enough"), 0
	err := b.Walk(t.Context(), plan(word("harbour")), func(*search.Answer) error { calls++; return enough })
	if !errors.Is(err, enough) || calls != 1 {
		t.Errorf("%d calls, error %v; want 1 and the callback's", calls, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = b.Walk(ctx, plan(word("harbour")), func(*search.Answer) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v after the end of its context", err)
	}
}
