package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/page"
)

// Sessions keeps which browsers are signed in.
type Sessions interface {
	PutSession(ctx context.Context, s access.Session) error
	// FindSession returns the session of a token, also one that has ended, and
	// false where there is none.
	FindSession(ctx context.Context, token access.Hash) (access.Session, bool, error)
	EndSession(ctx context.Context, token access.Hash) error
}

// cookieName is what the token of a session is called. A browser takes a cookie
// whose name begins with __Host- from an encrypted connection to this very host
// alone (RFC 6265bis, section 4.1.3).
func (s *Server) cookieName(r *http.Request) string {
	if s.encrypted(r) {
		return "__Host-dateline"
	}
	return "dateline"
}

// encrypted reports whether readers reach the server over TLS: its own, or that
// of a proxy in front.
func (s *Server) encrypted(r *http.Request) bool { return strings.HasPrefix(s.base(r), "https://") }

// cookie is the cookie of a token; a life below 0 takes it away. No script sees
// it, and no other site's page makes a browser send it.
func (s *Server) cookie(r *http.Request, token string, life int) *http.Cookie {
	return &http.Cookie{
		Name: s.cookieName(r), Value: token, Path: "/", MaxAge: life,
		Secure: s.encrypted(r), HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}
}

// resume is who signed in with the browser that asks: nobody where its session
// has ended, or its key was revoked since.
func (s *Server) resume(c echo.Context, nobody openapi.Visitor) (openapi.Visitor, error) {
	cookie, err := c.Cookie(s.cookieName(c.Request()))
	if err != nil || s.options.Sessions == nil {
		return nobody, nil //nolint:nilerr // no cookie is no error
	}
	ctx := c.Request().Context()
	session, found, err := s.options.Sessions.FindSession(ctx, access.HashOf(cookie.Value))
	if err != nil || !found || !session.Ends.After(s.now()) {
		return nobody, err
	}
	key, hash, found, err := s.options.Keys.FindKey(ctx, session.Key)
	if err != nil || !found {
		return nobody, err
	}
	return openapi.Visitor{Key: key, Reads: nobody.Reads, Session: true, Feeds: s.feedToken(key.ID, hash)}, nil
}

// doorway answers GET /sign-in. Who is in already is led on.
func (s *Server) doorway(c echo.Context) error {
	back := c.QueryParam(page.Back)
	if v := openapi.VisitorOf(c); v.Open || back != "" && v.Session {
		return c.Redirect(http.StatusSeeOther, page.Local(back))
	}
	return s.pages.SignIn(c, page.Door{Status: http.StatusOK, Back: back})
}

// signIn answers POST /sign-in: it begins a session for who gives a key.
func (s *Server) signIn(c echo.Context) error {
	form, err := page.Form(c)
	if err != nil {
		return err
	}
	back := page.Local(form.Get(page.Back))
	if openapi.VisitorOf(c).Open {
		return c.Redirect(http.StatusSeeOther, back)
	}
	if s.options.Keys == nil || s.options.Sessions == nil {
		return errNoKeys
	}
	ctx := c.Request().Context()
	key, _, err := s.keyOf(ctx, strings.TrimSpace(form.Get("key")))
	if err != nil {
		return err
	}
	session, token := access.NewSession(key.ID, s.now())
	if err := s.options.Sessions.PutSession(ctx, session); err != nil {
		return err
	}
	c.Set(openapi.VisitorKey, openapi.Visitor{Key: key, Session: true}) // for the audit log
	c.SetCookie(s.cookie(c.Request(), token, int(access.SessionLife.Seconds())))
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Redirect(http.StatusSeeOther, back)
}

// signOut answers POST /sign-out: the token is worth nothing from now on.
func (s *Server) signOut(c echo.Context) error {
	if cookie, err := c.Cookie(s.cookieName(c.Request())); err == nil && s.options.Sessions != nil {
		if err := s.options.Sessions.EndSession(c.Request().Context(), access.HashOf(cookie.Value)); err != nil {
			return err
		}
	}
	c.SetCookie(s.cookie(c.Request(), "", -1))
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Redirect(http.StatusSeeOther, "/")
}
