package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/openapi"
)

// Searcher answers searches.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
	// Walk gives every match to a visitor.
	Walk(ctx context.Context, r search.Request, v search.Visitor) (search.Walked, error)
	// Similar finds near-duplicates of an article, and others about the same thing.
	Similar(ctx context.Context, r *news.Record, tags news.Tags) (*search.Related, error)
	// SimilarCount is how many near-duplicates an article has.
	SimilarCount(ctx context.Context, id string) (int, error)
}

// Ingester takes articles in.
type Ingester interface {
	// Put says for each article, in their order, what became of it. What it
	// reports as stored is on disk.
	Put(ctx context.Context, articles []news.Article) ([]index.Outcome, error)
	// Delete fails with index.ErrNotFound or index.ErrGone.
	Delete(ctx context.Context, id string) (index.Outcome, error)
	// Wait returns when everything up to seq can be searched.
	Wait(ctx context.Context, seq uint64) error
}

// Articles gives articles out of the archive.
type Articles interface {
	// Get fails with index.ErrNotFound, or index.ErrGone for a deleted article.
	Get(ctx context.Context, id string) (news.Record, error)
	// GetMany returns the live articles among ids, in their order.
	GetMany(ctx context.Context, ids []string) ([]news.Record, error)
	// Versions lists an article's texts, oldest first.
	Versions(ctx context.Context, id string) ([]index.Version, error)
	// GetVersion returns one of them.
	GetVersion(ctx context.Context, id string, number int) (news.Record, error)
}

// Tagger finds entities and dates in an article.
type Tagger interface {
	Tag(r *news.Record) news.Tags
}

// Options is what an API is made of. All but Limits, Lag and Now is needed.
type Options struct {
	Searcher Searcher
	Ingester Ingester
	Articles Articles
	Tagger   Tagger
	Names    Names
	Lists    Lists // nil is none
	Feeds    Feeds
	Jobs     Jobs
	Retrier  Retrier
	Folders  Folders // nil is none, and nothing that can have any
	// Hurry has a feed polled next. It fails with intake.ErrNoFeed.
	Hurry func(ctx context.Context, id string) error
	// Pushed is told what became of articles that a client has sent, by its name;
	// nil is nobody.
	Pushed func(client string, r index.Report, rejected []*index.Rejection)
	Limits Limits
	Lag    func() uint64    // how many articles are stored and not indexed yet; nil is none
	Now    func() time.Time // nil is time.Now
	// Version is the program's: another one may tag the same article otherwise.
	Version string
}

// API holds the handlers.
type API struct {
	searcher Searcher
	ingester Ingester
	articles Articles
	tagger   Tagger
	names    Names
	lists    Lists
	feeds    Feeds
	jobs     Jobs
	retrier  Retrier
	folders  Folders
	hurry    func(ctx context.Context, id string) error
	pushed   func(client string, r index.Report, rejected []*index.Rejection)
	limits   Limits
	gate     *gate
	now      func() time.Time
	edition  string
}

// New returns an API.
func New(o Options) *API {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Pushed == nil {
		o.Pushed = func(string, index.Report, []*index.Rejection) {}
	}
	limits := o.Limits.withDefaults()
	return &API{
		searcher: o.Searcher, ingester: o.Ingester, articles: o.Articles, tagger: o.Tagger, names: o.Names, lists: o.Lists,
		feeds: o.Feeds, jobs: o.Jobs, retrier: o.Retrier, folders: o.Folders, hurry: o.Hurry, pushed: o.Pushed, limits: limits,
		gate: &gate{limit: limits.InFlight, lag: o.Lag, most: uint64(max(0, limits.Lag))}, now: o.Now, edition: fingerprint([]byte(o.Version)),
	}
}

// index says where things are; it is what a person finds who looks.
func (a *API) index(c echo.Context, _ openapi.Input) error {
	places := map[string]string{"description": "/api/v1/openapi.json", "documentation": "/docs"}
	for _, o := range a.Operations() {
		if o.Method == http.MethodGet {
			places[o.ID] = template(o)
		}
	}
	return writeHashed(c, places)
}

// template is an operation's address as RFC 6570 writes it.
func template(o openapi.Operation) string {
	names := make([]string, 0, len(o.Query))
	for _, p := range o.Query {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return o.Path
	}
	return o.Path + "{?" + strings.Join(names, ",") + "}"
}
