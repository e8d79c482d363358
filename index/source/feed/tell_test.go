package feed

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/intake"
)

// A feed that fails for weeks is seldom spoken of; another reason and the end are
// said at once.
func TestFailingFeedsAreSeldomSpokenOf(t *testing.T) {
	var out bytes.Buffer
	p := New(Options{Logger: slog.New(slog.NewTextHandler(&out, nil))})
	before := intake.Feed{URL: "https://post.example/rss"}
	poll := func(reason string) {
		f := before
		if f.Error, f.Failures = reason, before.Failures+1; reason == "" {
			f.Failures = 0
		}
		p.tell(t.Context(), before, f)
		before = f
	}
	for range 100 {
		poll("404 Not Found")
	}
	if n := strings.Count(out.String(), "feed failed"); n != 7 {
		t.Errorf("100 failures are said %d times:\n%s", n, out.String())
	}
	out.Reset()
	for range 10 {
		poll("410 Gone")
	}
	poll("")
	poll("")
	if got := out.String(); strings.Count(got, "\n") != 2 || !strings.Contains(got, "410 Gone") || !strings.Contains(got, "feed is read again") || !strings.Contains(got, "failures=110") {
		t.Errorf("it said\n%s", got)
	}
}
