package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// guard decides who may ask for what.
//
// On a loopback address everything is open to this machine. A page of another
// site that the machine's browser shows is not this machine: it could reach the
// server through a name of its own that leads here, so foreign names are
// refused; or send forms to it, so foreign origins may not write. On any other
// address reading is open and nothing may be written, since there are no keys.
func (s *Server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	foreign := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		r := c.Request()
		if s.options.Open && !s.knows(r.Host) {
			return fmt.Errorf("%w: %q", errHost, r.Host)
		}
		if err := foreign.Check(r); err != nil {
			return fmt.Errorf("%w: %w", errOrigin, err)
		}
		if !s.options.Open && writes(r.Method) {
			return errNoKeys
		}
		return next(c)
	}
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
