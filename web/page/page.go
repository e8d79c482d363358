package page

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io/fs"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/param"
)

// Searcher answers searches.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
	// Similar finds near-duplicates of an article, and others about the same thing.
	Similar(ctx context.Context, r *news.Record, tags news.Tags) (*search.Related, error)
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

// Options is what Pages are made of. All but Lists are needed.
type Options struct {
	Searcher  Searcher
	Articles  Articles
	Tagger    Tagger
	Entities  Entities
	Names     Names
	Lists     Lists                    // nil is none
	Templates fs.FS                    // layout.html, and one for each kind of page
	Asset     func(name string) string // where a static file is
	Version   string                   // shown at the foot
}

// Pages holds the handlers.
type Pages struct {
	searcher  Searcher
	articles  Articles
	tagger    Tagger
	entities  Entities
	names     Names
	lists     Lists
	asset     func(string) string
	version   string
	templates map[string]*template.Template
}

// New reads the templates, which are part of the program: it panics where one
// of them is broken.
func New(o Options) *Pages {
	p := &Pages{
		searcher: o.Searcher, articles: o.Articles, tagger: o.Tagger, entities: o.Entities, names: o.Names, lists: o.Lists,
		asset: o.Asset, version: o.Version, templates: map[string]*template.Template{},
	}
	shared := template.Must(template.New("layout.html").Funcs(p.functions()).
		ParseFS(o.Templates, "layout.html", "filters.html", "timeline.html", "hit.html"))
	for _, name := range []string{"search.html", "article.html", "changes.html", "entity.html", "entities.html", "merge.html", "compare.html", "help.html", "error.html"} {
		t := template.Must(shared.Clone())
		p.templates[name] = template.Must(t.ParseFS(o.Templates, name))
	}
	return p
}

func (p *Pages) functions() template.FuncMap {
	return template.FuncMap{
		"asset":   p.asset,
		"version": func() string { return p.version },
		"count":   count,
		"plural":  plural,
		"number":  func(i int) int { return i + 1 },

		"examples": examples,
	}
}

// frame is what every page has: its title and the box.
type frame struct {
	Title   string
	Q       string
	Hidden  []param.Pair // the rest of the state, carried along by the box
	Feeds   []alternate  // the same as a feed
	InPlace bool         // whether the box changes this page in place, where scripts run
}

// alternate is a page in another form, which readers of feeds look for.
type alternate struct{ Name, Type, Title, URL string }

// newFrame makes the box search as before, from the first page.
func newFrame(title string, state param.State) frame {
	return frame{Title: title, Q: state.Get(param.Q), Hidden: state.Pairs(param.Q, param.Cursor)}
}

// render writes a page. It is made whole first, so that an error in it becomes
// an error page and not half of one.
func (p *Pages) render(c echo.Context, status int, name string, view any) error {
	var b bytes.Buffer
	if err := p.templates[name].ExecuteTemplate(&b, "layout", view); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	header := c.Response().Header()
	if header.Get(echo.HeaderCacheControl) == "" {
		header.Set(echo.HeaderCacheControl, "no-cache")
	}
	return c.HTMLBlob(status, b.Bytes())
}
