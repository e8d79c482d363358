package syndication

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// jsonReader reads a JSON Feed, version 1 or 1.1 (jsonfeed.org), item by item.
type jsonReader struct {
	d     *json.Decoder
	in    *bounded // what d reads
	feed  *Feed
	base  *url.URL
	begun bool // the object is open
	array bool // the items are being read
	found bool // there are items
}

// jsonItem is an item of a JSON Feed.
type jsonItem struct {
	ID          any          `json:"id"`
	URL         string       `json:"url"`
	ExternalURL string       `json:"external_url"`
	Title       string       `json:"title"`
	HTML        string       `json:"content_html"`
	Text        string       `json:"content_text"`
	Summary     string       `json:"summary"`
	Image       string       `json:"image"`
	Banner      string       `json:"banner_image"`
	Published   string       `json:"date_published"`
	Modified    string       `json:"date_modified"`
	Author      jsonAuthor   `json:"author"`
	Authors     []jsonAuthor `json:"authors"`
	Tags        []string     `json:"tags"`
	Language    string       `json:"language"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

func newJSONReader(in io.Reader, base *url.URL, feed *Feed) *jsonReader {
	feed.Format = "json"
	b := &bounded{in: fuller{in}}
	return &jsonReader{d: json.NewDecoder(b), in: b, feed: feed, base: base}
}

// bounded fails when more is read than is left: a decoder holds all of a value.
type bounded struct {
	in   io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.in.Read(p)
	b.left -= n
	return n, err
}

func (j *jsonReader) next() (*item, error) {
	it, err := j.read()
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) && j.begun {
		j.feed.Cut = true
		return nil, errors.New("the feed has no end; it may have been cut off")
	}
	return it, err
}

func (j *jsonReader) read() (*item, error) {
	j.in.left = maxToken
	if !j.begun {
		if _, err := j.d.Token(); err != nil {
			return nil, err
		}
		j.begun = true
	}
	for {
		j.in.left = maxToken
		if j.array && j.d.More() {
			return j.item()
		}
		token, err := j.d.Token()
		switch {
		case errors.Is(err, errTooLong):
			return nil, err
		case err != nil:
			return nil, fmt.Errorf("is not JSON: %w", err)
		}
		switch {
		case token == json.Delim(']'):
			j.array = false
		case token == json.Delim('}'):
			j.begun = false
			if !j.found {
				return nil, errors.New("is no feed: it has no items")
			}
			return nil, io.EOF
		case token == "items":
			if err := j.open(); err != nil {
				return nil, err
			}
		default:
			if err := j.member(token); err != nil {
				return nil, err
			}
		}
	}
}

// open enters the array of items.
func (j *jsonReader) open() error {
	token, err := j.d.Token()
	if err == nil && token != json.Delim('[') {
		return errors.New("the member items must be an array")
	}
	j.array, j.found = true, true
	return err
}

// member reads a member of the feed itself.
func (j *jsonReader) member(name json.Token) error {
	var raw json.RawMessage
	if err := j.d.Decode(&raw); err != nil {
		return err
	}
	text := func(into *string) { _ = json.Unmarshal(raw, into) } // of another type, it is none
	switch name {
	case "title":
		text(&j.feed.Title)
		j.feed.Title = cut(j.feed.Title, news.MaxName)
	case "home_page_url":
		text(&j.feed.Link)
	case "language":
		text(&j.feed.Language)
	case "author":
		j.feed.Authors = append(j.feed.Authors, names(raw)...)
	case "authors":
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) == nil {
			for _, author := range list {
				j.feed.Authors = append(j.feed.Authors, names(author)...)
			}
		}
	}
	return nil
}

func names(raw json.RawMessage) []string {
	var a jsonAuthor
	if json.Unmarshal(raw, &a) != nil || strings.TrimSpace(a.Name) == "" {
		return nil
	}
	return []string{a.Name}
}

// item reads an item. One that has a member of a wrong type is an item without
// that member.
func (j *jsonReader) item() (*item, error) {
	var raw json.RawMessage
	if err := j.d.Decode(&raw); err != nil {
		return nil, err
	}
	var in jsonItem
	err := json.Unmarshal(raw, &in)
	var wrong *json.UnmarshalTypeError
	if err != nil && !errors.As(err, &wrong) {
		return nil, err
	}
	it := in.item(j.base)
	if len(raw) <= maxKept && (len(raw) <= shortItem || it.title.isEmpty()) {
		it.raw = raw
	}
	return it, nil
}

func (in *jsonItem) item(base *url.URL) *item {
	it := &item{base: base, link: in.URL, other: in.ExternalURL, published: in.Published, updated: in.Modified, lang: in.Language}
	if in.ID != nil {
		it.guid = fmt.Sprint(in.ID)
	}
	it.title = content{text: in.Title, kind: "text"}
	it.text = content{text: in.HTML, kind: "html", base: base}
	if it.text.isEmpty() {
		it.text = content{text: in.Text, mode: modeLiteral}
	}
	it.summary = content{text: in.Summary, mode: modeLiteral}
	it.image = either(in.Image, in.Banner)
	for _, a := range append(in.Authors, in.Author) {
		if a.Name != "" {
			it.authors = append(it.authors, a.Name)
		}
	}
	it.keywords = in.Tags
	return it
}
