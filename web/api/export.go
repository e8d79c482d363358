package api

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/export"
	"github.com/dateline-search/dateline/web/param"
)

// format is the parameter that chooses how an export or a citation is written.
const format = "format"

// Export answers GET /api/v1/export: every match of a search, streamed. The
// parameters that make pages of a search are taken and do not matter.
func (a *API) Export(c echo.Context) error {
	values := c.QueryParams()
	if err := param.CheckNames(values, append(param.Search(), format)); err != nil {
		return err
	}
	kind, err := param.Choice(values, format, "", export.Formats()...)
	if err != nil {
		return err
	}
	request, err := param.Bind(values)
	if err != nil {
		return err
	}

	stream := &stream{c: c, format: export.Format(kind), at: a.now().UTC()}
	if c.Request().Method == http.MethodHead {
		stream.head()
		return nil
	}
	writer, err := export.New(stream, stream.format, asked(values), stream.at)
	if err != nil {
		return err
	}
	if _, err := a.searcher.Walk(c.Request().Context(), request, writer); err != nil {
		return fmt.Errorf("api: export: %w", err)
	}
	return writer.End()
}

// asked is a search as its URL holds it, without what makes pages of it.
func asked(values url.Values) string {
	kept := url.Values{}
	for name, v := range values {
		paging := []string{
			format, param.Size, param.Cursor, param.Facets, param.FacetSize, param.FacetFrom, param.Interval,
			param.Highlight,
		}
		if !slices.Contains(paging, name) {
			kept[name] = v
		}
	}
	return kept.Encode()
}

// stream is an answer whose head is sent with its first bytes: until then the
// request may still fail.
type stream struct {
	c      echo.Context
	format export.Format
	at     time.Time
}

// pieceTimeout is how long a reader may take for one piece of a stream: 64 KB at
// the speed of an old modem. The server's own limit is for whole answers.
const pieceTimeout = time.Minute

// Write sends a piece.
func (s *stream) Write(b []byte) (int, error) {
	response := s.c.Response()
	if !response.Committed {
		s.head()
	}
	// A connection that has no deadlines, as in tests, needs none moved.
	_ = http.NewResponseController(response.Writer).SetWriteDeadline(time.Now().Add(pieceTimeout))
	return response.Write(b)
}

func (s *stream) head() {
	header := s.c.Response().Header()
	name := "dateline-" + s.at.Format("20060102-150405") + s.format.Extension()
	header.Set(echo.HeaderContentType, s.format.MediaType())
	header.Set(echo.HeaderContentDisposition, fmt.Sprintf("attachment; filename=%q", name))
	header.Set(echo.HeaderCacheControl, "no-store")
	s.c.Response().WriteHeader(http.StatusOK)
}
