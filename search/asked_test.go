package search_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/searchtest"
)

// mergedNames has one name merged into another.
type mergedNames struct{}

func (mergedNames) Merges(context.Context) (*alias.Table, error) {
	return alias.New([]alias.Merge{{Type: news.Person, Name: "M. Rubio", Into: "Marco Rubio"}}), nil
}

// rubios is an article of two Rubios, of which one is called by three names, and
// finds them in it. Offsets are counted by hand.
type rubios struct{ news.Record }

func newRubios() rubios {
	r := rubios{}
	r.ID, r.Title, r.Lang = "1", "Secretary Rubio calls", "en"
	r.Body = "Marco Rubio called. Secretary Rubio waved to Élise Rubio. The U.N. did not."
	return r
}

func (rubios) Tag(*news.Record) news.Tags {
	return news.Tags{Entities: []news.Entity{
		{Type: news.Person, Name: "Marco Rubio", Mentions: []news.Mention{{Field: "title", Start: 10, End: 15}, {Field: "body", Start: 0, End: 11}}},
		{Type: news.Person, Name: "M. Rubio", Mentions: []news.Mention{{Field: "body", Start: 30, End: 35}}},
		{Type: news.Person, Name: "Élise Rubio", Mentions: []news.Mention{{Field: "body", Start: 45, End: 56}}},
		{Type: news.Org, Name: "United Nations", Mentions: []news.Mention{{Field: "body", Start: 62, End: 66}}},
	}}
}

func (r rubios) GetMany(context.Context, []string) ([]news.Record, error) {
	return []news.Record{r.Record}, nil
}

func (r rubios) searcher() *search.Searcher {
	return search.New(search.Options{
		Backend: searchtest.NewFake(index.Document{Record: r.Record, Tags: r.Tag(nil)}), Articles: r, Names: mergedNames{},
		Known: knownNames{}, Tagger: r, Key: make([]byte, 16),
	})
}

func TestAskedMarksMentionsOfWhomIsAskedFor(t *testing.T) {
	r := newRubios()
	full, short, other, un := highlight.Mark{0, 11}, highlight.Mark{30, 35}, highlight.Mark{45, 56}, highlight.Mark{62, 66}
	for _, c := range []struct {
		name    string
		request search.Request
		want    []highlight.Mark
	}{
		{"by name", search.Request{Q: `person:"Marco Rubio"`}, []highlight.Mark{full, short}},
		{"by a merged name", search.Request{Q: `person:"M. Rubio"`}, []highlight.Mark{full, short}},
		{"folded", search.Request{Q: `person:"elise rubio"`}, []highlight.Mark{other}},
		{"by words", search.Request{Q: `person:rubio`}, []highlight.Mark{full, short, other}},
		{"by a listed alias", search.Request{Q: `org:"U.N."`}, []highlight.Mark{un}},
		{"in a facet", search.Request{Filters: map[string][]string{"person": {"M. Rubio"}}}, []highlight.Mark{full, short}},
		{"two", search.Request{Q: `person:"Élise Rubio"`, Filters: map[string][]string{"org": {"United Nations"}}}, []highlight.Mark{other, un}},
		{"excluded", search.Request{Q: `-person:"Marco Rubio"`, Filters: map[string][]string{"org": {"-United Nations"}}}, nil},
		{"of another type", search.Request{Q: `place:"Marco Rubio"`}, nil},
		{"nobody", search.Request{Q: `called`}, nil},
	} {
		asked, err := r.searcher().Asked(t.Context(), c.request)
		if err != nil {
			t.Fatal(err)
		}
		got := asked.Marks(r.Tag(nil).Entities)["body"]
		slices.SortFunc(got, func(a, b highlight.Mark) int { return a[0] - b[0] })
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if asked.IsNobody() != (c.name == "excluded" || c.name == "nobody") {
			t.Errorf("%s: nobody is asked for: %t", c.name, asked.IsNobody())
		}
	}
	if _, err := r.searcher().Asked(t.Context(), search.Request{Filters: map[string][]string{"x": {"y"}}}); err == nil {
		t.Error("a request that cannot be read asks for nobody")
	}
}

// What a hit shows is marked by whom is asked for, whatever the text calls them.
func TestHitsMarkMentions(t *testing.T) {
	for q, want := range map[string]string{
		`person:"M. Rubio"`:            "<mark>Marco Rubio</mark> called. Secretary <mark>Rubio</mark> waved to Élise Rubio. The U.N. did not.",
		`org:"United Nations" waved`:   "Marco Rubio called. Secretary Rubio <mark>waved</mark> to Élise Rubio. The <mark>U.N.</mark> did not.",
		`person:"Élise Rubio" -nobody`: "Marco Rubio called. Secretary Rubio waved to <mark>Élise Rubio</mark>. The U.N. did not.",
	} {
		result, err := newRubios().searcher().Search(t.Context(), search.Request{Q: q})
		if err != nil || len(result.Hits) != 1 {
			t.Fatalf("%s: %v, %v", q, result, err)
		}
		if body := result.Hits[0].Highlight.Body; len(body) != 1 || body[0].HTML != want {
			t.Errorf("%s: %+v, want %s", q, body, want)
		}
	}
	result, err := newRubios().searcher().Search(t.Context(), search.Request{Filters: map[string][]string{"person": {"Marco Rubio"}}})
	if err != nil || len(result.Hits) != 1 {
		t.Fatal(result, err)
	}
	if title := result.Hits[0].Highlight.Title; len(title) != 1 || title[0].HTML != "Secretary <mark>Rubio</mark> calls" {
		t.Errorf("a chosen facet: %+v", title)
	}
}
