package telex

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/dateline-search/dateline/index/news"
)

// MaxMessage is the length of the longest message, in bytes: a book would do.
const MaxMessage = 4 << 20

// The control characters that frame a message.
const (
	startOfHeader = 0x01
	startOfText   = 0x02
	endOfText     = 0x03
	endOfMessage  = 0x04
	idle          = 0x16 // sent in front of a message by ANPA
)

// Detect reports whether a text begins as a message does.
func Detect(head []byte) bool {
	head = bytes.TrimLeft(head, "\r\n \x16")
	return len(head) > 0 && head[0] == startOfHeader && bytes.IndexByte(head, startOfText) > 0
}

// Reader reads messages. Its methods belong to one goroutine.
type Reader struct {
	in   *bufio.Reader
	line int
}

// NewReader returns a Reader of messages one after the other.
func NewReader(in *bufio.Reader) *Reader { return &Reader{in: in, line: 1} }

// errTooLong ends a stream: it may have no end.
var errTooLong = fmt.Errorf("a message is longer than %d MB, more than any article has", MaxMessage>>20)

// MessageError says that a message is none; the next one follows.
type MessageError struct {
	Err     error
	Message []byte // as it was sent
}

// Error is the reason.
func (e *MessageError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *MessageError) Unwrap() error { return e.Err }

// Next returns the next article and the line where its message begins; io.EOF
// after the last. Any other error ends the stream, but for a *MessageError.
func (r *Reader) Next() (a news.Article, line int, err error) {
	message, line, err := r.message()
	if err != nil {
		return a, line, err
	}
	m, err := split(text(message))
	if err != nil {
		return a, line, &MessageError{err, message}
	}
	if isANPA(m) {
		return anpa(m), line, nil
	}
	return iptc(m), line, nil
}

// message reads up to the end of a message, or of the stream.
func (r *Reader) message() (message []byte, line int, err error) {
	line = r.line
	for {
		part, err := r.in.ReadSlice(endOfMessage)
		r.line += bytes.Count(part, []byte("\n"))
		if len(message) == 0 && len(part) > 0 {
			line = r.line - bytes.Count(bytes.TrimLeft(part, "\r\n \x16\x7f\x0c"), []byte("\n"))
		}
		message = append(message, part...)
		switch {
		case len(message) > MaxMessage:
			return nil, line, errTooLong
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, line, err
		case bytes.IndexByte(message, startOfHeader) >= 0:
			return message, line, nil
		case err != nil:
			return nil, line, io.EOF
		}
		message = message[:0] // blanks between two messages
	}
}

// text is a message in UTF-8.
func text(message []byte) string {
	if utf8.Valid(message) {
		return string(message)
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(message)
	if err != nil {
		return strings.ToValidUTF8(string(message), "\uFFFD")
	}
	return string(decoded)
}

// message is one by its parts, without control characters but for line ends.
type message struct {
	header string // what is for machines
	slug   string // what stands before the text: of IPTC 7901, the key words
	text   string
	after  string // when it was sent
}

func split(s string) (m message, err error) {
	_, s, _ = strings.Cut(s, string(rune(startOfHeader)))
	before, s, ok := strings.Cut(s, string(rune(startOfText)))
	if !ok {
		return m, errors.New("a message has no text")
	}
	m.text, m.after, _ = strings.Cut(s, string(rune(endOfText)))
	before = strings.ReplaceAll(before, "\r", "")
	m.header, m.slug, _ = strings.Cut(before, "\n")
	m.slug = strings.TrimSpace(m.slug)
	m.text = strings.ReplaceAll(m.text, "\r", "")
	m.after = strings.TrimSpace(m.after)
	return m, nil
}
