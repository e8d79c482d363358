package web_test

import (
	"context"
	"encoding/json"
	"fmt"
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
	if id == "fixed" {
		return fmt.Errorf("%w: take it out there", intake.ErrFixedFeed)
	}
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
	for body, status := range map[string]int{`{"url":"ftp://x"}`: 422, `{`: 400, `{"url":"` + strings.Repeat("x", 2001) + `"}`: 400, `{"url":"` + strings.Repeat("x", 300_000) + `"}`: 413} {
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
	if got := send("PUT", "/api/v1/feeds/"+f.ID, `{"text":"paper"}`, 400); !strings.Contains(got, `"parameter":"text"`) {
		t.Errorf("text: %s", got)
	}
	send("POST", "/api/v1/feeds", `{"url":"https://post.example/atom","text":"paper"}`, 400)
	if got := send("DELETE", "/api/v1/feeds/fixed", "", 409); !strings.Contains(got, "take it out there") {
		t.Errorf("removed: %s", got)
	}
	send("DELETE", "/api/v1/feeds/"+f.ID, "", 204)
	for _, method := range []string{"GET", "DELETE"} {
		if got := send(method, "/api/v1/feeds/"+f.ID, "", 404); !strings.Contains(got, "no-feed") {
			t.Errorf("%s of no feed: %s", method, got)
		}
	}
}

// hurried is a feed that can be hurried.
const hurried = "dqtwa3w4c6hmyc2p"

func hurryFake(_ context.Context, id string) error {
	if id != hurried {
		return intake.ErrNoFeed
	}
	return nil
}

func TestPollAPI(t *testing.T) {
	s := newSite(func(o *web.Options) {
		o.Feeds = &fakeFeeds{list: []intake.Feed{{ID: hurried, URL: "https://post.example/rss"}}}
	})
	w := s.do("POST", "/api/v1/feeds/"+hurried+"/poll", "")
	wantStatus(t, w, 202)
	if !strings.Contains(w.Body.String(), `"url":"https://post.example/rss"`) {
		t.Errorf("got %s", w.Body)
	}
	wantStatus(t, s.do("POST", "/api/v1/feeds/nosuchfeed/poll", ""), 404)
}

// A list goes in, what is no feed in it is told, and it comes out again.
func TestOPMLAPI(t *testing.T) {
	s := newSite(func(o *web.Options) { o.Feeds = &fakeFeeds{} })
	const list = `<opml version="2.0"><body><outline text="News">
		<outline text="Harbour &amp; Post" xmlUrl="https://post.example/rss"/><outline text="x" xmlUrl="ftp://x.example"/>
		<outline text="Again" xmlUrl="https://post.example/rss"/></outline></body></opml>`
	for _, want := range []string{`{"added":1,"known":0,"wrong":["`, `{"added":0,"known":1,"wrong":["`} {
		w := s.do("POST", "/api/v1/opml", list, "Content-Type", "text/x-opml")
		wantStatus(t, w, 200)
		if got := w.Body.String(); !strings.HasPrefix(got, want) || !strings.Contains(got, "a feed needs a web address") {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for _, wrong := range []string{"", "<html></html>", strings.Repeat("x", 9<<20)} {
		wantStatus(t, s.do("POST", "/api/v1/opml", wrong), 400)
	}
	w := s.get("/api/v1/opml")
	wantStatus(t, w, 200)
	if got := w.Body.String(); !strings.Contains(got, `<outline type="rss" text="Harbour &amp; Post" xmlUrl="https://post.example/rss">`) ||
		w.Header().Get("Content-Type") != "text/x-opml; charset=utf-8" {
		t.Errorf("%v %s", w.Header(), got)
	}
}
