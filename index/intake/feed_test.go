package intake

import (
	"errors"
	"testing"
	"time"
)

func TestNewFeed(t *testing.T) {
	for in, want := range map[string]string{
		"https://post.example/rss?a=1#x\n": "https://post.example/rss?a=1",
		"feed://post.example/rss":          "https://post.example/rss",
		"feed:https://post.example/rss":    "https://post.example/rss",
		"ftp://post.example/rss":           "",
		"/etc/passwd":                      "",
		"https://user:pw@post.example/":    "",
		"":                                 "",
	} {
		f, err := NewFeed(in, "x", time.Now())
		if f.URL != want || (err != nil) != (want == "") || err != nil && !errors.Is(err, ErrFeedURL) {
			t.Errorf("%q: got %q, %v", in, f.URL, err)
		}
	}
}
