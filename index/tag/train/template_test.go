package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

func augmenterOf(t *testing.T, train string) *augmenter {
	t.Helper()
	documents, err := conll.Read(strings.NewReader(train))
	if err != nil {
		t.Fatal(err)
	}
	lists := map[int][]string{feature.Country: {"Ghana", "Zimbabwe", "Gana"}}
	for kind := feature.Capital; kind < feature.Kinds; kind++ {
		lists[kind] = []string{"Alpha", "Bravo"}
	}
	return newAugmenter(&data{lists: lists, train: documents}, 1)
}

func TestFill(t *testing.T) {
	a := augmenterOf(t, "")
	d := a.fill([]string{
		"{country:1} 's {person:1} met [Security Council|org] {envoys|envoys} .",
		"{surname:1} left {country:1} .",
	})
	person := d[0].Words[2:4]
	country := d[0].Words[0]
	want := conll.Document{
		{
			Words: []string{country, "'s", person[0], person[1], "met", "Security", "Council", "envoys", "."},
			Tags: []crf.Tag{
				crf.NewTag(crf.Place, crf.Unit), 0, crf.NewTag(crf.Person, crf.Begin), crf.NewTag(crf.Person, crf.Last), 0,
				crf.NewTag(crf.Org, crf.Begin), crf.NewTag(crf.Org, crf.Last), 0, 0,
			},
		},
		{
			Words: []string{person[1], "left", country, "."},
			Tags:  []crf.Tag{crf.NewTag(crf.Person, crf.Unit), 0, crf.NewTag(crf.Place, crf.Unit), 0},
		},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if country == "Gana" {
		t.Error("a country is called as in another language")
	}
}

// Whatever is filled in, no template may leave a sign of its own behind.
func TestTemplatesAreWhole(t *testing.T) {
	a := augmenterOf(t, "")
	forms := readTemplates(templates)
	if len(forms) < 40 {
		t.Fatalf("%d templates", len(forms))
	}
	for _, form := range forms {
		for range 5 {
			for i, s := range a.fill(form) {
				if text := strings.Join(s.Words, " "); strings.ContainsAny(text, "{}[]|") || text == "" {
					t.Errorf("%q becomes %q", form[i], text)
				}
			}
		}
	}
}

// A swapped document has other names of the same types, and all else as it was.
func TestSwapKeepsTheRest(t *testing.T) {
	text := "Ann\tB-PER\nMoss\tI-PER\nleft\tO\nGhana\tB-LOC\n.\tO\n\nMoss\tB-PER\nslept\tO\n"
	documents, err := conll.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	a := augmenterOf(t, text)
	for range 20 {
		s := a.swap(documents[0])
		if s[0].Words[2] != "left" || s[1].Words[1] != "slept" {
			t.Errorf("%q", s)
		}
		if s[0].Words[1] != s[1].Words[0] {
			t.Errorf("%q is %q later", s[0].Words[1], s[1].Words[0])
		}
		if diff := cmp.Diff(documents[0][0].Tags, s[0].Tags); diff != "" {
			t.Errorf("tags: want (-), got (+):\n%s", diff)
		}
	}
}

func TestShorten(t *testing.T) {
	for name, want := range map[string]string{
		"Alpha Holdings, Inc.": "Alpha", "Alpha & Co": "Alpha", "Alpha Bank": "Alpha Bank", "Group": "Group", "Alpha N.V.": "Alpha N.V.",
	} {
		if got := shorten(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
