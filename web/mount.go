package web

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/page"
)

// mountOf is the path below which readers reach the server: that of its public
// address. Empty is none.
func mountOf(publicURL string) string {
	u, err := url.Parse(publicURL)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.Path, "/")
}

// mounted answers below a path as it would without, whether or not a proxy takes
// the path off, and leads on below it.
type mounted struct {
	mount string
	next  http.Handler
}

func (m mounted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if rest, below := m.below(r.URL.Path); below {
		inner, u := *r, *r.URL
		u.Path = rest
		if u.RawPath != "" {
			u.RawPath, _ = m.below(u.RawPath) // a mount has nothing that is escaped
		}
		inner.URL = &u
		r = &inner
	}
	m.next.ServeHTTP(&leading{w, m.mount}, r)
}

// below is what a path is below the mount.
func (m mounted) below(path string) (rest string, below bool) {
	rest, below = strings.CutPrefix(path, m.mount)
	switch {
	case !below || rest != "" && rest[0] != '/':
		return path, false
	case rest == "":
		return "/", true
	}
	return rest, true
}

// leading is an answer that leads to pages below a mount.
type leading struct {
	http.ResponseWriter
	mount string
}

// WriteHeader puts the mount before where the answer leads to.
func (l *leading) WriteHeader(status int) {
	if to := l.Header().Get(echo.HeaderLocation); to != "" {
		l.Header().Set(echo.HeaderLocation, page.Below(l.mount, to))
	}
	l.ResponseWriter.WriteHeader(status)
}

// Unwrap lets what is behind it be flushed.
func (l *leading) Unwrap() http.ResponseWriter { return l.ResponseWriter }

// mountedPage is a page whose links lead below the mount.
func (s *Server) mountedPage(written *bytes.Buffer) []byte {
	moved, err := page.Mount(written.Bytes(), s.mount)
	if err != nil { // it is part of the program
		panic(err)
	}
	return moved
}
