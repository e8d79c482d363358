package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/labstack/echo/v4"
)

const (
	// compressFrom is the length from which packing saves more than it costs.
	compressFrom = 1024
	// zstdWindow is how far back zstd looks, in bytes: every client must take 8 MB
	// (RFC 9659), and answers are shorter than this, but for exports.
	zstdWindow = 512 << 10
)

// writer packs what is written to it.
type writer interface {
	io.WriteCloser
	Reset(w io.Writer)
}

// packing is a way of packing, by the name that HTTP has for it.
type packing struct {
	name    string
	writers *sync.Pool // of writer
}

// packings lists the ways, the best first.
func packings() []packing {
	return []packing{
		{"zstd", &sync.Pool{New: func() any {
			// Wrong options alone make it fail.
			w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(zstdWindow), zstd.WithLowerEncoderMem(true))
			if err != nil {
				panic(err)
			}
			return w
		}}},
		{"gzip", &sync.Pool{New: func() any { return gzip.NewWriter(nil) }}},
	}
}

// compress packs answers for clients that take it.
func compress() echo.MiddlewareFunc {
	all := packings()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			response := c.Response()
			response.Header().Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
			way := chosen(all, c.Request().Header)
			if c.Request().Method == http.MethodHead || way == nil {
				return next(c)
			}
			p := &packer{ResponseWriter: response.Writer, way: way}
			response.Writer = p
			defer func() {
				response.Writer = p.ResponseWriter
				p.finish()
			}()
			return next(c)
		}
	}
}

// chosen is the way that a client likes best, the first of several that it likes
// alike; nil where it takes none.
func chosen(all []packing, h http.Header) *packing {
	liked := codings(strings.Join(h.Values(echo.HeaderAcceptEncoding), ","))
	var best *packing
	most := 0.0
	for i := range all {
		if q := liked[all[i].name]; q > most {
			best, most = &all[i], q
		}
	}
	return best
}

// codings reads an Accept-Encoding header (RFC 9110, section 12.5.3): how much
// each coding is liked, from 0 to 1. One whose weight cannot be read is not liked.
func codings(header string) map[string]float64 {
	liked := map[string]float64{}
	for part := range strings.SplitSeq(strings.ToLower(header), ",") {
		name, weight, weighed := strings.Cut(part, ";")
		q := 1.0
		if weighed {
			_, text, _ := strings.Cut(weight, "=")
			q, _ = strconv.ParseFloat(strings.TrimSpace(text), 64)
		}
		liked[strings.TrimSpace(name)] = q
	}
	return liked
}

// packer packs what is written, if the first piece is long enough to be worth
// it. Handlers write their answers in one piece.
type packer struct {
	http.ResponseWriter
	way    *packing
	packed writer // nil where nothing is packed
	status int    // held back until it is known whether to pack; 0 for none
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
	if p.packed == nil {
		return p.ResponseWriter.Write(b)
	}
	return p.packed.Write(b)
}

func (p *packer) begin(length int) {
	header := p.Header()
	if length >= compressFrom && header.Get(echo.HeaderContentEncoding) == "" {
		header.Set(echo.HeaderContentEncoding, p.way.name)
		header.Del(echo.HeaderContentLength)
		p.packed = p.way.writers.Get().(writer)
		p.packed.Reset(p.ResponseWriter)
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
	if p.packed != nil {
		_ = p.packed.Close()
		p.packed.Reset(io.Discard) // holds no connection while it waits
		p.way.writers.Put(p.packed)
		p.packed = nil
	}
}
