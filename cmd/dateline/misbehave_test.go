package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source/feed"
	"github.com/dateline-search/dateline/index/source/feed/feedtest"
	"github.com/dateline-search/dateline/index/source/fetch"
	"github.com/dateline-search/dateline/web"
)

// TestSourcesTellHowServersMisbehave has feeds polled from servers that misbehave
// in every way, and reads on the page of sources what it says of each.
func TestSourcesTellHowServersMisbehave(t *testing.T) {
	private := httptest.NewServer(feedtest.Text(feedtest.Channel()))
	t.Cleanup(private.Close)
	ways := append(feedtest.Ways(), feedtest.Silent(300*time.Millisecond), feedtest.Huge(),
		feedtest.PrivateRedirect(strings.Replace(private.URL, "127.0.0.1", "127.0.0.2", 1), "127.0.0.2"), feedtest.Many())
	n, cfg := newTestNewsroom(t)
	pollerOf := func(way feedtest.Way) *feed.Poller {
		o := feed.Options{Store: n.archive, Ingester: n.ingester, Articles: n.archive}
		if way.Items == feedtest.ManyItems { // what is taken in of them is the archive's business
			o.Ingester, o.Articles = counter{}, nil
		}
		o.Fetcher = fetch.New(way.Options())
		return feed.New(o)
	}
	n.polling = pollerOf(feedtest.Way{})

	ids := make([]string, len(ways))
	var polls sync.WaitGroup
	for i, way := range ways {
		server := httptest.NewServer(way.Serve)
		t.Cleanup(server.Close)
		f, err := intake.NewFeed(server.URL+"/sub/rss", way.Name, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if f, _, err = n.archive.PutFeed(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		poller := pollerOf(way)
		ids[i] = f.ID
		polls.Go(func() {
			for range max(1, way.Polls) {
				var err error
				if f, err = poller.Poll(t.Context(), f); err != nil {
					t.Errorf("%s: %v", way.Name, err)
				}
			}
		})
	}
	polls.Wait()
	page := sourcesOf(t, n, cfg)
	for i, way := range ways {
		says := feedOn(page, ids[i])
		for _, words := range wordsFor(way) {
			if !strings.Contains(says, words) {
				t.Errorf("%s: the page says %q, want %q", way.Name, says, words)
			}
		}
		if odd := way.Warnings != ""; odd != strings.Contains(says, "Odd:") || (way.Error != "") != regexp.MustCompile("Could not be read|Stopped:").MatchString(says) {
			t.Errorf("%s: the page says %q", way.Name, says)
		}
	}
}

// wordsFor is what the page must say of a feed.
func wordsFor(w feedtest.Way) (words []string) {
	switch {
	case w.Name == "410":
		words = append(words, "Stopped: "+w.Error)
	case w.Error != "":
		words = append(words, "Could not be read: ", w.Error)
	}
	if w.Warnings != "" {
		words = append(words, "Odd: "+w.Warnings+".")
	}
	if w.Items == feedtest.ManyItems {
		words = append(words, fmt.Sprintf("of %d,000 items", w.Items/1000))
	} else if w.Items > 1 {
		words = append(words, fmt.Sprintf("of %d items", w.Items))
	}
	if w.Rejected > 0 && w.Titles != "" {
		words = append(words, fmt.Sprintf("%d rejected", w.Rejected))
	}
	return words
}

// newTestNewsroom opens an empty data folder, in which nothing is indexed.
func newTestNewsroom(t *testing.T) (*newsroom, config.Config) {
	t.Helper()
	cfg := config.Default()
	cfg.Data = t.TempDir()
	l, err := takeLock(cfg.Data)
	if err != nil {
		t.Fatal(err)
	}
	n, err := openNewsroom(context.WithoutCancel(t.Context()), cfg, l, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	n.folders = folders{cfg: cfg, store: n.archive}
	return n, cfg
}

// sourcesOf is the page of sources, as a browser gets it.
func sourcesOf(t *testing.T, n *newsroom, cfg config.Config) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Config.Handler = web.New(serverOptions(cfg, n, server.Listener.Addr(), "", slog.New(slog.DiscardHandler))).Handler()
	server.Start()
	defer server.Close()
	status, page, err := send(http.MethodGet, server.URL+"/sources", "", nil)
	if err != nil || status != http.StatusOK {
		t.Fatalf("status %d, %v: %s", status, err, page)
	}
	return page
}

// feedOn is what a page says of a feed, without its markup.
func feedOn(page, id string) string {
	_, line, _ := strings.Cut(page, `<li id="feed-`+id+`"`)
	_, line, _ = strings.Cut(line, ">")
	line, _, _ = strings.Cut(line, "</li>")
	line = regexp.MustCompile("<[^>]*>").ReplaceAllString(line, "")
	return strings.Join(slices.Collect(strings.FieldsSeq(html.UnescapeString(line))), " ")
}

// counter counts what it is given, and keeps nothing.
type counter struct{}

func (counter) Load(_ context.Context, src index.Source, _ index.Watch) (r index.Report, err error) {
	for {
		if _, err = src.Next(); err != nil {
			break
		}
		r.Count(index.Created)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return r, err
}
