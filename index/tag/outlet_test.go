package tag

import (
	"slices"
	"testing"

	"github.com/dateline-search/dateline/index/news"
)

// An outlet is itself in its own articles, whatever it calls itself.
func TestOutletInItsOwnArticles(t *testing.T) {
	tagger, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ source, body, want string }{
		{"Meridian Wire", "ISLAMABAD, May 8 (Meridian) — Nobody called on Thursday, an official said.", "org Meridian Wire [Meridian]"},
		{"Harbour Ledger", "Anna Tarrow runs the ferry. Tarrow told the Ledger that no ship would sail.", "org Harbour Ledger [Ledger]"},
		{"The Harbour Ledger", "Anna Tarrow runs the ferry. Tarrow told the Ledger that no ship would sail.", "org Harbour Ledger [Ledger]"},
	} {
		tags := tagger.Tag(&news.Record{Article: news.Article{Title: "x", Body: c.body, Source: c.source, Lang: "en"}})
		if got := lines(tags); !slices.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q among them", c.source, got, c.want)
		}
	}
	greywick := news.Article{Title: "x", Body: "GREYWICK — The harbour of Greywick is shut.", Source: "Greywick Gazette", Lang: "en"}
	for _, e := range tagger.Tag(&news.Record{Article: greywick}).Entities {
		if e.Type == news.Org {
			t.Errorf("%s is the town, not the outlet", e.Name)
		}
	}
}

// Treaties, weapons and operations are neither who nor where, nor are the words
// in their names.
func TestTreatiesAreNoNames(t *testing.T) {
	tagger, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	body := "The Indus Waters Treaty stands, and so do the Paris Agreement and the Geneva Conventions. Harops fell."
	if got := lines(tagger.Tag(&news.Record{Article: news.Article{Title: "x", Body: body, Lang: "en"}})); len(got) > 0 {
		t.Errorf("%q", got)
	}
}
