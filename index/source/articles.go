package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
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
	// framed reports whether the item that was read last has certainly ended, even
	// where it is not JSON. It may read on to what stands behind it.
	framed() bool
}

// objects makes articles of JSON objects.
type objects struct {
	items
	fields  fieldMap
	dialect *dialect // nil: our own
	settled bool     // the dialect is known
	pending [][]byte // of the object that was read last
	line    int      // where it begins
	kept    index.Item
}

func (o *objects) next() (a news.Article, line int, err error) {
	if len(o.pending) == 0 {
		if err := o.read(); err != nil {
			return news.Article{}, o.line, err
		}
	}
	object := o.pending[0]
	o.pending = o.pending[1:]
	if err := o.decode(object, &a); err != nil {
		return news.Article{}, errorLine(object, o.line, err), &itemError{err, o.item(object)}
	}
	if o.kept = (index.Item{}); o.dialect != nil && isLacking(&a) {
		o.kept = index.NewItem(index.FormObject, object)
	}
	return a, o.line, nil
}

// raw is the object of the article that next gave last, where that may be
// rejected; one in our own form is written anew as well.
func (o *objects) raw() index.Item { return o.kept }

// isLacking reports whether an article lacks what every article needs.
func isLacking(a *news.Article) bool {
	return a.Title == "" || a.Body == "" && a.HTML == ""
}

// rows are items that were no objects before: they are kept as they stood.
type rows interface{ item() index.Item }

// item is what is kept of an object that is no article.
func (o *objects) item(object []byte) index.Item {
	if r, ok := o.items.(rows); ok {
		return r.item()
	}
	return index.NewItem(index.FormObject, object)
}

// itemError is an error of one item, which it holds.
type itemError struct {
	error
	item index.Item
}

func (e *itemError) Unwrap() error { return e.error }

// read reads the next object; the first of a file tells in which dialect all of
// them are.
func (o *objects) read() error {
	object, line, err := o.items.next()
	o.line = line
	if err != nil {
		return err
	}
	if !o.settled {
		o.dialect, o.settled = dialectOf(object), true
	}
	o.pending = append(o.pending[:0], object)
	if o.dialect != nil && utf8.Valid(object) {
		o.pending = o.dialect.split(object)
	}
	if len(o.pending) == 0 {
		return o.foreign(object)
	}
	return nil
}

// errNoArticle is for objects of a dialect that are about something else.
var errNoArticle = errors.New("the object is no article, and holds none")

// foreign says what is wrong with an object in which its dialect finds nothing.
func (o *objects) foreign(object []byte) error {
	err := news.Members(object, func(_, _ []byte) error { return nil })
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) && !o.framed() {
		return &fatalError{err}
	}
	if err == nil {
		err = errNoArticle
	}
	return &itemError{err, o.item(object)}
}

func (o *objects) decode(object []byte, a *news.Article) error {
	if !utf8.Valid(object) {
		return notUTF8(object)
	}
	err := o.parse(object, a)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) && !o.framed() {
		return &fatalError{err}
	}
	return err
}

func (o *objects) parse(object []byte, a *news.Article) (err error) {
	if o.dialect != nil {
		*a, err = o.dialect.parse(object)
		entitle(a)
		return err
	}
	if object, err = o.fields.apply(object); err != nil {
		return err
	}
	return a.UnmarshalJSON(object)
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
