package news

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// objectWriter writes one JSON object, member by member, leaving out what is
// empty. Its zero value is ready.
type objectWriter struct {
	buf []byte
}

// newObject returns a writer with room for an article.
func newObject(a *Article) *objectWriter {
	return &objectWriter{buf: make([]byte, 0, len(a.Body)+len(a.HTML)+1024)}
}

// article writes all members but Extra, dates by date.
func (w *objectWriter) article(a *Article, date func(w *objectWriter, name string, d Date)) {
	w.text("id", a.ID)
	w.text("url", a.URL)
	w.text("title", a.Title)
	w.text("subtitle", a.Subtitle)
	w.text("body", a.Body)
	w.text("html", a.HTML)
	w.text("source", a.Source)
	w.text("section", a.Section)
	w.texts("authors", a.Authors)
	w.text("lang", a.Lang)
	date(w, "published", a.Published)
	date(w, "updated", a.Updated)
	w.texts("keywords", a.Keywords)
	w.text("image", a.Image)
	w.text("copyright", a.Copyright)
}

// members writes the members of extra that keep approves, by name.
func (w *objectWriter) members(extra map[string]json.RawMessage, keep func(name string) bool) error {
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if !keep(name) {
			continue
		}
		if !validJSON(extra[name]) {
			return fmt.Errorf("extra member %q is not JSON", name)
		}
		w.key(name)
		w.buf = append(w.buf, extra[name]...)
	}
	return nil
}

// close ends the object and returns it.
func (w *objectWriter) close() []byte {
	if len(w.buf) == 0 {
		w.buf = append(w.buf, '{')
	}
	return append(w.buf, '}')
}

func (w *objectWriter) key(name string) {
	if len(w.buf) == 0 {
		w.buf = append(w.buf, '{')
	} else {
		w.buf = append(w.buf, ',')
	}
	w.buf = append(AppendQuote(w.buf, name), ':')
}

func (w *objectWriter) text(name, value string) {
	if value == "" {
		return
	}
	w.key(name)
	w.buf = AppendQuote(w.buf, value)
}

func (w *objectWriter) texts(name string, values []string) {
	if len(values) == 0 {
		return
	}
	w.key(name)
	for i, value := range values {
		w.buf = append(w.buf, "[,"[min(i, 1)])
		w.buf = AppendQuote(w.buf, value)
	}
	w.buf = append(w.buf, ']')
}

// AppendQuote appends s as a JSON string. Bytes that are not UTF-8 stay.
func AppendQuote(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	from := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, `\n`...)
		case '\t':
			dst = append(dst, `\t`...)
		case '\r':
			dst = append(dst, `\r`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(dst, s[from:]...), '"')
}
