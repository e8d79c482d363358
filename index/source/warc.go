package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
)

// Bounds of what stands in an archive of pages, in bytes.
const (
	maxHeader = 64 << 10 // of a record or of a response
	maxPage   = 16 << 20 // of a page, as it was sent and unpacked; a longer one is cut
)

func isWARC(b *beginning) bool {
	return bytes.HasPrefix(b.head, []byte("WARC/")) || bytes.HasPrefix(b.head, []byte("filedesc://"))
}

// warcMembers are the pages and feeds that were fetched into a web archive: WARC
// 1.0 and 1.1 (ISO 28500), or ARC. A revisit says that nothing had changed and is
// passed over, as are requests, notes, redirects and pictures.
type warcMembers struct {
	in  *text
	arc bool
}

func openWARC(in *input) (articles, int, error) {
	return newContainer(in, &warcMembers{in.text, bytes.HasPrefix(in.head, []byte("filedesc://"))})
}

func (w *warcMembers) Close() error { return nil }

// record is one entry of a web archive.
type record struct {
	kind, url, contentType string
	length                 int64 // of what follows its header
}

func (w *warcMembers) next() (member, error) {
	for {
		if _, err := w.in.skipSpace(); err != nil {
			return member{}, fatalUnlessEnd(err)
		}
		r, err := w.header()
		if err != nil {
			return member{}, &fatalError{fmt.Errorf("is a damaged web archive: %w", err)}
		}
		m, ok, err := w.member(r)
		if ok || err != nil {
			return m, err
		}
	}
}

func fatalUnlessEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return &fatalError{err}
}

// header reads what stands in front of a record.
func (w *warcMembers) header() (record, error) {
	line, err := w.line()
	if err != nil {
		return record{}, err
	}
	if w.arc {
		return arcRecord(line)
	}
	if !strings.HasPrefix(line, "WARC/") {
		return record{}, fmt.Errorf("where a record should begin stands %.40q", line)
	}
	var r record
	for read := 0; read < maxHeader; read += len(line) + 1 {
		if line, err = w.line(); err != nil {
			return record{}, err
		}
		if line == "" {
			return r, nil
		}
		name, value, _ := strings.Cut(line, ":")
		if err := r.set(strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)); err != nil {
			return record{}, err
		}
	}
	return record{}, fmt.Errorf("the header of a record has more than %d KB", maxHeader>>10)
}

func (r *record) set(name, value string) (err error) {
	switch name {
	case "warc-type":
		r.kind = strings.ToLower(value)
	case "warc-target-uri":
		r.url = escapeBlanks(strings.Trim(value, "<>"))
	case "content-type":
		r.contentType = value
	case "content-length":
		if r.length, err = strconv.ParseInt(value, 10, 64); err != nil || r.length < 0 {
			return fmt.Errorf("a record has the length %.40q", value)
		}
	}
	return nil
}

// arcRecord reads the one line of ARC: address, IP, date, type and length, of
// which the address may have blanks.
func arcRecord(line string) (record, error) {
	fields := strings.Split(line, " ")
	if len(fields) < 5 {
		return record{}, fmt.Errorf("where a record should begin stands %.40q", line)
	}
	n := len(fields)
	length, err := strconv.ParseInt(fields[n-1], 10, 64)
	if err != nil || length < 0 {
		return record{}, fmt.Errorf("a record has the length %.40q", fields[n-1])
	}
	r := record{kind: "response", url: escapeBlanks(strings.Join(fields[:n-4], " ")), contentType: "application/http", length: length}
	if strings.HasPrefix(r.url, "filedesc:") {
		r.kind = "warcinfo"
	}
	return r, nil
}

func escapeBlanks(address string) string { return strings.ReplaceAll(address, " ", "%20") }

// line reads a line without its end.
func (w *warcMembers) line() (string, error) {
	line, err := w.in.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return "", errTooLong
	case errors.Is(err, io.EOF):
		return "", io.ErrUnexpectedEOF
	case err != nil:
		return "", brokenInput(err)
	}
	return strings.TrimRight(string(line), "\r\n"), nil
}

// member makes a file of a record that holds a page or a feed, and reads past it
// in any case.
func (w *warcMembers) member(r record) (m member, ok bool, err error) {
	block, err := io.ReadAll(io.LimitReader(w.in, min(r.length, maxPage+maxHeader)))
	if err != nil {
		return member{}, false, &fatalError{brokenInput(err)}
	}
	rest := r.length - int64(len(block))
	skipped, err := io.CopyN(io.Discard, w.in, rest)
	if err != nil && !errors.Is(err, io.EOF) {
		return member{}, false, &fatalError{brokenInput(err)}
	}
	if skipped < rest {
		return member{}, false, &fatalError{errors.New("the last record has no end; the archive may have been cut off")}
	}
	m = member{name: r.url, url: r.url, contentType: r.contentType}
	switch {
	case r.kind == "response" && strings.HasPrefix(r.contentType, "application/http"):
		block, m.contentType, err = response(block)
	case r.kind != "resource" && r.kind != "response":
		return member{}, false, nil
	}
	if u, bad := url.Parse(r.url); bad != nil || u.Scheme != "http" && u.Scheme != "https" {
		m.url = ""
	}
	m.body = bytes.NewReader(block)
	return m, err != nil || len(block) > 0 && isReadable(m.contentType), err
}

// isReadable reports whether what was fetched may be an article or a feed.
func isReadable(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
		"application/xml", "text/xml", "application/feed+json":
		return true
	}
	return false
}

// response takes an HTTP response apart. Its body is empty where it was no
// success.
func response(block []byte) (body []byte, contentType string, err error) {
	in := bufio.NewReader(bytes.NewReader(block))
	head := textproto.NewReader(in)
	status, err := head.ReadLine()
	if err != nil {
		return nil, "", nil // there is none
	}
	if _, code, _ := strings.Cut(status, " "); !strings.HasPrefix(code, "200") {
		return nil, "", nil
	}
	header, _ := head.ReadMIMEHeader() // of a broken one, what could be read
	body, _ = io.ReadAll(in)           // it is in memory
	if strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") {
		body = dechunk(body)
	}
	body, err = decodeContent(body, header.Get("Content-Encoding"))
	return body, header.Get("Content-Type"), err
}

// dechunk puts chunks together; what says to be in chunks and is not stays as it
// is.
func dechunk(body []byte) []byte {
	whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil && len(whole) == 0 {
		return body
	}
	return whole
}

// decodeContent undoes the Content-Encoding. Archives often hold pages that are
// unpacked already and still say otherwise.
func decodeContent(body []byte, encoding string) ([]byte, error) {
	var in io.Reader
	var err error
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "gzip", "x-gzip":
		in, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		in, err = zlib.NewReader(bytes.NewReader(body))
	case "br":
		if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
			return nil, errors.New("is compressed with Brotli, which is not read")
		}
		return body, nil
	default:
		return body, nil
	}
	if err != nil {
		return body, nil
	}
	unpacked, err := io.ReadAll(io.LimitReader(in, maxPage))
	if err != nil && len(unpacked) == 0 {
		return body, nil
	}
	return unpacked, nil
}
