package source

import (
	"errors"
	"io"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/syndication"
)

// isFeed tells a feed by its first element, or by the version that a JSON Feed
// states.
func isFeed(b *beginning) bool { return syndication.IsFeed(b.head) }

// feedArticles are the items of a feed.
type feedArticles struct {
	*syndication.Reader
	line  int
	ended bool
}

func openFeed(in *input) (articles, int, error) {
	r, err := syndication.NewReader(in.text, syndication.Options{URL: in.opts.URL, ContentType: in.opts.ContentType, Line: in.line})
	if err != nil {
		return nil, 0, err
	}
	return &feedArticles{Reader: r}, 0, nil
}

// errCutOff says that there may have been more.
var errCutOff = errors.New("the feed has no end; it may have been cut off")

func (f *feedArticles) next() (news.Article, int, error) {
	a, line, err := f.Next()
	f.line = max(f.line, line)
	var item *syndication.ItemError
	switch {
	case err == nil:
		return a, line, nil
	case errors.Is(err, io.EOF) && f.Feed().Cut && !f.ended:
		f.ended = true
		return a, max(f.line, 1), errCutOff
	case errors.Is(err, io.EOF):
		return a, line, err
	case errors.As(err, &item):
		return a, item.Line, &itemError{item.Err, index.NewItem(index.FormFile, item.Document)}
	}
	return a, line, &fatalError{err}
}
