package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/element"
	"github.com/dateline-search/dateline/index/source/newsml"
	"github.com/dateline-search/dateline/index/source/nitf"
	"github.com/dateline-search/dateline/index/source/ritzau"
)

// xmlFormat is a format of XML documents in which each element of one name
// holds an article.
type xmlFormat struct {
	name  Format
	ends  []string
	roots []string // by which a document is told
	item  string
	// parse makes articles of such an element, of which the first is in it.
	parse func(*element.Node) ([]news.Article, error)
}

func xmlFormats() []format {
	list := []xmlFormat{
		{NITF, []string{".xml", ".nitf"}, []string{"nitf", "contentSet"}, "nitf", func(n *element.Node) ([]news.Article, error) {
			return nitf.Articles(n), nil
		}},
		{NewsMLG2, nil, g2Roots(), "newsItem", alone(newsml.ArticleG2)},
		{NewsML, nil, []string{"NewsML", "NewsItem"}, "NewsItem", alone(newsml.Article1)},
		{Ritzau, nil, []string{"RBNews", "ListOfRBNews", "XMLNewsQueuedResult", "XMLNewsQueuedResponse"}, "RBNews", func(n *element.Node) ([]news.Article, error) {
			return ritzau.Articles(n), nil
		}},
	}
	var all []format
	for _, x := range list {
		all = append(all, format{name: x.name, ends: x.ends, binary: true, detects: x.detects, open: x.open})
	}
	return all
}

func alone(parse func(*element.Node) (news.Article, error)) func(*element.Node) ([]news.Article, error) {
	return func(n *element.Node) ([]news.Article, error) {
		a, err := parse(n)
		return []news.Article{a}, err
	}
}

// g2Roots are the roots of NewsML-G2. Most of them hold no text; to say so helps
// more than not to know them.
func g2Roots() []string {
	return []string{"newsMessage", "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
}

func (x xmlFormat) detects(b *beginning) bool { return slices.Contains(x.roots, b.root) }

func (x xmlFormat) open(in *input) (articles, int, error) {
	return &xmlArticles{xmlFormat: x, doc: element.NewReader(in.text), before: in.line - 1}, 0, nil
}

// xmlArticles reads the articles of a document, one element after the other.
type xmlArticles struct {
	xmlFormat
	doc    *element.Reader
	before int // lines
	read   int // items
	more   []news.Article
	line   int // of the item that they are from
	kept   index.Item
}

func (x *xmlArticles) next() (a news.Article, line int, err error) {
	x.kept = index.Item{}
	if len(x.more) > 0 {
		a, x.more = x.more[0], x.more[1:]
		return a, x.line, nil
	}
	start, err := x.doc.Seek(x.item)
	line = x.before + x.doc.Line()
	if errors.Is(err, io.EOF) && x.read == 0 {
		err = fmt.Errorf("holds no element %s, and so no article", x.item)
	}
	if err != nil {
		return a, line, x.fatal(err)
	}
	x.read++
	node, err := x.doc.Read(start)
	if err != nil {
		line = x.before + x.doc.Line()
		return a, line, x.skip(err)
	}
	all, err := x.parse(node)
	if err != nil {
		return a, line, x.keep(err)
	}
	x.more, x.line = all[1:], line
	if entitle(&all[0]); isLacking(&all[0]) {
		x.kept = index.NewItem(index.FormFile, x.doc.Raw())
	}
	return all[0], line, nil
}

// skip goes on behind an item that cannot be read to its end, where it has one.
func (x *xmlArticles) skip(err error) error {
	if !x.doc.Skip(x.item) {
		return x.fatal(err)
	}
	return x.keep(err)
}

// keep adds the item that was read last to what is wrong with it.
func (x *xmlArticles) keep(err error) error {
	return &itemError{err, index.NewItem(index.FormFile, x.doc.Raw())}
}

// raw is what Next read last, as it was sent, where it may be rejected.
func (x *xmlArticles) raw() index.Item { return x.kept }

// fatal makes an error of the document one that ends the file.
func (x *xmlArticles) fatal(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return &fatalError{err}
}

// rootOf is the root element of a file that begins with head; empty where it is
// no XML.
func rootOf(head []byte) string {
	if !bytes.HasPrefix(head, []byte("<")) {
		return ""
	}
	return element.Root(head)
}

// endlessRoot is how a document begins whose root element ends nowhere near.
var endlessRoot = regexp.MustCompile(`^<(\?xml|!--|!DOCTYPE|[A-Za-z][^>]*$)`)

// isXML is for documents that no format reads.
func isXML(b *beginning) bool {
	if b.root == "" {
		return len(b.head) >= rootWithin && endlessRoot.Match(b.head)
	}
	return !strings.EqualFold(b.root, "html")
}

func openXML(in *input) (articles, int, error) {
	if in.root == "" {
		return nil, in.line, fmt.Errorf("is XML whose root element does not end within %d KB, which is no format of articles that is read", len(in.head)>>10)
	}
	return nil, in.line, fmt.Errorf("is XML with the root element %q, which is no format of articles that is read", in.root)
}
