package robots

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/source/fetch"
)

// The first three are the examples of RFC 9309, section 5; the others what its
// section 2 says of groups, matching and escapes.
func TestRules(t *testing.T) {
	for _, c := range []struct {
		name, text     string
		allowed, never string // paths, split at blanks
		delay          time.Duration
	}{
		{
			name: "5.1", text: "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n" +
				"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n" +
				"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n",
			allowed: "/ /publications/ /a.gif?x /robots.txt", never: "/a.gif /example/ /example/x/y",
		},
		{
			name: "5.2, the longest match", text: "User-Agent: dateline\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
			allowed: "/example/page/ /example/page/a.gif /", never: "/example/page/disallowed.gif",
		},
		{name: "ours instead of all", text: "User-agent: *\nDisallow: /\n\nuser-agent: Dateline/1.0\ndisallow: /private\n", allowed: "/ /a", never: "/private /private/a /privately"},
		{name: "groups of one name", text: "User-agent: dateline\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: DATELINE\nDisallow: /c", allowed: "/b", never: "/a /c"},
		{name: "names of one group", text: "User-agent: x\nUser-agent: dateline\nDisallow: /a", allowed: "/b", never: "/a"},
		{name: "a name that begins as ours", text: "User-agent: dateline-images\nDisallow: /", allowed: "/ /a"},
		{name: "ours allows all", text: "User-agent: *\nDisallow: /\nUser-agent: dateline\nDisallow:", allowed: "/ /a"},
		{name: "allow wins", text: "User-agent: *\nDisallow: /a\nAllow: /a", allowed: "/a"},
		{name: "end", text: "User-agent: *\nDisallow: /*.php$\nDisallow: /exact$", allowed: "/a.php5 /a.php?x /exactly", never: "/a.php /x/y.php /a.php.php /exact"},
		{name: "stars", text: "User-agent: *\nDisallow: /a*b*c", allowed: "/acb /ab", never: "/abc /axxbxxc /abcd"},
		{name: "query", text: "User-agent: *\nDisallow: /*?print", allowed: "/a?page", never: "/a?print=1"},
		{name: "escapes", text: "User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /b%7er\nDisallow: /日\nDisallow: /x%2Fy", allowed: "/cafe /x/y", never: "/caf%C3%A9 /b~r /%E6%97%A5/ /x%2fy"},
		{name: "line ends, comments, nonsense", text: "\ufeffUser-agent: * # all\rDisallow: /a # not this\r\nnonsense\n: \nDisallow /b\nSitemap: https://x.example/\nDisallow: /c", allowed: "/b", never: "/a /c"},
		{name: "rules before any name", text: "Disallow: /\nUser-agent: x\nDisallow: /", allowed: "/"},
		{name: "delay", text: "User-agent: *\nCrawl-delay: 2.5\nDisallow: /a", never: "/a", delay: 2500 * time.Millisecond},
		{name: "endless delay", text: "User-agent: *\nCrawl-delay: 86400", delay: time.Minute},
		{name: "no delay", text: "User-agent: *\nCrawl-delay: -1\nCrawl-delay: soon\nCrawl-delay: NaN", delay: 0},
		{name: "empty", allowed: "/ /a"},
		{name: "a page instead", text: "<html><body>Not here: nothing</body></html>", allowed: "/ /a"},
	} {
		r := Parse([]byte(c.text), "dateline")
		if r.Delay != c.delay {
			t.Errorf("%s: delay %v, want %v", c.name, r.Delay, c.delay)
		}
		for want, paths := range map[bool]string{true: c.allowed, false: c.never} {
			for _, path := range strings.Fields(paths) {
				u, err := url.Parse("https://post.example" + path)
				if err != nil {
					t.Fatal(err)
				}
				if r.Allow(u) != want {
					t.Errorf("%s: %s: allowed is %t", c.name, path, !want)
				}
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("User-agent: dateline\nDisallow: /a*b$\nCrawl-delay: 1", "/a%2fb?c")
	f.Add("user-agent:*\nallow:/%", "/%zz")
	f.Fuzz(func(t *testing.T, text, path string) {
		r := Parse([]byte(text), "dateline")
		if r.Delay < 0 || r.Delay > maxDelay {
			t.Errorf("delay %v", r.Delay)
		}
		r.Allow(&url.URL{Path: path})
		r.Allow(&url.URL{Path: "/", RawQuery: path})
		if once := normal(path); normal(once) != once {
			t.Errorf("%q becomes %q and then %q", path, once, normal(once))
		}
	})
}

// clock is a time that passes by sleeping.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(_ context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), append(c.slept, d)
	return nil
}

func newGate(c *clock) *Gate {
	return New(Options{Fetcher: fetch.New(fetch.Options{AllowPrivate: true}), Name: "dateline", Now: c.Now, Sleep: c.Sleep})
}

func TestGate(t *testing.T) {
	c := &clock{now: time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)}
	var asked, inside, most atomic.Int64
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = io.WriteString(w, "User-agent: *\nDisallow: /private\nCrawl-delay: 3\n")
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		now := inside.Add(1)
		defer inside.Add(-1)
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
		_, _ = io.WriteString(w, "page "+r.URL.Path)
	})
	mux.HandleFunc("/leads", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/a", http.StatusFound) })
	mux.HandleFunc("/private/", func(http.ResponseWriter, *http.Request) { t.Error("a page was fetched that is disallowed") })
	mux.HandleFunc("/long", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, strings.Repeat("x", 101)) })
	mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	server := httptest.NewServer(mux)
	defer server.Close()
	g := newGate(c)
	var group sync.WaitGroup
	for i := range 10 {
		group.Go(func() {
			path := fmt.Sprint("/", i)
			if p, err := g.Read(t.Context(), server.URL+path, 100); err != nil || string(p.Body) != "page "+path {
				t.Errorf("%+v, %v", p, err)
			}
		})
	}
	group.Wait()
	if asked.Load() != 1 || most.Load() != 1 || len(c.slept) != 9 || c.slept[0] != 3*time.Second {
		t.Errorf("robots.txt was asked for %d times, %d pages at a time, waited %v", asked.Load(), most.Load(), c.slept)
	}
	for path, want := range map[string]string{
		"/private/b": ErrDisallowed.Error(), "/leads": ErrDisallowed.Error(), "/long": ErrTooLarge.Error(), "/gone": "answers 410 Gone",
	} {
		if _, err := g.Read(t.Context(), server.URL+path, 100); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", path, err, want)
		}
	}
	_ = c.Sleep(t.Context(), fresh)
	if _, err := g.Read(t.Context(), server.URL+"/a", 100); err != nil || asked.Load() != 2 {
		t.Errorf("after a day robots.txt was asked for %d times, %v", asked.Load(), err)
	}
}

// A site without a robots.txt allows everything; one that fails nothing, until it
// is asked again an hour later.
func TestGateWhereRobotsFail(t *testing.T) {
	c := &clock{now: time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)}
	status := http.StatusServiceUnavailable
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(status)
		}
	}))
	defer server.Close()
	g := newGate(c)
	read := func() error {
		_, err := g.Read(t.Context(), server.URL+"/a", 100)
		return err
	}
	if err := read(); !errors.Is(err, ErrDisallowed) {
		t.Errorf("got %v", err)
	}
	status = http.StatusNotFound
	if err := read(); !errors.Is(err, ErrDisallowed) {
		t.Errorf("asked again at once: %v", err)
	}
	_ = c.Sleep(t.Context(), again)
	if err := read(); err != nil {
		t.Errorf("got %v", err)
	}
}

// A gate remembers a bounded number of sites.
func TestGateForgets(t *testing.T) {
	g := newGate(&clock{})
	for i := range 3 * maxSites {
		g.leave(g.enter(&url.URL{Scheme: "https", Host: fmt.Sprintf("s%d.example", i)}))
	}
	if len(g.sites) > maxSites {
		t.Errorf("%d sites are remembered", len(g.sites))
	}
}
