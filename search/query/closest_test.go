package query_test

import (
	"testing"

	"github.com/dateline-search/dateline/search/query"
)

func TestClosest(t *testing.T) {
	for _, c := range []struct {
		term     string
		articles map[string]int
		want     string
	}{
		{"drnoe", map[string]int{"drone": 3, "drone's": 1}, "drone"},
		{"rubyo", map[string]int{"rubio": 2, "ruby": 9}, "ruby"},
		{"rubioo", map[string]int{"rubin": 9, "rubio": 2}, "rubio"},
		{"strkie", map[string]int{"strike": 2, "strikes": 90}, "strike"},
		{"harbours", map[string]int{"harbour": 2}, "harbours"},
		{"drone", map[string]int{"drone": 1, "prone": 50}, "drone"},
		{"bat", map[string]int{"cat": 2, "hat": 2, "rat": 1}, "cat"},
		{"bat", nil, ""},
	} {
		if got := query.Closest(c.term, c.articles); got != c.want {
			t.Errorf("closest to %s of %v: %q, want %q", c.term, c.articles, got, c.want)
		}
	}
}

func TestSlips(t *testing.T) {
	for term, want := range map[string]int{"": 0, "us": 0, "été": 1, "drone": 1, "strike": 2, "ministère": 2} {
		if got := query.Slips(term); got != want {
			t.Errorf("Slips(%q) = %d, want %d", term, got, want)
		}
	}
}
