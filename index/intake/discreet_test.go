package intake_test

import (
	"testing"

	"github.com/dateline-search/dateline/index/intake"
)

func TestDiscreet(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "",
		"stories.jsonl, more.csv":              "stories.jsonl, more.csv",
		"what? http is no address?":            "what? http is no address?",
		"https://wire.example/rss":             "https://wire.example/rss",
		"https://wire.example/rss?key=K1":      "https://wire.example/rss?…",
		"https://wire.example?key=K1#top":      "https://wire.example?…",
		"https://wire.example/rss?":            "https://wire.example/rss?…",
		"HTTPS://wire.example/a?b?c=K1":        "HTTPS://wire.example/a?…",
		"https://a.example/x, b.csv? no":       "https://a.example/x, b.csv? no",
		"https://a.example/ http://b.ex/?k=K1": "https://a.example/ http://b.ex/?…",
		`Get "https://a.example/r?k=K1": refused; "http://b.example/r?k=K2&x=K3" too`: `Get "https://a.example/r?…": refused; "http://b.example/r?…" too`,
		"moved to https://a.example/r?k=K1. See «http://b.example/?k=K2»":             "moved to https://a.example/r?…. See «http://b.example/?…»",
		"(https://a.example/r?k=K1), twice":                                           "(https://a.example/r?…), twice",
	} {
		got := intake.Discreet(text)
		if got != want {
			t.Errorf("%q is told as %q, want %q", text, got, want)
		}
		if again := intake.Discreet(got); again != got {
			t.Errorf("%q is told as %q the second time", got, again)
		}
	}
}
