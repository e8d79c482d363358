package page

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/web/param"
)

// StopRoute is where the receiver of mails stops them.
const StopRoute = "/stop/:token"

// Stops ends the mails of a saved search.
type Stops interface {
	// Stopped is the search that a token belongs to; it fails with index.ErrNotFound.
	Stopped(ctx context.Context, token string) (alert.Search, error)
	Stop(ctx context.Context, token string) error
}

// stopView is the page on which one stops mails.
type stopView struct {
	frame
	Name, Address string
	Action        string
	Done          bool
}

// AskStop answers GET /stop/{token}. It changes nothing: programs look at the
// links of a mail before people do.
func (p *Pages) AskStop(c echo.Context) error {
	return p.stopping(c, func(context.Context, string) error { return nil }, false)
}

// Stop answers POST /stop/{token}, also where a mail program sends it for its
// user (RFC 8058). Whoever has the token was sent it.
func (p *Pages) Stop(c echo.Context) error { return p.stopping(c, p.book.Stop, true) }

func (p *Pages) stopping(c echo.Context, do func(context.Context, string) error, done bool) error {
	ctx, token := c.Request().Context(), c.Param("token")
	s, err := p.book.Stopped(ctx, token)
	if err == nil {
		err = do(ctx, token)
	}
	if err != nil {
		return fmt.Errorf("page: stop: %w", err)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return p.render(c, http.StatusOK, "stop.html", &stopView{
		frame: newFrame(p.language(c).Say("stop.title")+" - Dateline", param.State{}),
		Name:  s.Name, Address: s.Email, Action: "/stop/" + token, Done: done,
	})
}
