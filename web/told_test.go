package web_test

import (
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web"
)

// Feeds that are paid for have their key in their address, which readers must not
// be told by anything that tells what comes in.
func TestKeysOfFeedsAreForThoseWhoMayWrite(t *testing.T) {
	const address = "https://wire.example/rss?apikey=K1"
	_, keys, secrets := newKeyed()
	s, work, feeds := newSources(func(o *web.Options) { o.Keys = keys })
	feeds.list = []intake.Feed{
		{ID: "first", URL: address, State: intake.State{Error: "it is not at " + address + " any more", Failures: 1}},
		{ID: "second", URL: address, Title: "The Wire", State: intake.State{Moved: address, Warnings: "see " + address}},
	}
	work.jobs = []intake.Job{{ID: 1, Kind: intake.Poll, Name: address, Began: noon, Error: "no answer from " + address}}
	work.rejected = []intake.Rejected{{ID: 1, Job: 1, At: noon, File: address, Line: 2, Reason: "nothing at " + address}}
	for _, target := range []string{
		"/sources", "/sources?job=1", "/sources?jobs=all", "/api/v1/feeds", "/api/v1/feeds/first", "/api/v1/opml", "/api/v1/jobs", "/api/v1/rejected",
	} {
		for key, told := range map[string]bool{"none": false, "read": false, "write": true, "admin": true} {
			w := s.get(target, "Authorization", "Bearer "+secrets[key])
			wantStatus(t, w, 200)
			if got := strings.Contains(w.Body.String(), "K1"); got != told || !strings.Contains(w.Body.String(), "https://wire.example/rss?") {
				t.Errorf("%s with the key %s: %s", target, key, w.Body)
			}
		}
	}
}
