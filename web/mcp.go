package web

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/mcp"
)

// maxCall bounds a message to /mcp.
const maxCall = 1 << 20

// assistant answers POST /mcp, the streamable HTTP transport: each message is
// answered by itself, and no stream is opened.
func (s *Server) assistant(c echo.Context) error {
	message, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, maxCall))
	if err != nil {
		return echo.NewHTTPError(http.StatusRequestEntityTooLarge)
	}
	get := func(ctx context.Context, path string, values url.Values) (int, []byte, error) {
		return s.self(ctx, c, path, values)
	}
	answer := mcp.New(get, s.version()).Answer(c.Request().Context(), message)
	if answer == nil {
		return c.NoContent(http.StatusAccepted)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, answer)
}

// self asks the server for what a tool needs, as the same visitor.
func (s *Server) self(ctx context.Context, c echo.Context, path string, values url.Values) (int, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, path+"?"+values.Encode(), nil)
	if err != nil {
		return 0, nil, err
	}
	outer := c.Request()
	r.Host, r.RemoteAddr = outer.Host, outer.RemoteAddr
	for _, name := range []string{echo.HeaderAuthorization, echo.HeaderXForwardedFor} {
		r.Header[name] = outer.Header[name]
	}
	r.RequestURI = strings.TrimPrefix(r.URL.RequestURI(), "//")
	w := &kept{header: http.Header{}, status: http.StatusOK}
	s.echo.ServeHTTP(w, r)
	return w.status, w.body.Bytes(), nil
}

// kept is an answer in memory.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header are those of the answer.
func (k *kept) Header() http.Header { return k.header }

// WriteHeader keeps the status.
func (k *kept) WriteHeader(status int) { k.status = status }

// Write keeps a piece of the body.
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }
