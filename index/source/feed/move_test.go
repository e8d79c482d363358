package feed

import (
	"testing"

	"github.com/dateline-search/dateline/index/intake"
)

// A feed has moved where its new address leads elsewhere, and not where the same one
// is written in another way.
func TestMove(t *testing.T) {
	const here = "https://post.example/rss"
	for to, want := range map[string]string{
		"":                             here,
		"https://POST.example:443/rss": here,
		"https://post.example/./rss":   here,
		"https://NEW.example/rss":      "https://new.example/rss",
		"https://post.example/rss/":    "https://post.example/rss/",
	} {
		f := intake.Feed{URL: here}
		move(&f, to)
		if f.URL != want || (f.Moved == here) != (want != here) {
			t.Errorf("moved to %q it is at %q, and was at %q", to, f.URL, f.Moved)
		}
	}
}
