package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// articles reads the articles of one file.
type articles interface {
	// next returns an article and the line where it begins, 0 where that has no
	// meaning. It fails with io.EOF after the last, with a *fatalError where the
	// rest cannot be read, and with any other error where this article alone
	// cannot.
	next() (a news.Article, line int, err error)
}

// fatalError ends a file.
type fatalError struct{ err error }

func (e *fatalError) Error() string { return e.err.Error() + "; nothing behind it was read" }
func (e *fatalError) Unwrap() error { return e.err }

// items splits a file into JSON objects, one for each article.
type items interface {
	// next returns an object and the line where it begins. The object is valid
	// until the next call. Its errors are those of articles.
	next() (object []byte, line int, err error)
	// framed reports whether the end of an item can be told even where it is not
	// JSON.
	framed() bool
}

// objects makes articles of JSON objects.
type objects struct {
	items
	fields fieldMap
}

func (o *objects) next() (a news.Article, line int, err error) {
	object, line, err := o.items.next()
	if err != nil {
		return news.Article{}, line, err
	}
	if err := o.decode(object, &a); err != nil {
		return news.Article{}, errorLine(object, line, err), err
	}
	return a, line, nil
}

func (o *objects) decode(object []byte, a *news.Article) error {
	if !utf8.Valid(object) {
		return notUTF8(object)
	}
	object, err := o.fields.apply(object)
	if err == nil {
		err = a.UnmarshalJSON(object)
	}
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) && !o.framed() {
		return &fatalError{err}
	}
	return err
}

// errorLine is the line of a syntax error in an object that begins at line.
func errorLine(object []byte, line int, err error) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && syntax.Offset <= int64(len(object)) {
		line += bytes.Count(object[:syntax.Offset], []byte("\n"))
	}
	return line
}

func notUTF8(text []byte) error {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return fmt.Errorf("byte %d (0x%02x) is not UTF-8; convert the file to UTF-8", at+1, text[at])
}
