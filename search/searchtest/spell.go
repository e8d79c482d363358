package searchtest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
)

func testSpelling(t *testing.T, open Open) {
	b, add := open(t, []index.Document{
		article("a", "The drone struck the harbour of Québec."),
		article("b", "A prone drone.", titled("Drones over the US")),
		article("c", "Rubio spoke to the harbour board; so did Rubin.", titled("Rubio speaks")),
	})
	terms := []string{"drnoe", "drone", "drones", "strke", "harbuors", "rubip", "quebek", "us", "xyzzyx", "of th"}
	for round, want := range []map[string]string{
		{"drnoe": "drone", "harbuors": "harbour", "rubip": "rubio", "quebek": "quebec"},
		{"drnoe": "drone", "strke": "strike", "harbuors": "harbour", "rubip": "rubio", "quebek": "quebec"},
	} {
		got, err := b.Spell(t.Context(), terms)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("round %d: %s", round, diff)
		}
		add(article("d", "A strike."))
	}
}
