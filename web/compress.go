package web

import (
	"compress/gzip"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
)

// compressFrom is the length from which packing saves more than it costs.
const compressFrom = 1024

// compress packs answers for clients that take gzip.
func compress() echo.MiddlewareFunc {
	writers := &sync.Pool{New: func() any { return gzip.NewWriter(nil) }}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			response := c.Response()
			response.Header().Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
			if c.Request().Method == http.MethodHead || !takesGzip(c.Request().Header) {
				return next(c)
			}
			p := &packer{ResponseWriter: response.Writer, writers: writers}
			response.Writer = p
			defer func() {
				response.Writer = p.ResponseWriter
				p.finish()
			}()
			return next(c)
		}
	}
}

func takesGzip(h http.Header) bool {
	offered := strings.Join(h.Values(echo.HeaderAcceptEncoding), ",")
	return regexp.MustCompile(`(?i)\bgzip\b`).MatchString(offered) &&
		!regexp.MustCompile(`(?i)\bgzip\s*;\s*q=0(\.0*)?\s*(,|$)`).MatchString(offered)
}

// packer packs what is written, if the first piece is long enough to be worth
// it. Handlers write their answers in one piece.
type packer struct {
	http.ResponseWriter
	writers *sync.Pool
	gzip    *gzip.Writer // nil where nothing is packed
	status  int          // held back until it is known whether to pack; 0 for none
}

// Unwrap lets a handler reach what is below, for its deadlines.
func (p *packer) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// WriteHeader holds the status back until the body's length is known.
func (p *packer) WriteHeader(status int) { p.status = status }

// Write packs, or passes on.
func (p *packer) Write(b []byte) (int, error) {
	if p.status != 0 {
		p.begin(len(b))
	}
	if p.gzip == nil {
		return p.ResponseWriter.Write(b)
	}
	return p.gzip.Write(b)
}

func (p *packer) begin(length int) {
	header := p.Header()
	if length >= compressFrom && header.Get(echo.HeaderContentEncoding) == "" {
		header.Set(echo.HeaderContentEncoding, "gzip")
		header.Del(echo.HeaderContentLength)
		p.gzip = p.writers.Get().(*gzip.Writer)
		p.gzip.Reset(p.ResponseWriter)
	}
	p.ResponseWriter.WriteHeader(p.status)
	p.status = 0
}

// finish writes what is held back. An error would be the connection's, which is
// gone then.
func (p *packer) finish() {
	if p.status != 0 {
		p.ResponseWriter.WriteHeader(p.status)
		p.status = 0
	}
	if p.gzip != nil {
		_ = p.gzip.Close()
		p.writers.Put(p.gzip)
		p.gzip = nil
	}
}
