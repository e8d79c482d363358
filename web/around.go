package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// addresses finds a request's address: that of the connection, or the one that
// trusted proxies pass on.
func (s *Server) addresses() echo.IPExtractor {
	if len(s.options.Proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range s.options.Proxies {
		bits := p.Addr().BitLen()
		trust = append(trust, echo.TrustIPRange(&net.IPNet{IP: p.Masked().Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), bits)}))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}

// base is the address under which a reader reaches the server, without a slash
// at its end.
func (s *Server) base(r *http.Request) string {
	if s.options.PublicURL != "" {
		return strings.TrimSuffix(s.options.PublicURL, "/")
	}
	scheme, host := "http", r.Host
	if r.TLS != nil {
		scheme = "https"
	}
	if s.viaProxy(r) {
		if proto := r.Header.Get(echo.HeaderXForwardedProto); proto == "https" || proto == "http" {
			scheme = proto
		}
		if forwarded := r.Header.Get("X-Forwarded-Host"); forwarded != "" && !strings.ContainsAny(forwarded, " ,/\\\"<>") {
			host = forwarded
		}
	}
	return scheme + "://" + host
}

// viaProxy reports whether a request comes from a proxy that is trusted.
func (s *Server) viaProxy(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && slices.ContainsFunc(s.options.Proxies, func(p netip.Prefix) bool {
		return p.Contains(from.Addr().Unmap())
	})
}

// corsMaxAge is how long browsers may remember what they asked beforehand.
const corsMaxAge = time.Hour

// cors tells browsers which other sites' pages may use the API, and answers
// OPTIONS: with the methods that an address knows.
func (s *Server) cors(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, header := c.Request(), c.Response().Header()
		origin := r.Header.Get(echo.HeaderOrigin)
		allowed := s.allowsOrigin(origin)
		if len(s.options.Origins) > 0 {
			header.Add(echo.HeaderVary, echo.HeaderOrigin)
		}
		if allowed {
			header.Set(echo.HeaderAccessControlAllowOrigin, origin)
			header.Set(echo.HeaderAccessControlExposeHeaders, "ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID")
			header.Set("Cross-Origin-Resource-Policy", "cross-origin")
		}
		if r.Method != http.MethodOptions {
			return next(c)
		}
		methods, there := s.methods(c)
		if !there {
			return echo.ErrNotFound
		}
		header.Set(echo.HeaderAllow, methods)
		if allowed && r.Header.Get(echo.HeaderAccessControlRequestMethod) != "" {
			header.Set(echo.HeaderAccessControlAllowMethods, methods)
			header.Set(echo.HeaderAccessControlAllowHeaders, "Authorization, Content-Type, If-None-Match, X-Api-Key, X-Request-ID")
			header.Set(echo.HeaderAccessControlMaxAge, strconv.Itoa(int(corsMaxAge.Seconds())))
		}
		return c.NoContent(http.StatusNoContent)
	}
}

func (s *Server) allowsOrigin(origin string) bool {
	return origin != "" && (slices.Contains(s.options.Origins, "*") || slices.Contains(s.options.Origins, origin))
}

// methods are those that a request's address knows.
func (s *Server) methods(c echo.Context) (list string, there bool) {
	found := []string{http.MethodOptions}
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete} {
		probe := s.echo.NewContext(nil, nil)
		s.echo.Router().Find(method, c.Request().URL.EscapedPath(), probe)
		if s.routed[method+" "+probe.Path()] {
			found = append(found, method)
		}
	}
	slices.Sort(found)
	return strings.Join(found, ", "), len(found) > 1
}
