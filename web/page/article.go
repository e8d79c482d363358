package page

import (
	"fmt"
	"net/http"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/web/param"
)

// longHeadline is how many characters a headline has at most to be set large: three
// lines of it.
const longHeadline = 140

// Article answers GET /article/{id}.
func (p *Pages) Article(c echo.Context) error {
	id, err := param.ID(c.Request().URL, "/article/")
	if err != nil {
		return err
	}
	state := param.NewState(c.QueryParams())

	record, err := p.articles.Get(c.Request().Context(), id)
	if err != nil {
		return fmt.Errorf("page: get article: %w", err)
	}

	tags := p.tagger.Tag(&record)
	in := p.voice(c)
	view := newArticle(in.at(zoneOf(state)), state, &record, tags, p.named(c, tags.Entities))
	if err := p.around(c.Request().Context(), in, view, &record, tags); err != nil {
		return err
	}
	return p.render(c, http.StatusOK, "article.html", view)
}

// named are the mentions of whom the search asked for that led here, by field; none
// where it cannot be read.
func (p *Pages) named(c echo.Context, entities []news.Entity) map[string][]highlight.Mark {
	request, err := param.Bind(c.QueryParams())
	if err != nil || p.asker == nil {
		return nil
	}
	asked, err := p.asker.Asked(c.Request().Context(), request)
	if err != nil {
		return nil
	}
	return asked.Marks(entities)
}

// article is the article page.
type article struct {
	frame
	Lang, Dir string
	Headline  []part
	// LongHeadline says that the headline is set smaller.
	LongHeadline bool
	Subtitle     []part
	Body         [][]part
	Byline       string
	Source       link
	Section      string
	Published    moment
	Guessed      bool // the date of publication
	Updated      moment
	Margin       []group
	Keywords     string
	Language     string
	Original     string // where it was published, if that is a web page
	Copyright    string
	Version      int
	FirstSeen    moment
	Back         string // the search that led here
	Marked       int
	Around       around
}

// group is the entities of one kind.
type group struct {
	Kind, Heading string
	Entities      []entity
}

func newArticle(in voice, state param.State, r *news.Record, tags news.Tags, named map[string][]highlight.Mark) *article {
	lang, _ := tags.Language(&r.Article)
	published, from := tags.PublishedFrom(&r.Article)
	mark := marker(state.Get(param.Q), lang, named)
	headline, subtitle, body := mark(schema.Title, r.Title), mark(schema.Subtitle, r.Subtitle), mark(schema.Body, r.Body)
	v := &article{
		frame: newFrame(r.Title+" - Dateline", state),
		Lang:  lang, Dir: direction(lang),
		LongHeadline: utf8.RuneCountInString(r.Title) > longHeadline,
		Headline:     split(parts(r.Title, headline), 0, nameRegions(tags.Entities, schema.Title)),
		Subtitle:     dated(parts(r.Subtitle, subtitle), 0, inField(tags.Dates, schema.Subtitle)),
		Body: splitBody(r.Body, datedBody(r.Body, paragraphs(r.Body, body), inField(tags.Dates, schema.Body)),
			nameRegions(tags.Entities, schema.Body)),
		Byline: listed(r.Authors, lang), Section: r.Section,
		Published: in.when(published), Guessed: from == news.Guessed, Updated: in.when(r.Updated),
		Margin: in.groups(tags.Entities), Keywords: listed(r.Keywords, lang),
		Original: webPage(r.URL), Copyright: r.Copyright,
		Version: r.Version, FirstSeen: in.whenAt(r.FirstSeen, news.Minute.String(), false),
		Marked: len(headline) + len(subtitle) + len(body),
	}
	v.About = search.Summary(&r.Article)
	if r.Source != "" {
		v.Source = link{r.Source, here(param.State{}.Add(schema.Source, r.Source))}
	}
	if lang != "" {
		v.Language = in.languageName(lang)
	}
	if len(state.Pairs()) > 0 {
		v.Back = here(state)
	}
	return v
}

// zoneOf is the zone in which the search before showed its times.
func zoneOf(state param.State) *time.Location {
	request, err := param.Bind(url.Values{param.TZ: state.All(param.TZ)})
	if err != nil || request.Zone == nil {
		return time.UTC
	}
	return request.Zone
}

// groups sorts entities by kind, each a link to all that names it.
func (in voice) groups(entities []news.Entity) []group {
	var list []group
	for _, kind := range entityKinds() {
		g := group{Kind: kind, Heading: in.facets(kind)}
		for _, e := range entities {
			if string(e.Type) == kind {
				g.Entities = append(g.Entities, in.entity(param.State{}, kind, e.Name))
			}
		}
		if len(g.Entities) > 0 {
			list = append(list, g)
		}
	}
	return list
}

// webPage is a URL that a reader may be sent to: http or https, or nothing.
func webPage(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
