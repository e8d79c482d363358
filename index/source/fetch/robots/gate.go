package robots

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index/source/fetch"
)

const (
	fresh    = 24 * time.Hour // how long rules count (RFC 9309, 2.4)
	again    = time.Hour      // when a site that did not say is asked again
	maxSites = 1000           // that are remembered: some MB of rules at worst
	pause    = time.Second    // between two pages of a site that asks for no delay
)

// Errors by meaning.
var (
	ErrDisallowed = errors.New("its robots.txt does not let us read it")
	ErrTooLarge   = errors.New("is too large")
)

// Fetcher gets what is at an address.
type Fetcher interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// Options is what a Gate is made of. Fetcher and Name are needed.
type Options struct {
	Fetcher Fetcher
	Name    string                                           // by which robots.txt calls us
	Now     func() time.Time                                 // nil is time.Now
	Sleep   func(ctx context.Context, d time.Duration) error // nil waits
}

// Gate fetches pages as their sites allow. It is safe for use by many goroutines.
type Gate struct {
	options Options
	mu      sync.Mutex
	sites   map[string]*site // by scheme and host
}

// site is what is known of one.
type site struct {
	users int           // that hold it; counted by the Gate
	turn  chan struct{} // held by the one request at a time
	next  time.Time     // when the next may begin; held with turn

	mu    sync.Mutex // held while robots.txt is asked for
	until time.Time  // how long the rules count
	rules Rules
}

// New returns a Gate.
func New(o Options) *Gate {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return &Gate{options: o, sites: map[string]*site{}}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Page is what was at an address.
type Page struct {
	URL         string // where it came from in the end
	ContentType string
	Body        []byte
}

// Read fetches a page of at most so many bytes, when it is its site's turn. It
// fails with ErrDisallowed where the site, or one that it leads to, does not want
// that.
func (g *Gate) Read(ctx context.Context, address string, most int64) (Page, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Page{}, err
	}
	if err := g.allow(ctx, address); err != nil {
		return Page{}, err
	}
	s := g.enter(u)
	defer g.leave(s)
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return Page{}, ctx.Err()
	}
	if wait := s.next.Sub(g.options.Now()); wait > 0 {
		if err := g.options.Sleep(ctx, wait); err != nil {
			return Page{}, err
		}
	}
	defer func() { s.next = g.options.Now().Add(max(pause, s.delay())) }()
	return g.read(ctx, address, most)
}

func (g *Gate) read(ctx context.Context, address string, most int64) (p Page, err error) {
	resp, err := g.options.Fetcher.Get(ctx, fetch.Request{
		URL: address, Accept: "text/html, application/xhtml+xml, */*;q=0.1",
		Redirect: func(to string) error { return g.allow(ctx, to) },
	})
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	if resp.Status != http.StatusOK {
		return p, fmt.Errorf("answers %d %s", resp.Status, http.StatusText(resp.Status))
	}
	p.URL, p.ContentType = resp.URL, resp.Header.Get("Content-Type")
	p.Body, err = io.ReadAll(io.LimitReader(resp.Body, most+1))
	if err == nil && int64(len(p.Body)) > most {
		err = ErrTooLarge
	}
	return p, err
}

// allow asks an address's site whether it may be fetched.
func (g *Gate) allow(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	s := g.enter(u)
	defer g.leave(s)
	rules, err := g.rules(ctx, s, u)
	if err != nil {
		return err
	}
	if !rules.Allow(u) {
		return ErrDisallowed
	}
	return nil
}

// enter finds a site, which is kept until leave.
func (g *Gate) enter(u *url.URL) *site {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := strings.ToLower(u.Scheme + "://" + u.Host)
	s := g.sites[key]
	if s == nil {
		g.forget()
		s = &site{turn: make(chan struct{}, 1)}
		g.sites[key] = s
	}
	s.users++
	return s
}

func (g *Gate) leave(s *site) {
	g.mu.Lock()
	defer g.mu.Unlock()
	s.users--
}

// forget makes room for another site; any that nobody holds will do.
func (g *Gate) forget() {
	for key, s := range g.sites {
		if len(g.sites) < maxSites {
			return
		}
		if s.users == 0 {
			delete(g.sites, key)
		}
	}
}

func (s *site) delay() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rules.Delay
}

// rules are those of a site, asked for where they are not known any more.
func (g *Gate) rules(ctx context.Context, s *site, u *url.URL) (Rules, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := g.options.Now()
	if now.Before(s.until) {
		return s.rules, nil
	}
	rules, said := g.ask(ctx, u.Scheme+"://"+u.Host+"/robots.txt")
	if ctx.Err() != nil {
		return Rules{}, ctx.Err()
	}
	if s.rules, s.until = rules, now.Add(fresh); !said {
		s.until = now.Add(again)
	}
	return s.rules, nil
}

// ask reads a robots.txt. One that is not there allows everything; where the site
// fails, nothing is allowed and it has not said so.
func (g *Gate) ask(ctx context.Context, address string) (rules Rules, said bool) {
	resp, err := g.options.Fetcher.Get(ctx, fetch.Request{URL: address, Accept: "text/plain, */*;q=0.1"})
	if err != nil {
		return none(), false
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, MaxBytes))
	if err = errors.Join(err, resp.Body.Close()); err != nil || resp.Status >= http.StatusInternalServerError {
		return none(), false
	}
	if resp.Status != http.StatusOK {
		return Rules{}, true
	}
	return Parse(text, g.options.Name), true
}
