package api

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// articles is where articles are; what follows it is an escaped id.
const articles = "/api/v1/articles/"

// getArticle answers GET /api/v1/articles/{id}.
func (a *API) getArticle(c echo.Context, in openapi.Input) error {
	record, err := a.articles.Get(c.Request().Context(), in.Name("id"))
	if err != nil {
		return fmt.Errorf("api: get article: %w", err)
	}

	similar, err := a.searcher.SimilarCount(c.Request().Context(), record.ID)
	if err != nil {
		return fmt.Errorf("api: get article: %w", err)
	}
	doc, err := newDocument(&record, a.tagger.Tag(&record), similar)
	if err != nil {
		return err
	}
	// Another list of names or another merge changes what the text is tagged with.
	etag := fmt.Sprintf(`"%d-%d-%s"`, record.Version, record.Seq, fingerprint(doc))
	return writeTagged(c, etag, doc)
}

// putArticle answers PUT /api/v1/articles/{id}.
func (a *API) putArticle(c echo.Context, in openapi.Input) error {
	leave, err := a.gate.enter()
	if err != nil {
		return err
	}
	defer leave()
	it, err := a.openOne(c)
	if err != nil {
		return err
	}

	answer, err := a.put(c, in.Name("id"), it, in.Text(refresh) != "")
	if err != nil {
		return err
	}

	return writeAnswer(c, answer)
}

// openOne reads a body that must be one article.
func (a *API) openOne(c echo.Context) (item, error) {
	from, _, err := a.open(c)
	if err != nil {
		return item{}, err
	}
	o, ok := from.(objectReader)
	if !ok {
		return item{}, fmt.Errorf("%w: here it must be one JSON object", ErrBody)
	}
	it, err := o.next()
	if err != nil {
		return item{}, err
	}
	if _, err := o.next(); !errors.Is(err, io.EOF) {
		return item{}, err
	}
	return it, nil
}

// put stores an article under the id of its path.
func (a *API) put(c echo.Context, id string, it item, hold bool) (answer, error) {
	ctx, in := c.Request().Context(), a.take(c)
	article, err := decode(it.raw)
	if err != nil {
		in.refuse(id, err, index.NewItem(index.FormObject, it.raw))
		in.told()
		return in.answers[0], nil
	}
	if article.ID != "" && article.ID != id {
		text := fmt.Sprintf("the article's id is %q and the path's is %q; leave one out or make them equal", article.ID, id)
		return answer{}, &param.Error{Name: "id", Value: article.ID, Text: text}
	}
	article.ID = id
	in.push(article, len(it.raw))
	if err := in.flush(ctx); err != nil {
		return answer{}, err
	}
	if hold {
		return in.answers[0], wait(ctx, a.ingester, a.limits, in.last)
	}
	return in.answers[0], nil
}

// deleteArticle answers DELETE /api/v1/articles/{id}.
func (a *API) deleteArticle(c echo.Context, in openapi.Input) error {
	id := in.Name("id")
	ctx := c.Request().Context()
	outcome, err := a.ingester.Delete(ctx, id)
	if err != nil {
		return fmt.Errorf("api: delete article: %w", err)
	}
	client, _ := c.Get(Who).(string)
	a.pushed(client, index.Report{Read: 1, Deleted: 1}, nil)
	if in.Text(refresh) != "" {
		if err := wait(ctx, a.ingester, a.limits, outcome.Seq); err != nil {
			return err
		}
	}

	return writeJSON(c, http.StatusOK, answer{ID: id, Status: index.Deleted})
}
