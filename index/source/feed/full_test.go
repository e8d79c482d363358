package feed

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source/fetch"
	"github.com/dateline-search/dateline/index/source/fetch/robots"
)

const quayPage = `<!doctype html><html lang="en"><head><title>Quay opens - Harbour Post</title>
<meta property="og:type" content="article"><meta name="author" content="Orla Venn"></head><body><article><h1>Quay opens</h1>
<p>The new quay of Westhaven opened on Sunday, two years later than planned, and the first ferry left it an hour afterwards.</p>
<p>The harbour master, Tam Brisco, said that the old quay would be kept for fishing boats until the winter.</p></article></body></html>`

// A feed whose articles take their text from their pages gets it where the site
// allows and the page can be read, and keeps its own text otherwise; each page is
// fetched once.
func TestFullText(t *testing.T) {
	b := newBench(t)
	var fetched atomic.Int64
	b.poller.options.Articles = b.store
	b.poller.options.Pages = robots.New(robots.Options{
		Fetcher: fetch.New(fetch.Options{AllowPrivate: true}), Name: "dateline", Now: b.clock,
		Sleep: func(context.Context, time.Duration) error { return nil },
	})
	b.serve("/robots.txt", "User-agent: dateline\nDisallow: /closed\n")
	b.handle("/quay", func(w http.ResponseWriter, _ *http.Request) {
		fetched.Add(1)
		_, _ = io.WriteString(w, quayPage)
	})
	b.handle("/closed", func(http.ResponseWriter, *http.Request) { t.Error("a page was fetched that is disallowed") })
	b.serve("/empty", "<!doctype html><html><body></body></html>")
	quay := "Quay opens"
	address := b.handle("/rss", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, channel(item("/quay", "1", quay), item("/closed", "2", "Closed"), item("/empty", "3", "Empty"), item("/missing", "4", "Missing")))
	})
	f, err := intake.NewFeed(address, "", b.clock())
	if err != nil {
		t.Fatal(err)
	}
	f.Text = intake.FromPage
	if f, _, err = b.store.PutFeed(t.Context(), f); err != nil || f.Text != intake.FromPage {
		t.Fatalf("%+v, %v", f, err)
	}
	for range 2 {
		if f = b.poll(f.ID); f.Error != "" || f.Items != 4 || f.Articles != 4 || fetched.Load() != 1 {
			t.Errorf("%+v, fetched %d times", f, fetched.Load())
		}
	}
	records, err := b.store.Since(t.Context(), 0, 10)
	if err != nil || len(records) != 4 {
		t.Fatalf("%+v, %v", records, err)
	}
	for _, r := range records {
		whole := strings.Contains(r.Body, "kept for fishing boats")
		if whole != (r.Title == "Quay opens") || !whole && r.Body != fmt.Sprintf("About %s.", r.Title) || r.Version != 1 {
			t.Errorf("%s: %q", r.Title, r.Body)
		}
		if whole && (len(r.Authors) != 1 || r.Authors[0] != "Orla Venn" || r.Lang != "en") {
			t.Errorf("%q, %q", r.Authors, r.Lang)
		}
	}
	// What changed is fetched again.
	quay = "Quay opens at last"
	if f = b.poll(f.ID); f.Articles != 5 || fetched.Load() != 2 {
		t.Errorf("%+v, fetched %d times", f, fetched.Load())
	}
	// A feed that is added again stays as it is, and can be set back.
	g, _ := intake.NewFeed(address, "", b.clock())
	if g, _, err = b.store.PutFeed(t.Context(), g); err != nil || g.Text != intake.FromPage {
		t.Errorf("%+v, %v", g, err)
	}
	g.Text = intake.FromFeed
	if g, _, err = b.store.PutFeed(t.Context(), g); err != nil || g.Text != intake.FromFeed {
		t.Errorf("%+v, %v", g, err)
	}
}

func TestFullTextTellsWhatFailed(t *testing.T) {
	b := newBench(t)
	b.poller.options.Articles = b.store
	b.poller.options.Pages = robots.New(robots.Options{
		Fetcher: fetch.New(fetch.Options{AllowPrivate: true}), Name: "dateline", Now: b.clock,
		Sleep: func(context.Context, time.Duration) error { return nil },
	})
	b.serve("/robots.txt", "User-agent: *\nDisallow: /\n")
	var items []string
	for i := range pagesAtMost + 10 {
		items = append(items, item(fmt.Sprint("/a", i), fmt.Sprint(i), fmt.Sprint("Story ", i)))
	}
	f := b.add(b.serve("/rss", channel(items...)))
	f.Text = intake.FromPage
	f, _, err := b.store.PutFeed(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	want := "100 of 100 pages could not be read: its robots.txt does not let us read it"
	if f = b.poll(f.ID); f.Articles != pagesAtMost+10 || f.Warnings != want {
		t.Errorf("%+v", f)
	}
}
