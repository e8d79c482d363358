package page

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/openapi"
)

// folderLine is a watched folder in the list.
type folderLine struct {
	intake.Watched
	Last moment
}

// fillFolders lists the watched folders, and says whether who looks may add some.
func (p *Pages) fillFolders(ctx context.Context, say *locale.Language, v *sourcesView) error {
	if p.sources.Folders == nil {
		return nil
	}
	folders, err := p.sources.Folders.Watched(ctx)
	for _, f := range folders {
		v.Folders = append(v.Folders, folderLine{Watched: f, Last: sayMoment(say, f.Taken)})
	}
	if v.Rules {
		v.Within = p.sources.Folders.Within()
	}
	return err
}

// mayRule reports whether who asks may decide what the server itself does.
func mayRule(c echo.Context) bool {
	return openapi.VisitorOf(c).May(openapi.Admin)
}

// AddFolder answers POST /sources/folders.
func (p *Pages) AddFolder(c echo.Context) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: add folder: %w", err)
	}
	w, _, err := p.sources.Folders.AddFolder(c.Request().Context(), form.Get("path"))
	if errors.Is(err, intake.ErrFolder) {
		return p.sourcesPage(c, http.StatusUnprocessableEntity, &sourcesView{
			FolderFault: strings.TrimPrefix(err.Error(), intake.ErrFolder.Error()+": "), Path: form.Get("path"),
		})
	}
	if err != nil {
		return fmt.Errorf("page: add folder: %w", err)
	}
	return sourcesDone(c, url.Values{paramWatched: {w.Path}}, "#folders")
}

// RemoveFolder answers POST /sources/folders/remove. One that is gone already is
// no error: a form may be sent twice.
func (p *Pages) RemoveFolder(c echo.Context) error {
	form, err := Form(c)
	if err != nil {
		return fmt.Errorf("page: remove folder: %w", err)
	}
	err = p.sources.Folders.RemoveFolder(c.Request().Context(), form.Get("path"))
	if err != nil && !errors.Is(err, intake.ErrNoFolder) {
		return fmt.Errorf("page: remove folder: %w", err)
	}
	return sourcesDone(c, url.Values{paramUnwatched: {form.Get("path")}}, "#folders")
}
