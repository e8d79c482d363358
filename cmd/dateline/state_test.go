package main

import (
	"testing"

	"github.com/dateline-search/dateline/index"
)

func TestWhatTheIndexSaysOfItself(t *testing.T) {
	names := &index.Progress{Why: "the list of names changed", Reached: 4599}
	layout := &index.Progress{Why: "the layout of the index changed", Reached: 9999}
	for _, tt := range []struct {
		name          string
		standing      index.Standing
		lacking, busy string
	}{
		{"up to date", index.Standing{Watermark: 10_000, Last: 10_000}, "", ""},
		{"a moment behind", index.Standing{Watermark: 1000, Last: 10_000}, "", ""},
		{
			"far behind",
			index.Standing{Watermark: 1000, Last: 20_000},
			"The index is catching up with the archive, 5 % done: the articles that came last are not found yet.",
			"The index is catching up with the archive, 5 % done: the articles that came last are not found yet.",
		},
		{
			"other names",
			index.Standing{Watermark: 10_000, Last: 10_000, Rebuild: names},
			"",
			"The index is being rebuilt, 45 % done, as the list of names changed.",
		},
		{
			"another layout",
			index.Standing{Watermark: 9000, Last: 10_000, Frozen: true, Rebuild: layout},
			"The index is being rebuilt, 99 % done: articles that came or changed since it began are not found yet.",
			"The index is being rebuilt, 99 % done, as the layout of the index changed. Articles that came or changed since it began are not found yet; what is deleted is gone at once.",
		},
		{
			"another layout, and not begun",
			index.Standing{Watermark: 9000, Last: 10_000, Frozen: true},
			"The index is being rebuilt, 0 % done: articles that came or changed since it began are not found yet.",
			"The index is being rebuilt, 0 % done: articles that came or changed since it began are not found yet.",
		},
		{"nothing there", index.Standing{}, "", ""},
	} {
		if got := lacking(tt.standing); got != tt.lacking {
			t.Errorf("%s: searches are told %q, want %q", tt.name, got, tt.lacking)
		}
		if got := busy(tt.standing); got != tt.busy {
			t.Errorf("%s: operators are told %q, want %q", tt.name, got, tt.busy)
		}
	}
}
