package web_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web"
)

var _ web.Feeds = (*fakeFeeds)(nil)

// fakeFeeds keeps feeds in their order.
type fakeFeeds struct{ list []intake.Feed }

func (f *fakeFeeds) Feeds(context.Context) ([]intake.Feed, error) { return f.list, nil }

func (f *fakeFeeds) Feed(_ context.Context, id string) (intake.Feed, error) {
	for _, feed := range f.list {
		if feed.ID == id {
			return feed, nil
		}
	}
	return intake.Feed{}, intake.ErrNoFeed
}

func (f *fakeFeeds) PutFeed(_ context.Context, feed intake.Feed) (intake.Feed, bool, error) {
	for i := range f.list {
		if f.list[i].ID == feed.ID {
			f.list[i] = feed
			return feed, false, nil
		}
	}
	f.list = append(f.list, feed)
	return feed, true, nil
}

func (f *fakeFeeds) RemoveFeed(_ context.Context, id string) error {
	for i := range f.list {
		if f.list[i].ID == id {
			f.list = append(f.list[:i], f.list[i+1:]...)
			return nil
		}
	}
	return intake.ErrNoFeed
}

func TestFeedsAPI(t *testing.T) {
	s := newSite(func(o *web.Options) { o.Feeds = &fakeFeeds{} })
	send := func(method, path, body string, status int) string {
		t.Helper()
		w := s.do(method, path, body, "Content-Type", "application/json")
		wantStatus(t, w, status)
		return w.Body.String()
	}
	if got := send("GET", "/api/v1/feeds", "", 200); strings.TrimSpace(got) != "[]" {
		t.Errorf("no feeds are %s", got)
	}
	var f intake.Feed
	if err := json.Unmarshal([]byte(send("POST", "/api/v1/feeds", `{"url":"https://post.example/rss","source":"Post"}`, 201)), &f); err != nil {
		t.Fatal(err)
	}
	if f.URL != "https://post.example/rss" || f.Source != "Post" || f.Added.IsZero() {
		t.Errorf("%+v", f)
	}
	send("POST", "/api/v1/feeds", `{"url":"https://post.example/rss"}`, 200)
	for body, status := range map[string]int{`{"url":"ftp://x"}`: 422, `{`: 400, `{"url":"` + strings.Repeat("x", 20_000) + `"}`: 413} {
		send("POST", "/api/v1/feeds", body, status)
	}
	if got := send("PUT", "/api/v1/feeds/"+f.ID, `{"title":"Local"}`, 200); !strings.Contains(got, `"title":"Local"`) {
		t.Errorf("named: %s", got)
	}
	if got := send("GET", "/api/v1/feeds/"+f.ID, "", 200); !strings.Contains(got, `"title":"Local"`) {
		t.Errorf("read: %s", got)
	}
	if got := send("PUT", "/api/v1/feeds/"+f.ID, `{"text":"page"}`, 200); !strings.Contains(got, `"text":"page"`) {
		t.Errorf("text: %s", got)
	}
	if got := send("PUT", "/api/v1/feeds/"+f.ID, `{"text":"paper"}`, 422); !strings.Contains(got, `not from \"paper\"`) {
		t.Errorf("text: %s", got)
	}
	send("POST", "/api/v1/feeds", `{"url":"https://post.example/atom","text":"paper"}`, 422)
	send("DELETE", "/api/v1/feeds/"+f.ID, "", 204)
	for _, method := range []string{"GET", "DELETE"} {
		if got := send(method, "/api/v1/feeds/"+f.ID, "", 404); !strings.Contains(got, "no-feed") {
			t.Errorf("%s of no feed: %s", method, got)
		}
	}
}
