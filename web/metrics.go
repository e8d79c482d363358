package web

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/metrics"
)

// State is how the archive and its index stand.
type State = metrics.State

// count adds a request to the metrics, under its route: addresses hold what was
// asked for, and are without number.
func (s *Server) count(c echo.Context, took time.Duration) {
	const other = "other"
	of := metrics.Request{Method: c.Request().Method, Route: c.Path(), Status: c.Response().Status}
	if !slices.Contains(methods(), of.Method) {
		of.Method = other
	}
	if !s.paths[of.Route] {
		of.Route = other
	}
	s.requests.Add(of, took)
}

// methods are those that are counted by their name.
func methods() []string {
	return []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}
}

// measures answers /metrics. A state that cannot be read is left out: the rest is
// wanted most when something is wrong.
func (s *Server) measures(c echo.Context) error {
	var state *State
	if s.options.State != nil {
		ctx, cancel := context.WithTimeout(c.Request().Context(), stateTimeout)
		defer cancel()
		if now, err := s.options.State(ctx); err != nil {
			s.logError(c, err)
		} else {
			state = &now
		}
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(http.StatusOK, metrics.ContentType, metrics.Write(s.options.Version, &s.requests, state))
}

// stateTimeout is well below the ten seconds that Prometheus waits.
const stateTimeout = 5 * time.Second
