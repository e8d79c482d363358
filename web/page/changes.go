package page

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/diff"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/param"
)

// changes is the page of two texts and what differs.
type changes struct {
	frame
	Heading   string
	Lang, Dir string
	Back      link
	BackLang  string
	Fields    []changed
	// Sides are the two texts beside each other; empty where one text holds both.
	Sides []side
	Equal bool
}

// changed is one field of an article, with what was struck out and put in.
type changed struct {
	Name   string
	Pieces []diff.Piece
}

// side is one of two texts.
type side struct {
	Source    string
	Published moment
	Lang, Dir string
	link
	Fields []changed
}

// Changes answers GET /changes/{id}?from=1&to=2: what was changed from one text
// of an article to another.
func (p *Pages) Changes(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := param.ID(c.Request().URL, "/changes/")
	if err != nil {
		return err
	}
	was, err := p.numbered(ctx, id, c.QueryParam("from"))
	if err != nil {
		return err
	}
	is, err := p.numbered(ctx, id, c.QueryParam("to"))
	if err != nil {
		return err
	}
	in, lang := p.voice(c), p.languageOf(&is)
	v := &changes{
		frame:   newFrame(in.Say("changes.what")+": "+is.Title+" - Dateline", param.State{}),
		Heading: in.Say("changes.versions", locale.Num("from", was.Version), locale.Num("to", is.Version)),
		Lang:    lang, Dir: direction(lang),
		Back: link{is.Title, "/article/" + url.PathEscape(id)}, BackLang: lang,
		Fields: in.differences(&was, &is),
	}
	v.Equal = len(v.Fields) == 0
	return p.render(c, http.StatusOK, "changes.html", v)
}

func (p *Pages) numbered(ctx context.Context, id, number string) (news.Record, error) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		return news.Record{}, fmt.Errorf("page: version %q: %w", number, index.ErrNotFound)
	}
	r, err := p.articles.GetVersion(ctx, id, n)
	if err != nil {
		return news.Record{}, fmt.Errorf("page: version: %w", err)
	}
	return r, nil
}

// languageOf is the language of an article, found out where it is not declared.
func (p *Pages) languageOf(r *news.Record) string {
	if r.Lang != "" {
		return r.Lang
	}
	tags := p.tagger.Tag(r)
	lang, _ := tags.Language(&r.Article)
	return lang
}

// differences are the fields in which two texts differ.
func (in voice) differences(was, is *news.Record) []changed {
	var list []changed
	for _, f := range []struct{ name, was, is string }{
		{in.Say("changes.headline"), was.Title, is.Title}, {in.Say("changes.subtitle"), was.Subtitle, is.Subtitle}, {in.Say("changes.text"), was.Body, is.Body},
	} {
		if f.was != f.is {
			list = append(list, changed{f.name, diff.Words(f.was, f.is)})
		}
	}
	return list
}

// Beside answers GET /beside/{id}?with={id}: two articles beside each other.
func (p *Pages) Beside(c echo.Context) error {
	ctx := c.Request().Context()
	id, err := param.ID(c.Request().URL, "/beside/")
	if err != nil {
		return err
	}
	one, err := p.articles.Get(ctx, id)
	if err != nil {
		return fmt.Errorf("page: get article: %w", err)
	}
	other, err := p.articles.Get(ctx, c.QueryParam("with"))
	if err != nil {
		return fmt.Errorf("page: get article: %w", err)
	}
	title, body := diff.Words(one.Title, other.Title), diff.Words(one.Body, other.Body)
	in := p.voice(c)
	v := &changes{
		frame:   newFrame(in.Say("changes.beside")+": "+one.Title+" - Dateline", param.State{}),
		Heading: in.Say("changes.two"),
		Back:    link{one.Title, "/article/" + url.PathEscape(id)}, BackLang: p.languageOf(&one),
		Sides: []side{p.side(in, &one, title, body, diff.Added), p.side(in, &other, title, body, diff.Removed)},
		Equal: one.Title == other.Title && one.Body == other.Body,
	}
	return p.render(c, http.StatusOK, "changes.html", v)
}

// side is one text: all pieces but those of the other.
func (p *Pages) side(in voice, r *news.Record, title, body []diff.Piece, not diff.Op) side {
	keep := func(pieces []diff.Piece) []diff.Piece {
		var mine []diff.Piece
		for _, p := range pieces {
			if p.Op != not {
				mine = append(mine, p)
			}
		}
		return mine
	}
	lang := p.languageOf(r)
	return side{
		Source: r.Source, Published: in.when(r.Published), Lang: lang, Dir: direction(lang),
		link:   link{r.Title, "/article/" + url.PathEscape(r.ID)},
		Fields: []changed{{in.Say("changes.headline"), keep(title)}, {in.Say("changes.text"), keep(body)}},
	}
}
