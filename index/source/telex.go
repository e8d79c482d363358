package source

import (
	"errors"
	"io"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/telex"
)

// isTelex tells messages of teleprinters by the characters that frame them.
func isTelex(b *beginning) bool { return telex.Detect(b.head) }

// telexArticles are messages.
type telexArticles struct {
	*telex.Reader
	before int // lines
}

func openTelex(in *input) (articles, int, error) {
	return &telexArticles{telex.NewReader(in.Reader), in.line - 1}, 0, nil
}

func (t *telexArticles) next() (a news.Article, line int, err error) {
	a, line, err = t.Next()
	var message *telex.MessageError
	switch {
	case errors.As(err, &message):
		err = &itemError{message.Err, index.NewItem(index.FormFile, message.Message)}
	case err != nil && !errors.Is(err, io.EOF):
		err = &fatalError{err}
	}
	entitle(&a)
	return a, t.before + line, err
}
