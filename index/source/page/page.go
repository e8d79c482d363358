package page

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/charset"
)

// MaxBytes is the size of the largest page that is read, in bytes: an article's
// text may have as many, and the largest of real pages have a tenth of that.
const MaxBytes = 10 << 20

// leastText is how many letters a text must have to be an article on a page that
// does not say that it is one: fewer are a teaser or a notice.
const leastText = 140

// ErrNoArticle says that a page was read and holds no article: a front page, a
// list, a page that shows its text only by scripts.
var ErrNoArticle = errors.New("holds no article: no running text was found")

// Options say how a page came.
type Options struct {
	URL         string           // where it was fetched from; may be empty
	ContentType string           // as the server sent it; may be empty
	Now         func() time.Time // nil is time.Now
}

// Read reads the article on a page. What it finds is as the page has it; it is
// not normalised. Its error says what is wrong with the page, without its name.
func Read(data []byte, opts Options) (news.Article, error) {
	if len(data) > MaxBytes {
		return news.Article{}, fmt.Errorf("has %d bytes; a page may have %d", len(data), MaxBytes)
	}
	text, err := charset.Decode(data, opts.ContentType)
	if err != nil {
		return news.Article{}, err
	}
	doc, err := parse(text.Bytes)
	if err != nil {
		return news.Article{}, err
	}
	r := newReader(doc, opts)
	if err := r.read(doc); err != nil {
		return news.Article{}, err
	}
	r.tellCharset(text)
	r.article.SetOrigins(r.origins)
	return r.article, nil
}

// reader gathers one article.
type reader struct {
	article news.Article
	origins map[string]news.Origin
	head    *head
	graph   graph
	ld      map[string]any // the article's own object in JSON-LD; nil where there is none
	base    *url.URL       // what relative addresses stand to; nil where unknown
	dates   *dateReader
	layout  *layout
}

func newReader(doc *html.Node, opts Options) *reader {
	now := time.Now
	if opts.Now != nil {
		now = opts.Now
	}
	r := &reader{origins: map[string]news.Origin{}, head: gather(doc)}
	r.graph = readGraph(r.head.scripts)
	r.ld = r.graph.article()
	r.base = baseOf(opts.URL, r.head.base)
	r.readLang()
	r.dates = newDateReader(r.article.Lang, now())
	r.article.URL = opts.URL
	return r
}

// read fills in the members, those first that others need.
func (r *reader) read(doc *html.Node) error {
	r.readAddress()
	r.readSource()
	r.readSection()
	r.readTitle()
	r.layout = lay(doc)
	r.readBody()
	if r.article.Body == "" || r.ld == nil && lettersOf(r.article.Body) < leastText && !r.saysArticle() {
		return ErrNoArticle
	}
	if r.article.Title == "" {
		return errors.New("has no title")
	}
	r.readSubtitle()
	r.readAuthors()
	r.readPublished()
	r.readUpdated()
	r.readRest()
	return nil
}

// saysArticle reports whether a page without JSON-LD calls itself an article.
func (r *reader) saysArticle() bool {
	return strings.HasPrefix(r.head.metaOf("og:type"), "article") || r.head.metaOf("article:published_time") != "" ||
		len(r.head.micro("headline", "article", "blogposting")) > 0
}

// readBody takes the text that the page shows, or what its data say where it
// shows next to none.
func (r *reader) readBody() {
	told := strings.Join(texts(r.ld["articleBody"]), "\n\n")
	if strings.Contains(told, "</p>") || strings.Contains(told, "<br") {
		told = news.HTMLText(told)
	}
	body, title := r.layout.article(r.article.Title, told)
	const half = 2
	if lettersOf(body)*half < lettersOf(told) && lettersOf(told) >= leastText {
		r.article.Body = html.UnescapeString(told)
		r.origins["body"] = news.FromJSONLD
		return
	}
	r.article.Body = body
	r.origins["body"] = news.FromText
	if r.article.Title == "" && title != "" {
		r.put("title", &r.article.Title, title, news.FromText)
	}
}

// put sets a member where it has no value yet.
func (r *reader) put(member string, target *string, value string, origin news.Origin) {
	if *target != "" {
		return
	}
	if value = tidyLine(value); value != "" {
		*target = value
		r.origins[member] = origin
	}
}

// tidyLine makes one line of a value, and letters of entities that were escaped
// twice, as they often are in meta elements.
func tidyLine(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return strings.ReplaceAll(tidy(s), "\n", " ")
}

// tellCharset keeps how the page's bytes were read where that is not plain.
func (r *reader) tellCharset(t charset.Text) {
	if t.From != charset.Guess && t.Lost == 0 && t.Doubled == 0 {
		return
	}
	value, err := json.Marshal(map[string]any{"name": t.Name, "from": t.From, "lost": t.Lost, "doubled": t.Doubled})
	if err == nil {
		r.keep("charset", value)
	}
}

func (r *reader) keep(name string, value json.RawMessage) {
	if r.article.Extra == nil {
		r.article.Extra = map[string]json.RawMessage{}
	}
	r.article.Extra[name] = value
}
