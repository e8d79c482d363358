package page

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/locale"
)

// spoken is the key under which a request keeps the language that its address
// names.
const spoken = "language"

// shell is a page as the layout takes it: the view, and what is around it.
type shell struct {
	View      any
	Base      string // stands before the address of every page: /es, or nothing
	Root      string // stands before the address of everything else
	Languages []tongue
}

// tongue leads to the same page in a language.
type tongue struct {
	Tag, Name, URL string
	Chosen         bool
}

// Spoken takes the language off the front of an address (/es/help is /help in
// Spanish) before it is routed. Whoever follows the links of such a page stays in
// its language; nothing is kept elsewhere.
func (p *Pages) Spoken(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := c.Request().URL
		tag, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
		l := p.words.Named(tag)
		if l == nil {
			return next(c)
		}
		prefix := "/" + tag
		rest := "/" + strings.TrimPrefix(strings.TrimPrefix(u.Path, prefix), "/")
		if ForPrograms(rest) {
			return next(c)
		}
		u.Path = rest
		if u.RawPath != "" {
			u.RawPath = "/" + strings.TrimPrefix(strings.TrimPrefix(u.RawPath, prefix), "/")
		}
		c.Set(spoken, l)
		header := c.Response().Header()
		c.Response().Before(func() {
			if to := header.Get(echo.HeaderLocation); to != "" {
				header.Set(echo.HeaderLocation, within(prefix, to))
			}
		})
		return next(c)
	}
}

// ForPrograms reports whether what is at a path is not for people, and so in no
// language.
func ForPrograms(path string) bool {
	for _, machine := range []string{
		"/api/", "/v2/", "/mcp/", "/feed.", "/healthz/", "/readyz/", "/metrics/", "/opensearch.xml/", "/static/",
		"/favicon.", "/robots.txt/", "/docs/",
	} {
		if strings.HasPrefix(path+"/", machine) {
			return true
		}
	}
	return false
}

// language is the one that a request's page is written in: what its address
// names, else what is configured, else what the browser asks for.
func (p *Pages) language(c echo.Context) *locale.Language {
	if l, ok := c.Get(spoken).(*locale.Language); ok {
		return l
	}
	if p.fixed != nil {
		return p.fixed
	}
	return p.words.Accepted(c.Request().Header.Get("Accept-Language"))
}

// base is what stands before the addresses of a request's pages.
func base(c echo.Context) string {
	if l, ok := c.Get(spoken).(*locale.Language); ok {
		return "/" + l.Tag()
	}
	return ""
}

// tongues lead to a request's page in every language.
func (p *Pages) tongues(c echo.Context) []tongue {
	here := c.Request().URL.RequestURI()
	m := c.Request().Method
	if m != http.MethodGet && m != http.MethodHead || strings.HasPrefix(here, "//") { // which names a host
		here = "/"
	}
	var list []tongue
	for _, l := range p.words.All() {
		list = append(list, tongue{l.Tag(), l.Name(), within("/"+l.Tag(), here), l == p.language(c)})
	}
	return list
}

// within puts a prefix before the address of a page of ours; other addresses, and
// those that have it, it leaves as they are.
func within(prefix, address string) string {
	path, _, _ := strings.Cut(address, "?")
	path, _, _ = strings.Cut(path, "#")
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || ForPrograms(path) || path == prefix || strings.HasPrefix(path, prefix+"/") {
		return address
	}
	return prefix + address
}
