package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// decode reads one article. Its errors say which member is wrong and wrap
// index.ErrInvalid; the article that comes with one may hold its id.
func decode(raw []byte) (news.Article, error) {
	var a news.Article
	if !utf8.Valid(raw) {
		return a, invalid(errors.New("it is not UTF-8"))
	}
	if len(raw) == 0 || raw[0] != '{' {
		return a, invalid(errors.New("an article is a JSON object"))
	}
	err := a.UnmarshalJSON(raw)
	if err != nil {
		err = invalid(err)
	}
	return a, err
}

func invalid(why error) error { return fmt.Errorf("%w: %w", index.ErrInvalid, why) }

// place says where JSON is broken.
func place(err error) string {
	var broken *json.SyntaxError
	if errors.As(err, &broken) {
		return fmt.Sprintf("it is not JSON, at byte %d: %v", broken.Offset, broken)
	}
	return fmt.Sprintf("it is not JSON: %v", err)
}
