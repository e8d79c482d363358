package api

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// form is the way in which a body holds its articles.
type form uint8

const (
	one    form = iota // a JSON object
	array              // a JSON array of objects
	ndjson             // a JSON object a line
)

// items yields the articles of a body one by one, and io.EOF after the last.
type items interface{ next() (item, error) }

// item is one article as it was sent, or why it cannot be read, with what there
// is of it; what follows it can be read.
type item struct {
	raw []byte
	err error
}

// open looks at a request's headers and its first byte, and reads its articles
// from then on, within the limits.
func (a *API) open(c echo.Context) (items, form, error) {
	lines, err := mediaType(c.Request().Header.Get(echo.HeaderContentType))
	if err != nil {
		return nil, one, err
	}
	body, err := a.unpack(c)
	if err != nil {
		return nil, one, err
	}
	r := bufio.NewReaderSize(body, 64<<10)
	first, err := firstByte(r)
	switch {
	case lines:
		return &lineReader{r: r, limit: a.limits.Article}, ndjson, nil
	case err != nil:
		return nil, one, unreadable(err)
	case first == '[':
		return newArrayReader(r, a.limits.Article), array, nil
	case first == '{':
		return newObjectReader(r, a.limits.Article), one, nil
	}
	return nil, one, fmt.Errorf("%w: it begins with %q; send a JSON object, an array of them, or one a line as application/x-ndjson", ErrBody, first)
}

// mediaType reports whether a Content-Type says that each line is an article.
func mediaType(header string) (lines bool, err error) {
	const want = "send application/json or application/x-ndjson, in UTF-8"
	if header == "" {
		return false, nil
	}
	kind, params, err := mime.ParseMediaType(header)
	if charset := params["charset"]; err != nil || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return false, fmt.Errorf("%w: Content-Type is %q; %s", ErrMediaType, header, want)
	}
	lineTypes := []string{"application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"}
	if kind != echo.MIMEApplicationJSON && !slices.Contains(lineTypes, kind) {
		return false, fmt.Errorf("%w: Content-Type is %q; %s", ErrMediaType, kind, want)
	}
	return kind != echo.MIMEApplicationJSON, nil
}

// unpack undoes the Content-Encoding and bounds both sides of it.
func (a *API) unpack(c echo.Context) (io.Reader, error) {
	r := c.Request()
	body := http.MaxBytesReader(c.Response(), r.Body, a.limits.Body)
	switch encoding := strings.ToLower(r.Header.Get(echo.HeaderContentEncoding)); encoding {
	case "", "identity":
		return body, nil
	case "gzip":
		unpacked, err := gzip.NewReader(body)
		if err != nil {
			return nil, unreadable(err)
		}
		return http.MaxBytesReader(nil, unpacked, a.limits.Unpacked), nil
	default:
		return nil, fmt.Errorf("%w: Content-Encoding %q; send gzip or none", ErrMediaType, encoding)
	}
}

// firstByte skips blanks and a byte order mark, and looks at what follows.
func firstByte(r *bufio.Reader) (byte, error) {
	if mark, err := r.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = r.Discard(len(mark))
	}
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if !strings.ContainsRune(" \t\r\n", rune(b)) {
			return b, r.UnreadByte()
		}
	}
}
