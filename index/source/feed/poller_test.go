package feed

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/fetch"
)

// bench is a poller with a clock, an archive and a server to misbehave.
type bench struct {
	t      *testing.T
	poller *Poller
	store  *archive.Archive
	server *httptest.Server
	mux    *http.ServeMux

	ingester *index.Ingester

	mu  sync.Mutex
	now time.Time
}

func newBench(t *testing.T) *bench {
	t.Helper()
	store, err := archive.Open(t.Context(), t.TempDir(), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, store: store, mux: http.NewServeMux(), now: time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)}
	b.server = httptest.NewServer(b.mux)
	ingester := index.NewIngester(t.Context(), store, nil)
	t.Cleanup(func() {
		b.server.CloseClientConnections()
		b.server.Close()
		ingester.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	b.ingester = ingester
	b.restart()
	return b
}

// restart makes a poller that knows what the archive knows.
func (b *bench) restart() {
	b.poller = New(Options{
		Store: b.store, Ingester: b.ingester, Articles: b.store, Now: b.clock,
		Fetcher: fetch.New(fetch.Options{AllowPrivate: true, UserAgent: "Dateline"}),
	})
}

func (b *bench) clock() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

func (b *bench) wait(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = b.now.Add(d)
}

// serve answers a path with text.
func (b *bench) serve(path, text string) string {
	return b.handle(path, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) })
}

func (b *bench) handle(path string, h http.HandlerFunc) string {
	b.mux.HandleFunc(path, h)
	return b.server.URL + path
}

func (b *bench) add(address string) intake.Feed {
	b.t.Helper()
	f, err := intake.NewFeed(address, "", b.clock())
	if err != nil {
		b.t.Fatal(err)
	}
	if f, _, err = b.store.PutFeed(b.t.Context(), f); err != nil {
		b.t.Fatal(err)
	}
	return f
}

// poll polls a feed and returns what is known of it then.
func (b *bench) poll(id string) intake.Feed {
	b.t.Helper()
	f, err := b.store.Feed(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.poller.Poll(b.t.Context(), f); err != nil {
		b.t.Fatal(err)
	}
	if f, err = b.store.Feed(b.t.Context(), id); err != nil {
		b.t.Fatal(err)
	}
	return f
}

// titles are those of all articles in the archive, in the order of their last
// change.
func (b *bench) titles() string {
	b.t.Helper()
	records, err := b.store.Since(b.t.Context(), 0, 1000)
	if err != nil {
		b.t.Fatal(err)
	}
	var titles []string
	for _, r := range records {
		titles = append(titles, fmt.Sprintf("%s v%d", r.Title, r.Version))
	}
	return strings.Join(titles, ", ")
}

func item(path, guid, title string) string {
	return fmt.Sprintf("<item><title>%s</title><link>%s</link><guid isPermaLink=\"false\">%s</guid><pubDate>Sun, 01 Jun 2025 10:00:00 GMT</pubDate><description>About %s.</description></item>", title, path, guid, title)
}

func channel(items ...string) string {
	return "<rss version=\"2.0\"><channel><title>Harbour Post</title>" + strings.Join(items, "") + "</channel></rss>"
}

// A server that misbehaves in every way there is: each must be survived, keep
// what can be kept, and be told in the right words.
func TestAServerThatMisbehaves(t *testing.T) {
	quay := item("/quay", "1", "Quay")
	private := httptest.NewServer(http.NotFoundHandler())
	defer private.Close()
	status := func(code int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
		}
	}
	text := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s) }
	}
	for _, c := range []struct {
		name            string
		handle          http.HandlerFunc
		errors          string // what the error says
		warns           string
		titles          string // of what was taken in all the same
		items, rejected int
	}{
		{name: "silent", handle: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, errors: "took too long: there was no answer within 500ms"},
		{name: "slow", handle: func(w http.ResponseWriter, _ *http.Request) {
			for _, part := range strings.SplitAfter(channel(quay), ">") {
				_, _ = io.WriteString(w, part)
				_ = http.NewResponseController(w).Flush()
				time.Sleep(time.Millisecond)
			}
		}, titles: "Quay v1", items: 1},
		{name: "endless", handle: func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "<rss><channel>"+quay)
			for r.Context().Err() == nil {
				if _, err := w.Write([]byte(strings.Repeat("<x/>", 1<<18))); err != nil {
					return
				}
			}
		}, errors: "is longer than 32 MB", titles: "Quay v1", items: 1},
		{name: "wrong charset", handle: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/xml; charset=utf-8")
			_, _ = io.WriteString(w, strings.ReplaceAll(channel(quay), "Quay", "Caf\xe9"))
		}, titles: "Café v1", items: 1},
		{name: "redirect loop", handle: func(w http.ResponseWriter, r *http.Request) { status(302, "Location", r.URL.Path)(w, r) }, errors: "redirects in a circle"},
		{name: "429", handle: status(429, "Retry-After", "7200"), errors: "429 Too Many Requests: it asks to wait for 2h"},
		{name: "503", handle: status(503), errors: "503 Service Unavailable"},
		{name: "500", handle: status(500), errors: "500 Internal Server Error"},
		{name: "404", handle: status(404), errors: "404 Not Found: there is nothing at this address"},
		{name: "403", handle: status(403), errors: "403 Forbidden: it does not let us read it"},
		{name: "gzip bomb", handle: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.WriteString(z, "<rss><channel>"+quay)
			for range 100 {
				if _, err := z.Write([]byte(strings.Repeat("<x/>", 1<<18))); err != nil {
					return
				}
			}
		}, errors: "unpacks to more than 64 MB", titles: "Quay v1", items: 1},
		{name: "truncated", handle: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = io.WriteString(w, channel(quay)[:len(channel(quay))-10])
		}, errors: "was cut off", titles: "Quay v1", items: 1},
		{name: "broken off in an item", handle: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = io.WriteString(w, channel(quay, item("/ferry", "2", "Ferry"))[:len(channel(quay))+20])
		}, errors: "was cut off", titles: "Quay v1", items: 1},
		{name: "no end", handle: text(strings.TrimSuffix(channel(quay), "</channel></rss>")), warns: "ends in the middle", titles: "Quay v1", items: 1},
		{name: "HTML", handle: text("<!DOCTYPE html><html><body>Please log in</body></html>"), errors: "is an HTML page, not a feed"},
		{name: "private redirect", handle: status(302, "Location", "file:///etc/passwd"), errors: "redirects to what is no web address"},
		{name: "one huge item", handle: text(channel("<item><title>Huge</title><description>"+strings.Repeat("x", 17<<20)+"</description></item>", quay)), errors: "holds a text of more than 16 MB", items: 1, rejected: 1},
		{name: "empty", handle: text(""), errors: "is no feed: it is empty"},
		{name: "no items", handle: text(channel()), warns: "has no items"},
		{name: "not JSON", handle: text(`{"error":"x"}`), errors: "is no feed: it has no items"},
		{name: "no dates", handle: text(channel("<item><title>Quay</title></item>")), warns: "1 item without a date", titles: "Quay v1", items: 1},
		{name: "future dates", handle: text(channel(strings.Replace(quay, "2025", "2055", 1))), warns: "1 item dated in the future", titles: "Quay v1", items: 1},
		{
			name: "shared guids", handle: text(channel(item("/a", "news", "A"), item("/b", "news", "B"), item("/c", "news", "C"))),
			warns: "3 items with a guid that another item has too", titles: "A v1, B v1, C v1", items: 3,
		},
		{
			name: "CDATA in CDATA", handle: text(channel("<item><title><![CDATA[Quay <![CDATA[opens]]>]]></title><link>/q</link><pubDate>2025-06-01</pubDate><description>x</description></item>")),
			titles: "Quay <![CDATA[opens]]> v1", items: 1,
		},
		{name: "an item of nothing", handle: text(channel("<item></item>", quay)), titles: "Quay v1", items: 2, rejected: 1},
		{name: "unknown encoding", handle: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = io.WriteString(w, "x")
		}, errors: `is encoded as "br", which nobody asked for`},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			if c.name == "silent" {
				b.poller.options.Fetcher = fetch.New(fetch.Options{AllowPrivate: true, HeaderTimeout: 500 * time.Millisecond})
			}
			f := b.poll(b.add(b.handle("/rss", c.handle)).ID)
			if f.Error != c.errors && (c.errors == "" || !strings.Contains(f.Error, c.errors)) {
				t.Errorf("the error is %q, want %q", f.Error, c.errors)
			}
			if f.Warnings != c.warns {
				t.Errorf("the warning is %q, want %q", f.Warnings, c.warns)
			}
			if got := b.titles(); got != c.titles {
				t.Errorf("taken in: %q, want %q", got, c.titles)
			}
			if f.Items != c.items || f.Rejected != c.rejected {
				t.Errorf("%d items and %d rejected, want %d and %d", f.Items, f.Rejected, c.items, c.rejected)
			}
			if !f.Next.After(b.clock()) || (f.Failures > 0) != (c.errors != "") {
				t.Errorf("next %v, %d failures", f.Next, f.Failures)
			}
		})
	}
}

func TestNoFeedNamesItselfAtLength(t *testing.T) {
	long, quay := strings.Repeat("Quay ", 1<<20), item("/quay", "1", "Quay")
	for name, feed := range map[string]string{
		"RSS":  channel("<title>"+long+"</title>", quay),
		"JSON": `{"version":"https://jsonfeed.org/version/1.1","title":"` + long + `","items":[{"id":"1","title":"Quay","content_text":"x"}]}`,
	} {
		b := newBench(t)
		f := b.poll(b.add(b.serve("/feed", feed)).ID)
		if n := len(f.Title); n == 0 || n > news.MaxName || f.Items != 1 {
			t.Errorf("%s: a title of %d bytes, %d items, %q", name, n, f.Items, f.Error)
		}
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	b := newBench(t)
	address := b.serve("/rss", channel(item("/quay", "1", "Quay")))
	b.poller.options.Fetcher = fetch.New(fetch.Options{})
	if f := b.poll(b.add(address).ID); !strings.Contains(f.Error, "leads to a private address, which may not be reached: 127.0.0.1") || b.titles() != "" {
		t.Errorf("%+v, taken in: %s", f, b.titles())
	}
}

// counter counts what it is given, and keeps nothing: the archive has tests of its
// own for many articles.
type counter struct{}

func (counter) Load(_ context.Context, src index.Source, _ index.Watch) (r index.Report, err error) {
	for {
		if _, err = src.Next(); err != nil {
			break
		}
		r.Read++
		r.New++
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return r, err
}

// A feed that is a whole archive is read to its end, without being held: it comes
// as it is read, and no more than some of it is remembered.
func TestAHundredThousandItems(t *testing.T) {
	b := newBench(t)
	b.poller.options.Ingester, b.poller.options.Articles = counter{}, nil
	address := b.handle("/rss", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<rss><channel><title>Harbour Post</title>")
		for i := range many {
			_, _ = fmt.Fprintf(w, "<item><title>Ferry %d</title><link>https://post.example/%d</link><guid>%d</guid><pubDate>2025-06-01</pubDate></item>", i, i, i)
		}
		_, _ = io.WriteString(w, "</channel></rss>")
	})
	f := b.poll(b.add(address).ID)
	if f.Items != many || f.Articles != many || f.Error != "" || f.Warnings != "" {
		t.Errorf("%+v", f)
	}
	if said, err := b.store.Said(t.Context(), f.ID); err != nil || len(said) != remembered*len(saying{}) {
		t.Errorf("%d bytes are remembered, %v", len(said), err)
	}
}

// A guid that changes with the headline makes a version, not an article.
func TestChangedGuids(t *testing.T) {
	b := newBench(t)
	feeds := []string{
		channel(item("/1042", "https://n.example/1042-harbour-plan", "Harbour plan")),
		channel(item("/1042", "https://n.example/1042-harbour-plan-delayed", "Harbour plan delayed")),
	}
	address := b.handle("/rss", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, feeds[0])
		feeds = feeds[1:]
	})
	f := b.add(address)
	b.poll(f.ID)
	if b.poll(f.ID); b.titles() != "Harbour plan delayed v2" {
		t.Errorf("taken in: %s", b.titles())
	}
}

func TestConditionalRequests(t *testing.T) {
	b := newBench(t)
	asked := 0
	address := b.handle("/rss", func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Header().Set("ETag", `"one"`)
		w.Header().Set("Last-Modified", "Sun, 01 Jun 2025 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"one"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, channel(item("/quay", "1", "Quay")))
	})
	id := b.add(address).ID
	first := b.poll(id)
	second := b.poll(id)
	if asked != 2 || first.Articles != 1 || second.Articles != 1 || second.Error != "" || second.Items != 1 || second.Title != "Harbour Post" {
		t.Errorf("asked %d times: %+v", asked, second)
	}
	if first.Every >= everyAtFirst || second.Every <= first.Every {
		t.Errorf("a feed that changed is polled each %v, and then, unchanged, each %v", first.Every, second.Every)
	}
}

func TestMovedAndGone(t *testing.T) {
	b := newBench(t)
	b.serve("/new", channel(item("/quay", "1", "Quay")))
	for path, code := range map[string]int{"/old": 301, "/found": 302} {
		address := b.handle(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/new")
			w.WriteHeader(code)
		})
		f := b.poll(b.add(address).ID)
		if moved := f.URL == b.server.URL+"/new" && f.Moved == address; moved != (code == 301) || f.Error != "" {
			t.Errorf("%d: %+v", code, f)
		}
		if err := b.store.RemoveFeed(t.Context(), f.ID); err != nil {
			t.Fatal(err)
		}
	}
	gone := b.handle("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	f := b.poll(b.add(gone).ID)
	if !f.Stopped || f.Error != "410 Gone: it was taken down for good" {
		t.Errorf("%+v", f)
	}
	b.wait(100 * 24 * time.Hour)
	if err := b.poller.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.poller.Wait()
	if again, err := b.store.Feed(t.Context(), f.ID); err != nil || !again.LastPolled.Equal(f.LastPolled) {
		t.Errorf("a feed that is gone was asked again: %+v, %v", again, err)
	}
}

// Two addresses that lead to one feed: it is polled once, and the page says so.
func TestMovedToAnotherFeed(t *testing.T) {
	b := newBench(t)
	there := b.add(b.serve("/new", channel(item("/quay", "1", "Quay"))))
	old := b.add(b.handle("/old", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new", http.StatusMovedPermanently) }))
	want := "moved to " + there.URL + ", where another feed is polled already"
	if f := b.poll(old.ID); !f.Stopped || f.Error != want || f.URL != old.URL || f.Moved != "" {
		t.Errorf("%+v", f)
	}
	if f := b.poll(there.ID); f.Stopped || f.Error != "" || f.Items != 1 {
		t.Errorf("%+v", f)
	}
}

func TestRhythm(t *testing.T) {
	minutes := func(d time.Duration) int { return int(d.Minutes()) }
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	p := New(Options{Now: func() time.Time { return now }})
	// The wait in minutes that follows from each result, one after the other.
	var f intake.Feed
	fail := result{err: io.EOF}
	for i, step := range []struct {
		result  result
		minutes int
	}{
		{result{changed: true}, 15},
		{result{changed: true}, 7},
		{result{changed: true}, 5}, // the least
		{result{}, 7},
		{result{}, 11},
		{result{atLeast: time.Hour}, 60}, // as it asks
		{result{atLeast: 365 * 24 * time.Hour}, 24 * 60},
		{fail, 5},
		{fail, 10},
		{fail, 20},
		{fail, 40},
		{fail, 80},
		{fail, 160},
		{fail, 320},
		{fail, 640},
		{fail, 1280},
		{fail, 1440},
		{fail, 1440},
		{result{err: io.EOF, atLeast: 48 * time.Hour}, 48 * 60},
		{result{}, 37}, // as if nothing had been
	} {
		p.schedule(&f, step.result)
		if got := minutes(f.Next.Sub(now)); got != step.minutes {
			t.Errorf("step %d: next in %d minutes, want %d", i, got, step.minutes)
		}
	}
	for range 20 {
		p.schedule(&f, result{})
	}
	if f.Every != everyAtMost {
		t.Errorf("a feed without news is polled each %v", f.Every)
	}
}

func TestJitterNeverComesTooSoon(t *testing.T) {
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	for _, random := range []float64{0, 0.3, 0.999} {
		p := New(Options{Now: func() time.Time { return now }, Random: func() float64 { return random }})
		f := intake.Feed{}
		p.schedule(&f, result{err: io.EOF, atLeast: time.Hour})
		if d := f.Next.Sub(now); d < time.Hour || d > 67*time.Minute {
			t.Errorf("%v: %v", random, d)
		}
	}
}

func TestWhatServersAskFor(t *testing.T) {
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"max-age=600": 10 * time.Minute, "public, max-age=60": time.Minute, "no-cache": 0, "no-store, max-age=60": 0, "max-age=-1": 0, "": 0,
		"max-age=99999999999": 365 * 24 * time.Hour,
	} {
		if got := freshFor(http.Header{"Cache-Control": {value}}, now); got != want {
			t.Errorf("Cache-Control %q: %v", value, got)
		}
	}
	if got := freshFor(http.Header{"Expires": {"Sun, 01 Jun 2025 13:00:00 GMT"}}, now); got != time.Hour {
		t.Errorf("Expires: %v", got)
	}
	for value, want := range map[string]time.Duration{"120": 2 * time.Minute, "Sun, 01 Jun 2025 12:05:00 GMT": 5 * time.Minute, "soon": 0, "-5": 0} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("Retry-After %q: %v", value, got)
		}
	}
}

// A feed asks to be left alone by its ttl.
func TestTTL(t *testing.T) {
	b := newBench(t)
	f := b.poll(b.add(b.serve("/rss", channel("<ttl>240</ttl>", item("/quay", "1", "Quay")))).ID)
	if got := f.Next.Sub(b.clock()); got != 4*time.Hour {
		t.Errorf("next in %v", got)
	}
}

// At most so many at a time, and one of each host.
func TestPollsAreFew(t *testing.T) {
	b := newBench(t)
	var mu sync.Mutex
	now, most, asked := 0, 0, 0
	b.mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		now++
		asked++
		most = max(most, now)
		mu.Unlock()
		time.Sleep(20 * time.Millisecond)
		mu.Lock()
		now--
		mu.Unlock()
		_, _ = io.WriteString(w, channel())
	})
	for i := range 4 {
		b.add(fmt.Sprintf("%s/%d", b.server.URL, i))
	}
	for range 4 {
		if err := b.poller.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.poller.Wait()
	}
	if most != 1 || asked != 4 {
		t.Errorf("%d feeds of one host were asked at a time, %d in all", most, asked)
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	b := newBench(t)
	f := b.add(b.serve("/rss", channel(item("/quay", "1", "Quay"))))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.poller.Run(ctx)
	}()
	for got := f; got.LastPolled.IsZero(); {
		var err error
		if got, err = b.store.Feed(t.Context(), f.ID); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	<-ended
	if b.titles() != "Quay v1" {
		t.Errorf("taken in: %s", b.titles())
	}
}
