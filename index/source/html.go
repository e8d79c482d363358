package source

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/page"
)

// isHTML tells a web page by its doctype or its first element.
func isHTML(b *beginning) bool {
	if b.first != '<' {
		return false
	}
	switch strings.ToLower(b.root) {
	case "html", "head", "body", "meta", "title":
		return true
	}
	const enough = 1 << 10 // bytes: comments may stand in front
	return bytes.Contains(bytes.ToLower(b.head[:min(len(b.head), enough)]), []byte("<!doctype html"))
}

// pageArticle is the one article of a web page.
type pageArticle struct {
	*input
	read bool
}

func openHTML(in *input) (articles, int, error) { return &pageArticle{input: in}, 0, nil }

func (p *pageArticle) next() (news.Article, int, error) {
	if p.read {
		return news.Article{}, 0, io.EOF
	}
	p.read = true
	data, err := io.ReadAll(io.LimitReader(p.text, page.MaxBytes+1))
	if err != nil {
		return news.Article{}, 0, &fatalError{brokenInput(err)}
	}
	if len(data) > page.MaxBytes {
		return news.Article{}, 0, fmt.Errorf("is larger than the %d bytes that a page may have", page.MaxBytes)
	}
	a, err := page.Read(data, page.Options{URL: p.opts.URL, ContentType: p.opts.ContentType})
	if err != nil {
		return news.Article{}, 0, &itemError{fmt.Errorf("the page %w", err), index.NewItem(index.FormFile, data).Called(p.opts.ContentType)}
	}
	return a, 0, nil
}
