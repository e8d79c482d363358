package searchtest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

func by(order search.Sort) func(*search.Plan) { return func(p *search.Plan) { p.Sort = order } }
func sized(n int) func(*search.Plan)          { return func(p *search.Plan) { p.Size = n } }

// C17: hits that are equal in the order stand by id, each on one page.
func testTies(t *testing.T, open Open) {
	for _, order := range []search.Sort{search.Relevance, search.Newest, search.Oldest} {
		t.Run(string(order), func(t *testing.T) {
			var docs []index.Document
			for _, id := range []string{"d", "a", "e", "c", "b"} {
				docs = append(docs, article(id, "same words", at("2025-05-09T10:00:00Z")))
			}
			b, add := open(t, docs)
			want := [][]string{{"a", "b"}, {"c", "d"}, {"e"}}
			if diff := cmp.Diff(want, pages(t, b, plan(word("same"), by(order), sized(2)), func() {})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			added := false
			got := pages(t, b, plan(word("same"), by(order), sized(2)), func() {
				if !added {
					added = true
					add(article("0", "same words", at("2025-05-09T10:00:00Z")))
				}
			})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("with one added between pages (-want +got):\n%s", diff)
			}
		})
	}
}

// No hit is seen twice or passed over while articles arrive and change the
// statistics that scores are made of.
func testPaging(t *testing.T, open Open) {
	for _, order := range []search.Sort{search.Relevance, search.Newest, search.Oldest} {
		for _, q := range []query.Node{
			query.Or{Nodes: []query.Node{word("strait"), word("ship")}}, phrase("the", "strait"), query.All{},
		} {
			b, add := open(t, numbered(40, pagingArticle))
			p := plan(q, by(order), sized(7))
			p.Recency = true
			before := pages(t, b, plan(q, by(order), sized(100), func(p *search.Plan) { p.Recency = true }), func() {})[0]
			seen, arrived := map[string]int{}, 0
			for _, page := range pages(t, b, p, func() {
				arrived++
				late := pagingArticle(arrived)
				late.ID = fmt.Sprintf("late %d", arrived)
				late.Body += " strait of many words that change every average length there is"
				add(late)
			}) {
				for _, id := range page {
					seen[id]++
				}
			}
			for _, id := range before {
				if seen[id] != 1 {
					t.Errorf("%s, %v: %s was seen %d times", order, q, id, seen[id])
				}
			}
		}
	}
}

func pagingArticle(i int) index.Document {
	body := "the strait"
	for j := range i % 5 {
		body += fmt.Sprintf(" ship %d", j%2)
	}
	return article("", body, at(fmt.Sprintf("2025-05-%02d", i%9+1)))
}

func testSortTimes(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("announced", "x", at("2031-01-01T00:00:00Z")), // first seen on May 20, 2025
		article("may", "x", at("2025-05-09T10:00:00Z")),
		article("day", "x", at("2025-05-10")),
		article("unknown", "x"),
		article("before 1970", "x", at("1931-01-01")),
	})
	newest := []string{"announced", "unknown", "day", "may", "before 1970"}
	if diff := cmp.Diff(newest, ids(find(t, b, plan(query.All{})).Hits)); diff != "" {
		t.Errorf("newest (-want +got):\n%s", diff)
	}
	oldest := []string{"before 1970", "may", "day", "announced", "unknown"}
	if diff := cmp.Diff(oldest, ids(find(t, b, plan(query.All{}, by(search.Oldest))).Hits)); diff != "" {
		t.Errorf("oldest (-want +got):\n%s", diff)
	}
	hit := find(t, b, plan(query.All{})).Hits[0]
	if want := article("", "").FirstSeen.Unix(); hit.Time != want || hit.Score != 0 {
		t.Errorf("hit %+v, want time %d and no score", hit, want)
	}
}

func testRelevance(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("often", "storm and storm again, a storm over the town and its old harbour"),
		article("once", "a storm over the town and its old harbour, and then again nothing"),
		article("long", "a storm over the town and its old harbour, and much else in many more words than before"),
		article("headline", "over the town and its old harbour", titled("Storm")),
		article("none", "nothing at all"),
	})
	a := find(t, b, plan(word("storms"), by(search.Relevance)))
	if diff := cmp.Diff([]string{"headline", "often", "once", "long"}, ids(a.Hits)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	filterOnly := find(t, b, plan(query.Not{Node: word("storm")}, by(search.Relevance)))
	if len(filterOnly.Hits) != 1 || filterOnly.Hits[0].Score != 0 {
		t.Errorf("hits %+v, want one without a score", filterOnly.Hits)
	}
}

func testRecency(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("a old", "ferry talks", at("2015-05-01")),
		article("b new", "ferry talks", at("2025-05-18")),
		article("c better", "ferry talks", titled("Ferry"), at("2005-05-18")),
	})
	on := plan(word("ferry"), by(search.Relevance), func(p *search.Plan) { p.Recency = true })
	if diff := cmp.Diff([]string{"c better", "b new", "a old"}, ids(find(t, b, on).Hits)); diff != "" {
		t.Errorf("on (-want +got):\n%s", diff)
	}
	off := plan(word("ferry"), by(search.Relevance))
	if diff := cmp.Diff([]string{"c better", "a old", "b new"}, ids(find(t, b, off).Hits)); diff != "" {
		t.Errorf("off (-want +got):\n%s", diff)
	}
}
