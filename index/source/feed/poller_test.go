package feed

import (
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

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/feed/feedtest"
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
func (b *bench) titles() string { return b.titlesSince(0) }

// last is the last number that the archive has given.
func (b *bench) last() uint64 {
	b.t.Helper()
	seq, err := b.store.Last(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return seq
}

func (b *bench) titlesSince(seq uint64) string {
	b.t.Helper()
	records, err := b.store.Since(b.t.Context(), seq, 1000)
	if err != nil {
		b.t.Fatal(err)
	}
	var titles []string
	for _, r := range records {
		titles = append(titles, fmt.Sprintf("%s v%d", r.Title, r.Version))
	}
	return strings.Join(titles, ", ")
}

func item(path, guid, title string) string { return feedtest.Item(path, guid, title) }
func channel(items ...string) string       { return feedtest.Channel(items...) }

// A server that misbehaves in every way there is: each must be survived, keep
// what can be kept, and be told in the right words.
func TestAServerThatMisbehaves(t *testing.T) {
	private := httptest.NewServer(feedtest.Text(channel(item("/quay", "1", "Quay"))))
	defer private.Close()
	elsewhere := strings.Replace(private.URL, "127.0.0.1", "127.0.0.2", 1)
	b := newBench(t)
	for _, way := range append(feedtest.Ways(), feedtest.Silent(300*time.Millisecond), feedtest.Huge(), feedtest.PrivateRedirect(elsewhere, "127.0.0.2")) {
		t.Run(way.Name, func(t *testing.T) {
			server := httptest.NewServer(way.Serve)
			defer server.Close()
			defer server.CloseClientConnections()
			b.poller.options.Fetcher = fetch.New(way.Options())
			f, before := b.add(server.URL+"/sub/rss"), b.last()
			for range max(1, way.Polls) {
				f = b.poll(f.ID)
			}
			if f.Error != way.Error && (way.Error == "" || !strings.Contains(f.Error, way.Error)) {
				t.Errorf("the error is %q, want %q", f.Error, way.Error)
			}
			if f.Warnings != way.Warnings {
				t.Errorf("the warning is %q, want %q", f.Warnings, way.Warnings)
			}
			if got := b.titlesSince(before); got != way.Titles {
				t.Errorf("taken in: %q, want %q", got, way.Titles)
			}
			if f.Items != way.Items || f.Rejected != way.Rejected {
				t.Errorf("%d items and %d rejected, want %d and %d", f.Items, f.Rejected, way.Items, way.Rejected)
			}
			if !f.Next.After(b.clock()) || (f.Failures > 0) != (way.Error != "") {
				t.Errorf("next %v, %d failures", f.Next, f.Failures)
			}
		})
	}
}

// Links are of where the feed was in the end, and to the host that it names alone.
func TestRelativeLinks(t *testing.T) {
	b := newBench(t)
	address := b.handle("/sub/rss", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/deep/er/rss", http.StatusFound) })
	b.serve("/deep/er/rss", channel(item("quay", "1", "Quay"), item("../ferry?a=1&amp;b=2", "2", "Ferry"), item("//post.example/pier", "3", "Pier"), item("javascript:alert(1)", "4", "Script")))
	b.poll(b.add(address).ID)
	records, err := b.store.Since(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range records {
		got[r.Title] = strings.TrimPrefix(r.URL, b.server.URL)
	}
	want := map[string]string{"Quay": "/deep/er/quay", "Ferry": "/deep/ferry?a=1&b=2", "Pier": "http://post.example/pier", "Script": ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
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
	f := b.poll(b.add(b.handle("/rss", feedtest.Many().Serve)).ID)
	if f.Items != feedtest.ManyItems || f.Articles != feedtest.ManyItems || f.Error != "" || f.Warnings != "" {
		t.Errorf("%+v", f)
	}
	if said, err := b.store.Said(t.Context(), f.ID); err != nil || len(said) != remembered*len(saying{}) {
		t.Errorf("%d bytes are remembered, %v", len(said), err)
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
