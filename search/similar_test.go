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

// What stands beside an article is as full as what a search finds: whom it names,
// by the name that people merged it into, its dates, and its near-duplicates. A
// score is there where it means something.
func TestSimilarHits(t *testing.T) {
	in, dated := func(d *index.Document) { d.Group = schema.GroupOf("a") }, func(d *index.Document) {
		d.Tags.Dates = []news.DateMention{{Value: "2025-05-02"}}
	}
	rubio := naming(news.Person, "M. Rubio")
	r := open(
		article("a", "the ferry to orven sailed again from the quay at greywick", in),
		article("b", "the ferry to orven sailed again from the quay at greywick today", in, rubio, dated),
		article("c", "the ferry to orven sailed again from the old quay at greywick", in),
		article("d", "islanders on orven ask for a second ferry, greywick council says", rubio, dated),
		article("e", "wool prices fell at the market"),
	)
	r.archive["late"] = article("late", "the ferry sailed").Record // not indexed yet
	r.Searcher = search.New(search.Options{
		Backend: r.engine, Articles: r.archive, Names: mergedNames{}, Groups: groups{{"a", "b", "c", "late"}}, Key: make([]byte, 16),
	})
	record := r.archive["a"]
	got, err := r.Similar(t.Context(), &record, news.Tags{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Duplicates) != 3 || len(got.About) != 1 {
		t.Fatalf("duplicates %v, about %v", ids(got.Duplicates), ids(got.About))
	}
	b, late, d := got.Duplicates[0], got.Duplicates[2], got.About[0]
	for _, h := range []search.Hit{b, d} {
		if diff := cmp.Diff(map[string][]string{"person": {"Marco Rubio"}}, h.Entities); diff != "" {
			t.Errorf("%s names (-want +got):\n%s", h.ID, diff)
		}
		if len(h.Dates) != 1 || h.Dates[0] != "2025-05-02" {
			t.Errorf("%s speaks of %v", h.ID, h.Dates)
		}
	}
	if b.Similar != 3 || b.Score != nil || late.ID != "late" || late.Entities == nil {
		t.Errorf("b: %d near-duplicates, score %v; late: %+v", b.Similar, b.Score, late)
	}
	if d.Score == nil || *d.Score < 0.2 || *d.Score >= 1 {
		t.Errorf("d: score %v, want a share of what tells most", d.Score)
	}
}
