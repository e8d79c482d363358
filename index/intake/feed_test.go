package intake

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestNewFeed(t *testing.T) {
	for in, want := range map[string]string{
		"https://post.example/rss?a=1#x\n":  "https://post.example/rss?a=1",
		"HTTPS://Post.Example:443/a/../rss": "https://post.example/rss",
		"feed://post.example/rss":           "https://post.example/rss",
		"feed:https://post.example/rss":     "https://post.example/rss",
		"ftp://post.example/rss":            "",
		"/etc/passwd":                       "",
		"https://user:pw@post.example/":     "",
		"":                                  "",
	} {
		f, err := NewFeed(in, "x", time.Now())
		if f.URL != want || (err != nil) != (want == "") || err != nil && !errors.Is(err, ErrFeedURL) {
			t.Errorf("%q: got %q, %v", in, f.URL, err)
		}
	}
}

// What stands in an address for the server alone is not told to whoever reads an
// error.
func TestFeedErrorsKeepPasswords(t *testing.T) {
	for _, address := range []string{
		"https://user:hunter2@post.example/rss", "https://user:hun@ter2@post.example/rss", "ftp://user:hunter2@post.example/", "user:hunter2@post.example",
		"https://user:hunter2%zz@post.example/", "https://user:hun/ter2@post.example/", "https://user:hunter2@post.example:port/", "feed://user:hunter2@post.example/",
	} {
		_, err := NewFeed(address, "", time.Now())
		if err == nil {
			t.Errorf("%s is taken", address)
		} else if strings.Contains(err.Error(), "hun") || strings.Contains(err.Error(), "ter2") {
			t.Errorf("%s: %v", address, err)
		}
	}
}
