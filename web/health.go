package web

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

// alive answers /healthz: the process runs and answers.
func (s *Server) alive(c echo.Context) error {
	return c.JSON(http.StatusOK, map[string]string{"status": "alive", "version": s.options.Version})
}

// ready answers /readyz: searches can be answered. Where the index is being rebuilt
// meanwhile, it says so.
func (s *Server) ready(c echo.Context) error {
	if s.options.Ready != nil {
		if err := s.options.Ready(c.Request().Context()); err != nil {
			return fmt.Errorf("%w: %w", errNotReady, err)
		}
	}
	answer := map[string]string{"status": "ready", "version": s.options.Version}
	if s.options.Index != nil {
		if busy := s.options.Index(); busy != "" {
			answer["index"] = busy
		}
	}
	return c.JSON(http.StatusOK, answer)
}

// robots asks crawlers to keep off, unless they are welcome: a newsroom's searches
// are nobody's business, and the articles belong to their outlets.
func (s *Server) robots(c echo.Context) error {
	if s.options.Crawlers {
		return c.String(http.StatusOK, "User-agent: *\nDisallow: /api/\nDisallow: /v2/\n")
	}
	return c.String(http.StatusOK, "User-agent: *\nDisallow: /\n")
}
