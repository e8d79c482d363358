package search_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
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
