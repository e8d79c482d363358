package tag

import (
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/news"
)

func TestCanonical(t *testing.T) {
	tagger, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kind news.EntityType
		name string
		want string
	}{
		{news.Org, "U.N.", "United Nations"},
		{news.Org, "联合国", "United Nations"},
		{news.Place, "us", "United States"},
		{news.Person, "Rubio", "Marco Rubio"},
		{news.Person, "Marco Rubio", ""},
		{news.Place, "Rubio", ""},
		{news.Place, "Rubio of Greywick", ""},
		{news.Org, "COVID-19", ""},
		{news.Person, "", ""},
	} {
		if got := strings.Join(tagger.Canonical(c.kind, c.name), ","); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.name, got, c.want)
		}
	}
}

func TestBeginning(t *testing.T) {
	tagger, err := New(Options{Names: "surface\ttype\tcanonical\tflags\nQuay Desk\torg\tQuayside Press Office\t\nDesk of the Quay\torg\tQuayside Press Office\t\nQuay\tplace\tThe Quay\t\nNoquay Desk\torg\tNobody\tnever\n"})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		kind   news.EntityType
		prefix string
		want   string
	}{
		{news.Org, "quay d", "Quayside Press Office"},
		{news.Org, "DES", "Quayside Press Office"},
		{news.Place, "quay", "The Quay"},
		{news.Org, "noquay", ""},
		{news.Org, "state dep", "United States Department of State"},
		{news.Org, "naciones un", "United Nations"},
		{news.Org, "ations un", ""},
		{news.Person, "state dep", ""},
		{news.Org, " ", ""},
	} {
		got := tagger.Beginning(tt.kind, tt.prefix)
		if tt.want == "" && len(got) > 0 || tt.want != "" && (len(got) == 0 || got[0] != tt.want) {
			t.Errorf("%s %q: %q, want %q first", tt.kind, tt.prefix, got, tt.want)
		}
	}
	if got := tagger.Beginning(news.Place, "s"); len(got) > maxBeginning || len(got) < 50 {
		t.Errorf("%d places begin with s", len(got))
	}
}

func BenchmarkBeginning(b *testing.B) {
	tagger, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, prefix := range []string{"s", "state dep", "zzzz"} {
		b.Run(prefix, func(b *testing.B) {
			for b.Loop() {
				tagger.Beginning(news.Org, prefix)
			}
		})
	}
}
