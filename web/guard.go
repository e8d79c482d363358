package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/page"
)

// guard decides who may ask for what.
//
// On a loopback address, and while no key was ever made, everything is open to
// this machine. A page of another site that the machine's browser shows is not
// this machine: it could reach the server through a name of its own that leads
// here, so foreign names are refused; or send forms to it, so foreign origins may
// not write. Elsewhere, and as soon as there is a key, writing and administering
// need one, and reading too where that is configured.
func (s *Server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	own, foreign := http.NewCrossOriginProtection(), http.NewCrossOriginProtection()
	for _, origin := range s.options.Origins {
		if origin != "*" {
			_ = foreign.AddTrustedOrigin(origin) // checked by who configured it
		}
	}
	return func(c echo.Context) error {
		r := c.Request()
		if s.options.Open && !s.knows(r.Host) {
			return fmt.Errorf("%w: %q is no name of this machine, and server.hosts does not have it", errHost, r.Host)
		}
		// A key is no cookie: a page of another site cannot send it unless it has it.
		if err := foreign.Check(r); err != nil && secretOf(r) == "" {
			return fmt.Errorf("%w: %w", errOrigin, err)
		}
		if isPublic(c.Path()) {
			return next(c)
		}
		v, err := s.recognise(c)
		if err == nil {
			c.Set(api.Who, v.Key.Name)
			c.Set(openapi.VisitorKey, v)
		}
		if limit := s.limit(c, v); limit != nil {
			return limit
		}
		if err != nil {
			return err
		}
		// A browser sends a session by itself, so that other sites' pages may not
		// write with it, not even those that may use the API with a key.
		if err := own.Check(r); err != nil && (v.Session || isDoor(c.Path())) {
			return fmt.Errorf("%w: %w", errOrigin, err)
		}
		if err := s.allow(v, s.scopeOf(c)); err != nil && !isDoor(c.Path()) {
			return err
		}
		return next(c)
	}
}

// isPublic reports whether a route tells nothing that needs a key: supervisors
// ask whether the server lives, and pages load their style.
func isPublic(route string) bool {
	return slices.Contains([]string{"/healthz", "/readyz", "/static/:name", "/favicon.ico", "/favicon.svg", "/robots.txt"}, route)
}

// isDoor reports whether a route is there for all: to become somebody, or because
// who has its token may use it.
func isDoor(route string) bool {
	return slices.Contains([]string{page.SignInPath, page.SignOutPath, page.StopRoute}, route)
}

// scopeOf is what a request needs: what its operation says; else by its method.
// That CORS asks beforehand needs nothing that reading does not.
func (s *Server) scopeOf(c echo.Context) access.Scope {
	method := c.Request().Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if scope, known := s.scopes[method+" "+c.Path()]; known {
		return scope
	}
	if writes(c.Request().Method) && c.Path() != "/mcp" { // whose tools read alone
		return access.Write
	}
	return access.Read
}

func writes(method string) bool {
	return !slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodOptions}, method)
}

// knows reports whether a Host is one of this machine's own, or configured.
func (s *Server) knows(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	for _, allowed := range s.options.Hosts {
		if strings.EqualFold(allowed, host) || strings.EqualFold(allowed, name) {
			return true
		}
	}
	if strings.EqualFold(name, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil && address.Unmap().IsLoopback()
}
