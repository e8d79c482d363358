package syndication

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"

	"github.com/dateline-search/dateline/index/news"
)

// Options say what is known of a feed beside its bytes.
type Options struct {
	URL         string // where it came from; relative links are relative to it
	ContentType string // as HTTP declared it; empty where unknown
	Source      string // the outlet's name, where that is not the feed's title
	Line        int    // of the stream's beginning in its file; 0 counts as 1
}

// How many items are looked at together before the first of them is given: in a
// feed of usual length, all. Whether a guid or a link tells items apart shows
// only beside the others.
const (
	windowItems = 500
	windowBytes = 8 << 20
)

// Reader reads the items of one feed. It belongs to one goroutine.
type Reader struct {
	items  itemReader
	feed   *Feed
	opts   Options
	seen   identities
	window []*item
	ended  error
}

// itemReader reads the items of one format.
type itemReader interface {
	// next returns the next item. It fails with io.EOF after the last, and with
	// any other error where the rest cannot be read.
	next() (*item, error)
}

// ItemError says that one item is no article; reading goes on behind it.
type ItemError struct {
	Line int
	Err  error
	// Document is a feed with this item alone, as it stands; nil where it is too
	// long to be kept.
	Document []byte
}

// Error is the reason.
func (e *ItemError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *ItemError) Unwrap() error { return e.Err }

// errEmpty says that an item holds nothing.
var errEmpty = errors.New("the item has neither title nor text")

// NewReader looks into a stream and reads it as a feed. It fails where it is
// none.
func NewReader(in io.Reader, opts Options) (*Reader, error) {
	feed := &Feed{}
	text, err := decode(in, opts.ContentType)
	if err != nil {
		return nil, err
	}
	head, err := peek(text)
	if err != nil {
		return nil, err
	}
	base, _ := url.Parse(opts.URL)
	if opts.URL == "" {
		base = nil
	}
	r := &Reader{feed: feed, opts: opts, seen: newIdentities()}
	switch Detect(head) {
	case Markup:
		r.items = &xmlReader{s: newScanner(text, base, max(opts.Line, 1)), feed: feed, opts: opts}
	case JSON:
		r.items = newJSONReader(text, base, feed)
	default:
		return nil, errors.New("is no feed: it is empty")
	}
	return r, nil
}

// peek returns what there is of a text to tell its format by.
func peek(text *bufio.Reader) ([]byte, error) {
	if _, err := text.Peek(1); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head, _ := text.Peek(text.Buffered()) // no more than there is
	return head, nil
}

// Feed is what the feed said of itself so far; all of it once Next gave io.EOF.
func (r *Reader) Feed() *Feed { return r.feed }

// Next returns the next item as an article, and the line where it begins. It
// fails with io.EOF after the last, with an *ItemError where an item is no
// article, and with any other error where the rest cannot be read.
func (r *Reader) Next() (news.Article, int, error) {
	if len(r.window) == 0 {
		r.fill()
	}
	if len(r.window) == 0 {
		return news.Article{}, 0, r.ended
	}
	it := r.window[0]
	r.window = r.window[1:]
	if it.err != nil {
		return news.Article{}, it.line, &ItemError{it.line, it.err, r.document(it)}
	}
	a := it.article(r.feed, r.opts)
	if a.Title == "" {
		return news.Article{}, it.line, &ItemError{it.line, errEmpty, r.document(it)}
	}
	if a.Published.IsZero() {
		r.feed.Undated++
	}
	r.seen.identify(&a, it, r.feed)
	return a, it.line, nil
}

// fill reads as many items as a window holds.
func (r *Reader) fill() {
	r.window = r.window[:0]
	for size := 0; r.ended == nil && len(r.window) < windowItems && size < windowBytes; {
		it, err := r.items.next()
		if it != nil {
			r.feed.Items++
			r.window = append(r.window, it)
			size += it.size()
		}
		r.ended = err
	}
	r.seen.look(r.window)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// notFeed says what a document is instead of a feed.
func notFeed(root string) error {
	if root == "html" {
		return errors.New("is an HTML page, not a feed")
	}
	if root == "" {
		return errors.New("is no feed: it holds no element")
	}
	return fmt.Errorf("is no feed: its first element is <%s>", cut(root, maxRaw))
}
