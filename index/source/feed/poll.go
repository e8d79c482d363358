package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/fetch"
	"github.com/dateline-search/dateline/index/source/syndication"
)

// accepted is what a feed may be sent as.
const accepted = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"

// result is what a poll came to, as far as the next one depends on it.
type result struct {
	err     error
	ours    bool          // it is no fault of the feed
	said    []byte        // what the feed says now, for the Store; nil where that is known
	changed bool          // something new came
	gone    bool          // it will never come back
	atLeast time.Duration // that the feed or its server asks to wait
}

// ask fetches a feed and takes its items in.
func (p *Poller) ask(ctx context.Context, f *intake.Feed) result {
	f.LastPolled, f.Brought = p.options.Now().UTC(), 0
	resp, err := p.options.Fetcher.Get(ctx, fetch.Request{URL: f.URL, Accept: accepted, ETag: f.ETag, LastModified: f.LastModified})
	if err != nil {
		return result{err: err}
	}
	r := p.answer(ctx, f, resp)
	if err := resp.Body.Close(); err != nil && r.err == nil {
		r.err = err
	}
	if r.err == nil {
		move(f, resp.Moved)
	}
	return r
}

// move gives a feed the address to which it has moved for good. One that is only
// written in another way is where it was.
func move(f *intake.Feed, to string) {
	if to, err := news.NormalURL(to); err == nil && to != f.URL {
		f.Moved, f.URL = f.URL, to
	}
}

// answer reads what a server said.
func (p *Poller) answer(ctx context.Context, f *intake.Feed, resp *fetch.Response) result {
	r := result{atLeast: freshFor(resp.Header, p.options.Now())}
	switch resp.Status {
	case http.StatusOK:
		p.read(ctx, f, resp, &r)
	case http.StatusNotModified:
	case http.StatusGone:
		r.err, r.gone = errors.New("410 Gone: it was taken down for good"), true
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		r.atLeast = max(r.atLeast, retryAfter(resp.Header, p.options.Now()))
		r.err = errors.New(status(resp.Status))
		if r.atLeast > 0 {
			r.err = fmt.Errorf("%s: it asks to wait for %s", status(resp.Status), brief(r.atLeast))
		}
	case http.StatusUnauthorized, http.StatusForbidden:
		r.err = fmt.Errorf("%s: it does not let us read it", status(resp.Status))
	case http.StatusNotFound:
		r.err = fmt.Errorf("%s: there is nothing at this address", status(resp.Status))
	default:
		r.err = errors.New(status(resp.Status))
	}
	return r
}

// brief is a duration without the units that are naught at its end.
func brief(d time.Duration) string {
	text := d.Round(time.Second).String()
	for _, end := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, end) {
			text = strings.TrimSuffix(text, end[1:])
		}
	}
	return text
}

func status(code int) string {
	return strings.TrimSpace(strconv.Itoa(code) + " " + http.StatusText(code))
}

// read takes the items in. What came before a feed broke off is kept.
func (p *Poller) read(ctx context.Context, f *intake.Feed, resp *fetch.Response, r *result) {
	reader, err := syndication.NewReader(resp.Body, syndication.Options{
		URL: resp.URL, ContentType: resp.Header.Get("Content-Type"), Source: f.Source,
	})
	if err != nil {
		r.err = err
		return
	}
	before, err := p.options.Store.Said(ctx, f.ID)
	if err != nil {
		r.err, r.ours = err, true
		return
	}
	items := &items{feed: reader, url: f.URL, now: p.options.Now(), before: readSayings(before), said: sayings{}}
	items.gone = func(a *news.Article) bool { return p.isGone(ctx, a) }
	src := p.source(ctx, f, items)
	report, err := p.options.Ingester.Load(ctx, src, index.Watch{})
	known, refused := src.passed()
	f.Items, f.Rejected = report.Read+known+refused, report.Rejected+refused
	f.Brought = report.New + report.Updated
	f.Articles += f.Brought
	r.changed, r.atLeast = f.Brought > 0, max(r.atLeast, reader.Feed().TTL)
	f.Warnings = ""
	if f.Title == "" {
		f.Title = reader.Feed().Title
	}
	if err != nil { // what was read is not known to be stored, and must come again
		r.err, r.ours = unkept(err), true
		return
	}
	if r.err, r.said = items.err, items.said.after(items.before, items.err == nil); r.err == nil {
		f.Warnings = strings.Join(src.warnings(), "; ")
		f.ETag, f.LastModified = resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
	}
}

// unkept says why items could not be kept; of a full disk without what the
// database makes of it.
func unkept(err error) error {
	if errors.Is(err, index.ErrFull) {
		err = index.ErrFull
	}
	return fmt.Errorf("its items could not be kept: %w", err)
}

// isGone reports whether an article was deleted, by people here or by its sender.
func (p *Poller) isGone(ctx context.Context, a *news.Article) bool {
	if p.options.Articles == nil {
		return false
	}
	known := *a
	known.Normalize()
	_, err := p.options.Articles.Get(ctx, known.ID)
	return errors.Is(err, index.ErrGone)
}

// told is a source that tells what was odd.
type told interface {
	index.Source
	warnings() []string
	// passed counts what was left out, as it is there already, or was refused before.
	passed() (articles, refused int)
}

// source are the items with the text from where the feed's articles take it.
func (p *Poller) source(ctx context.Context, f *intake.Feed, list *items) told {
	if f.Text != intake.FromPage || p.options.Pages == nil {
		return list
	}
	return &full{items: list, ctx: ctx, pages: p.options.Pages, articles: p.options.Articles, now: p.options.Now}
}
