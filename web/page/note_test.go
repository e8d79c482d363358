package page

import (
	"testing"

	"github.com/dateline-search/dateline/search/query"
)

// A note is a sentence; what the reader wrote keeps its letters.
func TestNotesBeginAsSentencesDo(t *testing.T) {
	for _, c := range []struct {
		text    string
		details []query.Detail
		want    string
	}{
		{"this quote is never closed", nil, "This quote is never closed"},
		{"éa is too short to be fuzzy", []query.Detail{{Name: "text", Value: "éa"}}, "éa is too short to be fuzzy"},
		{"there is no field foo", []query.Detail{{Name: "name", Value: "foo"}}, "There is no field foo"},
		{"2 letters may differ at most", []query.Detail{{Name: "n", Value: 2}, {Name: "none", Value: ""}}, "2 letters may differ at most"},
		{"", nil, ""},
	} {
		if got := begun(c.text, c.details); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
