package search_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
)

// groups are ids that say the same.
type groups [][]string

func (g groups) Similar(_ context.Context, id string, limit int) ([]string, error) {
	for _, group := range g {
		if slices.Contains(group, id) {
			others := slices.DeleteFunc(slices.Clone(group), func(o string) bool { return o == id })
			return others[:min(limit, len(others))], nil
		}
	}
	return nil, nil
}

func (g groups) SimilarCounts(ctx context.Context, ids []string) (map[string]int, error) {
	counts := map[string]int{}
	for _, id := range ids {
		if others, err := g.Similar(ctx, id, 100); err != nil {
			return nil, err
		} else if len(others) > 0 {
			counts[id] = len(others)
		}
	}
	return counts, nil
}

func copies() *room {
	in := func(group string) func(*index.Document) {
		return func(d *index.Document) { d.Group, d.Source = schema.GroupOf(group), "Wire "+d.ID }
	}
	r := open(
		article("a", "the ferry to orven sailed again from the quay at greywick"),
		article("b", "the ferry to orven sailed again from the quay at greywick today", in("a")),
		article("c", "the ferry to orven sailed again from the old quay at greywick", in("a")),
		article("d", "islanders on orven ask for a second ferry, greywick council says"),
		article("e", "wool prices fell at the market"),
		article("f", "the council met at noon"),
	)
	r.Searcher = search.New(search.Options{Backend: r.engine, Articles: r.archive, Groups: groups{{"a", "b", "c"}}, Key: []byte("sixteen bytes or")})
	return r
}

func TestCollapse(t *testing.T) {
	r := copies()
	got := r.search(t, search.Request{Q: "ferry", Collapse: true})
	if got.Total != 4 || got.Groups != 2 || len(got.Hits) != 2 {
		t.Fatalf("%d articles, %d groups, %d hits", got.Total, got.Groups, len(got.Hits))
	}
	first := got.Hits[slices.IndexFunc(got.Hits, func(h search.Hit) bool { return h.ID != "d" })]
	if first.Similar != 2 || len(first.Others) != 2 || first.Others[0].Title == "" {
		t.Errorf("hit %s has %d near-duplicates, and beside it %+v", first.ID, first.Similar, first.Others)
	}
	all := r.search(t, search.Request{Q: "ferry"})
	if all.Groups != 0 || len(all.Hits) != 4 || all.Hits[0].Others != nil {
		t.Errorf("without: %d groups, %d hits", all.Groups, len(all.Hits))
	}
	// A cursor of the one view is none of the other.
	one := 1
	page := r.search(t, search.Request{Q: "ferry", Collapse: true, Size: &one})
	if _, err := r.Search(t.Context(), search.Request{Q: "ferry", Size: &one, Cursor: page.Next}); !errors.Is(err, search.ErrBadRequest) {
		t.Errorf("got %v", err)
	}
}

func TestSimilar(t *testing.T) {
	r := copies()
	record := r.archive["a"]
	got, err := r.Similar(t.Context(), &record, news.Tags{Entities: []news.Entity{{Type: news.Place, Name: "Orven"}}})
	if err != nil {
		t.Fatal(err)
	}
	ids := func(hits []search.Hit) (out []string) {
		for _, h := range hits {
			out = append(out, h.ID)
		}
		return out
	}
	if diff := cmp.Diff([]string{"b", "c"}, ids(got.Duplicates)); diff != "" {
		t.Errorf("duplicates (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"d"}, ids(got.About)); diff != "" {
		t.Errorf("about (-want +got):\n%s", diff)
	}
	alone := r.archive["e"]
	if got, err := r.Similar(t.Context(), &alone, news.Tags{}); err != nil || len(got.Duplicates)+len(got.About) != 0 || got.About == nil {
		t.Errorf("e: %v, %+v", err, got)
	}
	if n, err := r.SimilarCount(t.Context(), "b"); err != nil || n != 2 {
		t.Errorf("b has %d, %v", n, err)
	}
}
