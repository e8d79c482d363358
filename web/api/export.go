package api

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/export"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// format is the parameter that chooses how an export or a citation is written.
const format = "format"

// export answers GET /api/v1/export: every match of a search, streamed.
func (a *API) export(c echo.Context, in openapi.Input) error {
	request, err := param.Bind(in.URL())
	if err != nil {
		return err
	}

	stream := &stream{c: c, format: export.Format(in.Text(format)), at: a.now().UTC()}
	if c.Request().Method == http.MethodHead {
		stream.head()
		return nil
	}
	writer, err := export.New(stream, stream.format, asked(in.URL()), stream.at)
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
		if name != format && !slices.Contains(param.Paging(), name) {
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
