package feed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// Searcher answers searches.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
}

// Articles gives articles out of the archive.
type Articles interface {
	// GetMany returns the live articles among ids, in their order.
	GetMany(ctx context.Context, ids []string) ([]news.Record, error)
}

// Options is what Feeds are made of. All but Hub is needed.
type Options struct {
	Searcher Searcher
	Articles Articles
	Base     func(*http.Request) string // the address under which a reader reaches the server
	Hub      string                     // WebSub hub; empty for none
}

// Feeds answers requests for feeds.
type Feeds struct{ options Options }

// New returns Feeds.
func New(o Options) *Feeds { return &Feeds{o} }

// defaultSize is more than most searches find between two looks of a reader.
const defaultSize = 50

// Feed is a search, ready to be written in one of the forms.
type Feed struct {
	Title, Self, Page, Hub string // Self and Page are addresses
	Updated                time.Time
	Entries                []Entry
}

// Entry is one article of a Feed.
type Entry struct {
	ID, URL, Page, Title, Summary, Lang string
	Authors, Keywords                   []string
	Published, Updated                  time.Time // Published is zero where unknown
}

// form is a way to write feeds.
type form struct {
	path, name, mediaType string
	write                 func(Feed) ([]byte, error)
}

func forms() []form {
	return []form{
		{"/feed.atom", "Atom", "application/atom+xml; charset=utf-8", writeAtom},
		{"/feed.rss", "RSS 2.0", "application/rss+xml; charset=utf-8", writeRSS},
		{"/feed.json", "JSON Feed", "application/feed+json", writeJSON},
	}
}

// Specs are a feed's parameters: those that say what matches, and the size.
func Specs() []param.Spec {
	specs := param.Without(param.SearchSpecs(), param.Paging()...)
	return append(specs, param.Spec{
		Name: param.Size, Kind: param.Number, Least: 1, Most: search.MaxSize, Default: fmt.Sprint(defaultSize),
		Meaning: "How many articles.",
	})
}

// Operations describes the feeds.
func (f *Feeds) Operations() []openapi.Operation {
	var all []openapi.Operation
	for _, form := range forms() {
		media := openapi.Media{Type: form.mediaType}
		if strings.HasSuffix(form.path, ".json") {
			media.Of = map[string]any{}
		}
		all = append(all, openapi.Operation{
			Method: http.MethodGet, Path: form.path, ID: "feed" + strings.TrimPrefix(form.path, "/feed."), Tag: "Feeds", Scope: openapi.Read,
			Summary: "A search as " + form.name, Detail: "The newest first, unless `sort` says otherwise. `If-None-Match` and `If-Modified-Since` are honoured.",
			Query: append(Specs(), param.Spec{Name: param.Token, Kind: param.Text, Meaning: "What the links of the pages hold where reading needs a key, as readers of feeds send none; it is for feeds alone."}), Answers: []openapi.Answer{{Status: http.StatusOK, Meaning: "The feed", Media: []openapi.Media{media}}},
			Handler: func(c echo.Context, in openapi.Input) error { return f.answer(c, in, form) },
		})
	}
	return all
}

func (f *Feeds) answer(c echo.Context, in openapi.Input, form form) error {
	feed, err := f.feed(c.Request(), in, form.path)
	if err != nil {
		return err
	}
	body, err := form.write(feed)
	if err != nil {
		return fmt.Errorf("feed: write: %w", err)
	}
	return f.send(c, feed, form.mediaType, body)
}

// send answers, or says that the reader has this feed already.
func (f *Feeds) send(c echo.Context, feed Feed, mediaType string, body []byte) error {
	sum := sha256.Sum256(body)
	header := c.Response().Header()
	header.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	header.Set(echo.HeaderLastModified, feed.Updated.UTC().Format(http.TimeFormat))
	header.Set(echo.HeaderCacheControl, "no-cache")
	header.Set(echo.HeaderContentType, mediaType)
	header.Add("Link", "<"+feed.Self+`>; rel="self"`)
	if feed.Hub != "" {
		header.Add("Link", "<"+feed.Hub+`>; rel="hub"`)
	}
	if known(c.Request().Header, header.Get("ETag")) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, mediaType, body)
}

// known reports whether the reader has the feed with this validator. The date of
// Last-Modified is too coarse to be believed alone: an article may be taken down.
func known(h http.Header, etag string) bool {
	for candidate := range strings.SplitSeq(strings.Join(h.Values("If-None-Match"), ","), ",") {
		if candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/"); candidate == etag || candidate == "*" {
			return true
		}
	}
	return false
}

// feed runs the search.
func (f *Feeds) feed(r *http.Request, in openapi.Input, path string) (Feed, error) {
	values := in.URL()
	request, err := param.Bind(values)
	if err != nil {
		return Feed{}, err
	}
	size := in.Number(param.Size)
	request.Size, request.Facets, request.Interval, request.NoHighlight = &size, []string{}, search.IntervalNone, true
	if request.Sort == "" {
		request.Sort = search.Newest
	}
	result, err := f.options.Searcher.Search(r.Context(), request)
	if err != nil {
		return Feed{}, fmt.Errorf("feed: search: %w", err)
	}
	ids := make([]string, len(result.Hits))
	for i := range result.Hits {
		ids[i] = result.Hits[i].ID
	}
	records, err := f.options.Articles.GetMany(r.Context(), ids)
	if err != nil {
		return Feed{}, fmt.Errorf("feed: texts: %w", err)
	}
	return f.make(f.options.Base(r), path, param.NewState(values), result, records), nil
}

// make puts a feed together.
func (f *Feeds) make(base, path string, state param.State, result *search.Result, records []news.Record) Feed {
	feed := Feed{
		Title: "Dateline", Self: base + path + state.Encode(), Page: base + "/" + state.Set(param.Size, "").Encode(),
		Hub: f.options.Hub, Updated: time.Unix(0, 0).UTC(),
	}
	if q := strings.TrimSpace(result.Query.Input); q != "" {
		feed.Title += ": " + q
	}
	summaries := map[string]string{}
	for i := range result.Hits {
		summaries[result.Hits[i].ID] = result.Hits[i].Summary
	}
	for i := range records {
		e := entry(base, &records[i], summaries[records[i].ID])
		feed.Entries = append(feed.Entries, e)
		if e.Updated.After(feed.Updated) {
			feed.Updated = e.Updated
		}
	}
	return feed
}

func entry(base string, r *news.Record, summary string) Entry {
	e := Entry{
		ID: "urn:dateline:article:" + url.PathEscape(r.ID), Page: base + "/article/" + url.PathEscape(r.ID),
		Title: r.Title, Summary: summary, Lang: r.Lang, Authors: r.Authors, Keywords: r.Keywords,
		Updated: r.Changed.UTC().Truncate(time.Second),
	}
	e.URL = e.Page
	if u, err := url.Parse(r.URL); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		u.RawQuery = ascii(u.RawQuery)
		e.URL = u.String()
	}
	if !r.Published.IsZero() {
		e.Published = r.Published.Time
	}
	return e
}

// ascii escapes what may not stand in a URI (RFC 3986) of a query that was written
// for browsers: RSS and JSON Feed take URIs alone.
func ascii(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c > ' ' && c < 0x7f && !strings.ContainsRune(`"<>\^`+"`{|}", rune(c)) {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", query[i])
	}
	return b.String()
}
