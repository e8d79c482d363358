package search_test

import (
	"testing"

	"github.com/dateline-search/dateline/search"
)

func TestDidYouMean(t *testing.T) {
	r := open(
		article("a", "The drone struck the harbour. Marco Rubio spoke of Québec.", titled("Rubio speaks")),
		article("b", "Two strikes at the quay.", titled("Strikes go on")),
	)
	for q, want := range map[string]string{
		"drnoe":                  "drone",
		"Rubyo":                  "Rubio",
		"RUBYO speaks":           "RUBIO speaks",
		`"marko rubio" -harbuor`: `"marco rubio" -harbuor`,
		"title:(Rubyo speaks)":   "title:(Rubio speaks)",
		"drone harbour":          "",
		"harbours":               "",
		"xyzzyx drnoe":           "xyzzyx drone",
		"xyzzyx":                 "",
		"=drnoe":                 "",
		"drnoe~1":                "",
		"drnoe*":                 "",
		"drone published:1999":   "",
		"drnoe published:1999":   "",
		"":                       "",
		"a drnoe b drnoe c strke d harbuor e rubyo f quebek g xx": "",
	} {
		if got := r.search(t, search.Request{Q: q}).DidYouMean; got != want {
			t.Errorf("%s: did you mean %q, want %q", q, got, want)
		}
	}
}
