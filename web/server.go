package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web/alert"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/feed"
	"github.com/dateline-search/dateline/web/metrics"
	"github.com/dateline-search/dateline/web/newsapi"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/page"
)

// What a server needs of the other packages, by the names it has here.
type (
	// Searcher answers searches.
	Searcher = api.Searcher
	// Ingester takes articles in and out.
	Ingester = api.Ingester
	// Articles gives articles out of the archive.
	Articles = api.Articles
	// Tagger finds entities and dates in an article.
	Tagger = api.Tagger
	// Names keeps which names people have merged.
	Names = api.Names
	// Feeds keeps the feeds that are polled.
	Feeds = api.Feeds
	// Jobs tells what brought articles in.
	Jobs = api.Jobs
	// Retrier tries again what was rejected.
	Retrier = api.Retrier
	// Folders keeps the folders that are watched.
	Folders = api.Folders
	// Limits bound what one request may cost.
	Limits = api.Limits
)

// Options is what a Server is made of. Searcher, Ingester, Articles, Tagger and
// Names are needed.
type Options struct {
	Searcher Searcher
	Asker    page.Asker // reads whom a search asks for; nil: only its words are marked
	Ingester Ingester
	Articles Articles
	Tagger   Tagger
	Names    Names
	Lists    page.Lists // of names; nil is none
	Apart    page.Apart // which names are not one
	Feeds    Feeds
	Jobs     Jobs
	Retrier  Retrier
	// Hurry has a feed polled next. It fails with intake.ErrNoFeed.
	Hurry func(ctx context.Context, id string) error
	// Pushed is told what became of articles that a client has sent, by its name;
	// nil is nobody.
	Pushed     func(client string, r index.Report, rejected []*index.Rejection)
	Folders    Folders       // nil is none
	FixedFeeds []string      // ids of the feeds that the configuration names
	Lag        func() uint64 // how many articles are stored and not indexed yet; nil is none
	// Ready says why searches cannot be answered yet, or nil. It is asked by
	// /readyz; nil is always ready.
	Ready func(ctx context.Context) error
	// Index says in a sentence what the index is busy with beside its articles of
	// the moment, for /readyz; empty is nothing, nil is never anything.
	Index func() string
	// State says how archive and index stand, for /metrics; nil leaves it out.
	State func(ctx context.Context) (State, error)

	Logger   *slog.Logger // nil logs nothing
	Limits   Limits
	Timeouts Timeouts
	// Open lets everyone who can reach the server write, and is for a loopback
	// address alone: only requests to this machine's own names are answered then.
	Open bool
	// Hosts are names that a request's Host may have beside those, with a port or
	// for any port.
	Hosts []string
	// Keys knows who may do what; nil has no keys, and writing is open where Open
	// says so, and nowhere else.
	Keys Keys
	// Sessions keeps which browsers are signed in; nil lets none sign in.
	Sessions Sessions
	// Alerts answers for saved searches; nil has none.
	Alerts *alert.Runner
	// Secret is a key for everything that commands on this machine are given.
	Secret string
	// ReadNeedsKey asks for a key for reading as well, where not all is open.
	ReadNeedsKey bool
	RateLimit    int              // requests a minute of a key or an address where not all is open; 0 is none
	Proxies      []netip.Prefix   // whose X-Forwarded-* are believed
	Origins      []string         // of other sites whose pages may use the API; * is any
	PublicURL    string           // under which readers reach the server, with the path below which it is; empty: as a request names it
	TLSCert      string           // file of a certificate; empty serves plain HTTP
	TLSKey       string           // file of its key
	Hub          string           // WebSub hub that feeds name
	Crawlers     bool             // whether robots.txt lets them in
	Language     string           // tag of the one that pages are in; empty: what the browser asks for
	Version      string           // shown, and part of what is cached
	Now          func() time.Time // nil is time.Now
}

// Server answers requests. It is safe for use by many goroutines.
type Server struct {
	options Options
	logger  *slog.Logger
	now     func() time.Time
	assets  *assets
	api     *api.API
	pages   *page.Pages
	echo    *echo.Echo
	// operations are what is described, each with its handler.
	operations []openapi.Operation
	described  described
	scopes     map[string]access.Scope // by method and route
	limiter    *limiter                // nil is no limit
	routed     map[string]bool         // methods with their routes
	paths      map[string]bool         // routes, of whatever method
	requests   metrics.Requests
	mount      string // below which it is reached: /archive
	handler    http.Handler
}

// New returns a Server. It does not listen yet.
func New(o Options) *Server {
	s := &Server{options: o, logger: o.Logger, now: o.Now, assets: newAssets(), mount: mountOf(o.PublicURL)}
	if s.logger == nil {
		s.logger = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.api = api.New(api.Options{
		Searcher: o.Searcher, Ingester: o.Ingester, Articles: o.Articles, Tagger: o.Tagger,
		Names: o.Names, Lists: o.Lists, Feeds: o.Feeds, Jobs: o.Jobs, Retrier: o.Retrier, Folders: o.Folders, Hurry: o.Hurry, Pushed: o.Pushed, Lag: o.Lag, Limits: o.Limits, Version: o.Version, Now: s.now,
	})
	var book page.Book
	if o.Alerts != nil { // or it would be a nil that is none
		book = o.Alerts
	}
	s.pages = page.New(page.Options{
		Searcher: o.Searcher, Asker: o.Asker, Articles: o.Articles, Tagger: o.Tagger, Entities: s.api, Names: o.Names, Lists: o.Lists, Apart: o.Apart, Book: book,
		Sources: page.Sources{
			Feeds: o.Feeds, Jobs: o.Jobs, Retrier: o.Retrier, Hurry: o.Hurry, Import: s.api.ImportOPML, Folders: o.Folders, Fixed: o.FixedFeeds,
		},
		Templates: templates(), Asset: s.assets.url, Version: o.Version, Language: o.Language, Mount: s.mount, Now: s.now,
	})
	feeds := feed.New(feed.Options{Searcher: o.Searcher, Articles: o.Articles, Base: s.base, Hub: o.Hub})
	s.operations = slices.Concat(s.api.Operations(), feeds.Operations(), newsapi.New(o.Searcher, o.Articles).Operations(), s.ownOperations())
	if o.Alerts != nil {
		s.operations = append(s.operations, o.Alerts.Operations()...)
	}
	s.described = s.describe()
	s.scopes, s.routed, s.paths = map[string]access.Scope{}, map[string]bool{}, map[string]bool{}
	for i := range s.operations {
		o := &s.operations[i]
		s.scopes[o.Method+" "+o.Route()] = o.Scope
	}
	// They show what only those have who may write.
	for _, name := range []string{"GET /saved", "GET /saved/:id", "GET /sources/rejected/:id"} {
		s.scopes[name] = access.Write
	}
	for _, name := range []string{"POST /sources/folders", "POST /sources/folders/remove"} { // they lie on this machine
		s.scopes[name] = access.Admin
	}
	if o.RateLimit > 0 {
		s.limiter = newLimiter(o.RateLimit)
	}
	s.echo = s.routes()
	s.handler = s.echo
	if s.mount != "" {
		s.handler = mounted{s.mount, s.echo}
	}
	return s
}

// Handler answers requests; Serve serves it.
func (s *Server) Handler() http.Handler { return s.handler }

// route is a line of the table of routes.
type route struct {
	method, path string
	handler      echo.HandlerFunc
}

// table lists every route there is. What GET answers, HEAD answers as well.
func (s *Server) table() []route {
	routes := []route{
		{http.MethodGet, "/", s.pages.Search},
		{http.MethodGet, "/facet", s.pages.Facet},
		{http.MethodGet, "/article/:id", s.pages.Article},
		{http.MethodGet, "/changes/:id", s.pages.Changes},
		{http.MethodGet, "/beside/:id", s.pages.Beside},
		{http.MethodGet, "/entities", s.pages.Entities},
		{http.MethodGet, "/entities/likely", s.pages.Likely},
		{http.MethodPost, "/apart", s.pages.KeepApart},
		{http.MethodGet, "/entity/:type/:name", s.pages.Entity},
		{http.MethodGet, "/merge", s.pages.ConfirmMerge},
		{http.MethodPost, "/merge", s.pages.Merge},
		{http.MethodPost, "/split", s.pages.Split},
		{http.MethodGet, "/compare", s.pages.Compare},
		{http.MethodGet, "/sources", s.pages.Sources},
		{http.MethodGet, "/sources/*", s.pages.ToSources},
		{http.MethodGet, "/sources/rejected/:id", s.pages.Refused},
		{http.MethodPost, "/sources/feeds", s.pages.AddFeed},
		{http.MethodPost, "/sources/feeds/remove", s.pages.RemoveFeed},
		{http.MethodPost, "/sources/feeds/poll", s.pages.PollFeed},
		{http.MethodPost, "/sources/folders", s.pages.AddFolder},
		{http.MethodPost, "/sources/folders/remove", s.pages.RemoveFolder},
		{http.MethodPost, "/sources/import", s.pages.ImportFeeds},
		{http.MethodPost, "/sources/retry", s.pages.RetryRejected},
		{http.MethodPost, "/sources/dismiss", s.pages.DismissRejected},
		{http.MethodGet, "/help", s.pages.Help},
		{http.MethodGet, page.SignInPath, s.doorway},
		{http.MethodPost, page.SignInPath, s.signIn},
		{http.MethodPost, page.SignOutPath, s.signOut},

		{http.MethodGet, "/healthz", s.alive},
		{http.MethodGet, "/readyz", s.ready},
		{http.MethodGet, "/metrics", s.measures},

		{http.MethodGet, "/static/:name", s.assets.serve},
		{http.MethodGet, "/favicon.ico", s.assets.icon},
		{http.MethodGet, "/favicon.svg", s.assets.icon},
		{http.MethodGet, "/robots.txt", s.robots},
		{http.MethodGet, "/opensearch.xml", s.openSearchXML},

		{http.MethodPost, "/mcp", s.assistant},
		{http.MethodGet, "/api/v1/openapi.json", s.description},
		{http.MethodGet, "/docs", s.docs},
	}
	if s.options.Alerts != nil {
		routes = append(routes, s.savedTable()...)
	}
	for _, o := range s.operations {
		routes = append(routes, route{o.Method, o.Route(), o.Serve})
	}
	return routes
}

func (s *Server) routes() *echo.Echo {
	e := echo.New()
	e.HTTPErrorHandler = s.fail
	e.IPExtractor = s.addresses()
	e.Pre(s.pages.Spoken)
	e.Use(s.identify, s.observe, secure, compress(), s.cors, s.audit, s.guard, recoverPanic)
	add := func(method, path string, handler echo.HandlerFunc) {
		e.Add(method, path, handler)
		s.routed[method+" "+path], s.paths[path] = true, true
	}
	for _, r := range s.table() {
		add(r.method, r.path, r.handler)
		if r.method == http.MethodGet {
			add(http.MethodHead, r.path, r.handler)
		}
	}
	return e
}
