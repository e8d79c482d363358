package search_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/searchtest"
)

// knownNames knows one name.
type knownNames struct{}

func (knownNames) Canonical(kind news.EntityType, name string) []string {
	if kind == news.Org && name == "U.N." {
		return []string{"United Nations"}
	}
	return nil
}

func (knownNames) Beginning(kind news.EntityType, prefix string) []string {
	if kind == news.Org && prefix == "u" {
		return []string{"United Nations"}
	}
	return nil
}

// noTexts holds no article: hits are counted, not shown.
type noTexts struct{}

func (noTexts) GetMany(context.Context, []string) ([]news.Record, error) { return nil, nil }

func TestEntitiesAreAskedForByAnyName(t *testing.T) {
	doc := index.Document{}
	doc.ID, doc.Title, doc.Body = "1", "x", "x"
	doc.Tags.Entities = []news.Entity{{Type: news.Org, Name: "United Nations"}}
	s := search.New(search.Options{
		Backend: searchtest.NewFake(doc), Articles: noTexts{}, Known: knownNames{}, Key: make([]byte, 16),
	})
	for q, want := range map[string]int{
		`org:"U.N."`: 1, `org:U.N.`: 1, `NOT org:"U.N."`: 0, `person:"U.N."`: 0, `org:"United Nations"`: 1, `org:"UNO"`: 0,
	} {
		result, err := s.Search(t.Context(), search.Request{Q: q})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, result.Total); diff != "" {
			t.Errorf("%s: %s", q, diff)
		}
	}
}

// A name that is known, or was merged, leads to whom it names, with their count.
func TestEntitiesAreFoundByTheBeginningOfAnyName(t *testing.T) {
	doc := func(id string, names ...string) index.Document {
		d := index.Document{}
		d.ID, d.Title, d.Body = id, "x", "x"
		for _, n := range names {
			d.Tags.Entities = append(d.Tags.Entities, news.Entity{Type: news.Org, Name: n})
		}
		return d
	}
	s := search.New(search.Options{
		Backend:  searchtest.NewFake(doc("1", "United Nations"), doc("2", "United Nations", "Quay Union"), doc("3", "Harbour Board", "Wharf Trust")),
		Articles: noTexts{}, Known: knownNames{}, Key: make([]byte, 16),
		Names: merged{{Type: news.Org, Name: "Wharf Trust", Into: "Harbour Board"}},
	})
	for prefix, want := range map[string]string{
		"u": "[{United Nations 2 false false} {Quay Union 1 false false}]", "wha": "[{Harbour Board 1 false false}]", "boa": "[{Harbour Board 1 false false}]", "ay": "[]",
	} {
		none := 0
		result, err := s.Search(t.Context(), search.Request{
			Size: &none, Facets: []string{"org"}, FacetPrefix: map[string]string{"org": prefix}, FacetWords: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(result.Facets["org"].Values); got != want {
			t.Errorf("%q: %s, want %s", prefix, got, want)
		}
	}
}

// merged are merges as an archive gives them.
type merged []alias.Merge

func (m merged) Merges(context.Context) (*alias.Table, error) { return alias.New(m), nil }
