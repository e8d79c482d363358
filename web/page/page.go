package page

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
	"github.com/dateline-search/dateline/web/picture/atlas"
)

// Searcher answers searches.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
	// Similar finds near-duplicates of an article, and others about the same thing.
	Similar(ctx context.Context, r *news.Record, tags news.Tags) (*search.Related, error)
}

// Asker reads whom a request asks for.
type Asker interface {
	Asked(ctx context.Context, r search.Request) (search.Asked, error)
}

// Articles gives articles out of the archive.
type Articles interface {
	// Get fails with index.ErrNotFound, or index.ErrGone for a deleted article.
	Get(ctx context.Context, id string) (news.Record, error)
	// Versions lists an article's texts, oldest first.
	Versions(ctx context.Context, id string) ([]index.Version, error)
	// GetVersion returns one of them.
	GetVersion(ctx context.Context, id string, number int) (news.Record, error)
}

// Tagger finds entities and dates in an article.
type Tagger interface {
	Tag(r *news.Record) news.Tags
}

// Names keeps which names of entities people have merged.
type Names = api.Names

// Lists knows the lists of names.
type Lists = api.Lists

// Apart keeps which names of entities people say are not one.
type Apart interface {
	// KeepApart and DropApart fail with alias.ErrName or alias.ErrOne.
	KeepApart(ctx context.Context, a alias.Apart) error
	DropApart(ctx context.Context, a alias.Apart) error
}

// Options is what Pages are made of. All but Asker and Lists are needed.
type Options struct {
	Searcher  Searcher
	Asker     Asker // nil: articles are marked by the words of a search alone
	Articles  Articles
	Tagger    Tagger
	Entities  Entities
	Names     Names
	Lists     Lists // nil is none
	Apart     Apart
	Sources   Sources
	Book      Book                     // nil is none
	Templates fs.FS                    // layout.html, and one for each kind of page
	Asset     func(name string) string // where a static file is
	Version   string                   // shown at the foot
	// Language is the tag of the one that every page is in, unless its address
	// names another; empty is what the browser asks for.
	Language string
	Mount    string // the path below which pages are reached; empty is none
	Now      func() time.Time
}

// Pages holds the handlers.
type Pages struct {
	searcher  Searcher
	asker     Asker
	articles  Articles
	tagger    Tagger
	entities  Entities
	names     Names
	lists     Lists
	apart     Apart
	atlas     *atlas.Atlas
	sources   Sources
	now       func() time.Time
	book      Book
	asset     func(string) string
	version   string
	mount     string
	words     *locale.Catalogue
	fixed     *locale.Language                         // nil: what the browser asks for
	templates map[string]map[string]*template.Template // by language and name
}

// New reads the templates and the words, which are part of the program: it
// panics where one of them is broken.
func New(o Options) *Pages {
	words, err := locale.Load()
	if err != nil {
		panic(err)
	}
	outlines, err := atlas.Load()
	if err != nil {
		panic(err)
	}
	p := &Pages{
		searcher: o.Searcher, asker: o.Asker, articles: o.Articles, tagger: o.Tagger, entities: o.Entities, names: o.Names, lists: o.Lists, apart: o.Apart,
		atlas: outlines, book: o.Book, sources: o.Sources, now: o.Now,
		asset: o.Asset, version: o.Version, mount: o.Mount, words: words, fixed: words.Named(o.Language),
		templates: map[string]map[string]*template.Template{},
	}
	for _, l := range words.All() {
		p.templates[l.Tag()] = p.parse(o.Templates, l)
	}
	return p
}

// parse reads the templates for one language: those that every page may use, and
// one for each kind of page.
func (p *Pages) parse(folder fs.FS, l *locale.Language) map[string]*template.Template {
	shared := []string{"layout.html", "filters.html", "timeline.html", "hit.html", "telling.html"}
	common := template.Must(template.New(shared[0]).Funcs(p.functions(l)).ParseFS(folder, shared...))
	names, err := fs.Glob(folder, "*.html")
	if err != nil {
		panic(err)
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		if !slices.Contains(shared, name) {
			pages[name] = template.Must(template.Must(common.Clone()).ParseFS(folder, name))
		}
	}
	return pages
}

// functions are what templates can call; those that speak do so in a language.
func (p *Pages) functions(l *locale.Language) template.FuncMap {
	return template.FuncMap{
		"asset":   p.asset,
		"version": func() string { return p.version },
		"count":   l.Count,

		"say": l.Say, "rich": l.Rich, "word": l.Word,
		"num": locale.Num, "str": locale.Str, "slot": locale.Slot,
		"lang": l.Tag, "script": l.Script, "why": func(english string) told { return why(l, english) },

		"examples":    func() []example { return examples(l) },
		"fewExamples": func() []example { return fewExamples(l) },
	}
}

// frame is what every page has: its title and the box.
type frame struct {
	Title   string
	About   string // one or two sentences for those who list it; empty for Dateline's own
	Q       string
	Hidden  []param.Pair // the rest of the state, carried along by the box
	Feeds   []alternate  // the same as a feed
	InPlace bool         // whether the box changes this page in place, where scripts run
	Guest   guest        // who looks at it
	Next    string       // where the browser goes on by itself; empty for nowhere
}

// view is what a template is given: a pointer to a frame with more around it.
type view interface{ meet(g guest) }

func (f *frame) meet(g guest) { f.Guest = g }

// alternate is a page in another form, which readers of feeds look for.
type alternate struct{ Name, Type, Title, URL string }

// newFrame makes the box search as before, from the first page.
func newFrame(title string, state param.State) frame {
	return frame{Title: title, Q: state.Get(param.Q), Hidden: state.Pairs(param.Q, param.Cursor)}
}

// render writes a page in the request's language. It is made whole first, so
// that an error in it becomes an error page and not half of one.
func (p *Pages) render(c echo.Context, status int, name string, v view) error {
	v.meet(p.newGuest(c))
	l, prefix := p.language(c), base(c)
	var b bytes.Buffer
	err := p.templates[l.Tag()][name].ExecuteTemplate(&b, "layout", shell{v, p.mount + prefix, p.mount, p.tongues(c)})
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	page := b.Bytes()
	if prefix != "" {
		if page, err = relink(page, prefix); err != nil {
			return err
		}
	}
	if page, err = Mount(page, p.mount); err != nil {
		return err
	}
	header := c.Response().Header()
	if header.Get(echo.HeaderCacheControl) == "" {
		header.Set(echo.HeaderCacheControl, "private, no-cache") // it shows what its reader may do
	}
	header.Set("Content-Language", l.Tag())
	if prefix == "" && p.fixed == nil {
		header.Add(echo.HeaderVary, "Accept-Language")
	}
	return c.HTMLBlob(status, page)
}
