package syndication

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// maxDepth is how deep elements may be nested; what is deeper is read as if it
// stood side by side. Feeds need ten, their XHTML perhaps a hundred.
const maxDepth = 500

// maxToken is the longest tag or text that is held, in bytes: an article of the
// largest body with its escapes.
const maxToken = 16 << 20

// errTooLong says that a token is not held.
var errTooLong = fmt.Errorf("holds a text of more than %d MB, more than any article has", maxToken>>20)

// tokenKind tells what a token is.
type tokenKind uint8

const (
	startToken tokenKind = iota
	endToken
	textToken
)

// token is one step through a document. Name has the prefix that we use for its
// namespace, whatever the document calls it.
type token struct {
	kind  tokenKind
	name  string
	empty bool   // a start that is the end as well
	text  string // decoded
	raw   []byte // as it stands; valid until the next step
	attrs []attr
	line  int
}

// attr is an attribute, with its name in lower case and its prefix as written.
type attr struct{ name, value string }

func (t *token) attr(name string) string {
	for _, a := range t.attrs {
		if a.name == name {
			return strings.TrimSpace(a.value)
		}
	}
	return ""
}

// frame is an element that is open.
type frame struct {
	name   string // as written, in lower case
	base   *url.URL
	lang   string
	scopes int // how many bindings there were outside of it
}

// scanner steps through markup. It goes by the tags alone and takes whatever it
// gets, so that a broken document is read as far as it makes sense.
type scanner struct {
	z      *html.Tokenizer
	line   int
	open   []frame
	scopes []binding
	held   bool // the last token is to be given again
	last   token
	popped bool // the last end tag closed an element
	kept   recording
}

func newScanner(in io.Reader, base *url.URL, line int) *scanner {
	s := &scanner{z: html.NewTokenizer(fuller{in}), line: line, open: []frame{{base: base}}}
	s.z.SetMaxBuf(maxToken)
	s.z.AllowCDATA(true)
	return s
}

// fuller reads more at a time into a large buffer. The tokenizer moves what it has
// of a tag or a text with each read, and its buffer is large where that is long: by
// small reads it would move megabytes thousands of times.
type fuller struct{ in io.Reader }

// much is what is read at a time, in bytes. A buffer with less room is that of
// ordinary tags, for which nobody waits until there is more.
const much = 128 << 10

func (f fuller) Read(p []byte) (n int, err error) {
	for wanted := min(len(p), much); ; {
		var more int
		more, err = f.in.Read(p[n:])
		if n += more; n >= wanted || len(p) < much || more == 0 || err != nil {
			return n, err
		}
	}
}

// top is the innermost open element.
func (s *scanner) top() frame { return s.open[len(s.open)-1] }

// hold lets the last token come again.
func (s *scanner) hold() { s.held = true }

// next returns the next token; io.EOF after the last.
func (s *scanner) next() (*token, error) {
	if s.held {
		s.held = false
		return &s.last, nil
	}
	for {
		kind := s.z.Next()
		s.z.NextIsNotRawText()
		if kind == html.ErrorToken {
			return nil, s.failure()
		}
		raw := s.z.Raw()
		s.last = token{raw: raw, line: s.line, attrs: s.last.attrs[:0]}
		s.line += bytes.Count(raw, []byte("\n"))
		s.kept.add(raw)
		switch kind {
		case html.TextToken:
			s.last.kind, s.last.text = textToken, decodeText(raw)
			return &s.last, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(kind == html.SelfClosingTagToken)
			return &s.last, nil
		case html.EndTagToken:
			s.end()
			return &s.last, nil
		}
	}
}

func (s *scanner) failure() error {
	if err := s.z.Err(); !errors.Is(err, html.ErrBufferExceeded) {
		return err
	}
	return errTooLong
}

// decodeText decodes what stands between two tags: character data or CDATA.
func decodeText(raw []byte) string {
	if inside, ok := bytes.CutPrefix(raw, []byte("<![CDATA[")); ok {
		return string(bytes.TrimSuffix(inside, []byte("]]>")))
	}
	return unescape(string(raw))
}

func (s *scanner) start(empty bool) {
	t := &s.last
	t.kind, t.empty = startToken, empty
	nameBytes, more := s.z.TagName()
	written := string(nameBytes)
	f := frame{name: written, base: s.top().base, lang: s.top().lang, scopes: len(s.scopes)}
	for more {
		var key, value []byte
		key, value, more = s.z.TagAttr()
		t.attrs = append(t.attrs, attr{string(key), string(value)})
		s.attribute(&f, string(key), string(value))
	}
	t.name = s.canonical(written)
	switch {
	case empty:
		s.scopes = s.scopes[:f.scopes]
	case len(s.open) < maxDepth:
		s.open = append(s.open, f)
	}
}

// attribute takes what holds for all inside of an element.
func (s *scanner) attribute(f *frame, key, value string) {
	switch {
	case key == "xml:base":
		f.base = resolve(f.base, value)
	case key == "xml:lang":
		f.lang = strings.TrimSpace(value)
	case key == "xmlns" && len(s.open) == 1 && known(value) == foreign:
		// A feed that misspells its namespace is a feed nevertheless.
	case key == "xmlns":
		s.scopes = append(s.scopes, binding{"", known(value)})
	case strings.HasPrefix(key, "xmlns:"):
		s.scopes = append(s.scopes, binding{key[len("xmlns:"):], known(value)})
	}
}

// end closes the innermost element of that name, and those inside of it; an end
// that belongs to none closes nothing.
func (s *scanner) end() {
	t := &s.last
	nameBytes, _ := s.z.TagName()
	written := string(nameBytes)
	t.kind, t.name, s.popped = endToken, s.canonical(written), false
	for i := len(s.open) - 1; i > 0; i-- {
		if s.open[i].name == written {
			s.scopes = s.scopes[:s.open[i].scopes]
			s.open, s.popped = s.open[:i], true
			return
		}
	}
}

// resolve makes an absolute address of ref; nil where it is none.
func resolve(base *url.URL, ref string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return base
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	return u
}
