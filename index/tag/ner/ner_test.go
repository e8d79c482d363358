package ner_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/ner"
)

func load(t testing.TB) *ner.Model {
	t.Helper()
	m, err := ner.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// named is what was found, as "person Ann Miller".
func named(article []ner.Text, found [][]ner.Span) []string {
	var names []string
	for i, spans := range found {
		for _, s := range spans {
			names = append(names, string(s.Type)+" "+article[i].Text[s.Start:s.End])
		}
	}
	return names
}

func TestFind(t *testing.T) {
	tests := []struct {
		name    string
		article []ner.Text
		want    []string
	}{
		{
			"nothing", nil, nil,
		},
		{
			"full name and surname",
			[]ner.Text{{Text: "Prime Minister Marta Kessler met farmers in Berlin on Monday. Kessler said the talks went well."}},
			[]string{"person Marta Kessler", "place Berlin", "person Kessler"},
		},
		{
			"dateline",
			[]ner.Text{{Text: "ISLAMABAD (Reuters) - The government of Pakistan said on Friday it would raise taxes."}},
			[]string{"place ISLAMABAD", "org Reuters", "place Pakistan"},
		},
		{
			"headline that the body explains",
			[]ner.Text{
				{Kind: ner.Headline, Text: "KESSLER TO MEET FARMERS IN BERLIN"},
				{Text: "Prime Minister Marta Kessler will meet farmers in Berlin, she said."},
			},
			[]string{"person KESSLER", "place BERLIN", "person Marta Kessler", "place Berlin"},
		},
		{
			"possessives and abbreviations",
			[]ner.Text{{Text: "Germany’s economy grew, a report said in the U.S. on Monday. Mr. Peter O’Neill disagreed."}},
			[]string{"place Germany", "place U.S.", "person Peter O’Neill"},
		},
	}
	m := load(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, named(tt.article, m.Find(tt.article))); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
		})
	}
}

// A hint makes a name likely that the text leaves open.
func TestHint(t *testing.T) {
	m := load(t)
	text := "They all like Zorblat best."
	start := strings.Index(text, "Zorblat")
	for _, kind := range []news.EntityType{news.Person, news.Org, news.Place} {
		article := []ner.Text{{Text: text, Hints: []ner.Span{{Start: start, End: start + 7, Type: kind}}}}
		want := []string{string(kind) + " Zorblat"}
		if diff := cmp.Diff(want, named(article, m.Find(article))); diff != "" {
			t.Errorf("hint %s: want (-), got (+):\n%s", kind, diff)
		}
	}
}

// Whatever a Model found before, and at the same time, it finds the same.
func TestFindByMany(t *testing.T) {
	m := load(t)
	articles := [][]ner.Text{
		{{Kind: ner.Headline, Text: "KESSLER IN BERLIN"}, {Text: "Marta Kessler met Mr. Roth in Berlin. Roth left."}},
		{{Text: "ISLAMABAD (Reuters) - Pakistan and China signed a treaty. Kessler Holdings fell."}},
		{{Text: strings.Repeat("Oslo lost to Bergen. ", 500)}},
	}
	want := make([][]string, len(articles))
	for i, a := range articles {
		want[i] = named(a, m.Find(a))
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 30 {
				a := articles[i%len(articles)]
				if diff := cmp.Diff(want[i%len(articles)], named(a, m.Find(a))); diff != "" {
					t.Errorf("want (-), got (+):\n%s", diff)
				}
			}
		})
	}
	all.Wait()
}
