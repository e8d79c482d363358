package newsml

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/element"
)

// language is the language that an element says its content is in; "x-default"
// says none.
func language(n *element.Node) string {
	if lang := n.Attr("lang"); !strings.HasPrefix(lang, "x-") {
		return lang
	}
	return ""
}

// firstDate is the first of some elements that holds a date.
func firstDate(elements ...*element.Node) news.Date {
	for _, n := range elements {
		if d, err := news.ParseDate(n.Content()); err == nil {
			return d
		}
	}
	return news.Date{}
}

// embargo reads until when an item is embargoed. An item whose embargo nobody
// understands waits for a better one.
func embargo(u *news.Usage, said string) {
	if said == "" {
		return
	}
	d, err := news.ParseDate(said)
	switch {
	case err == nil:
		u.Embargo = d.Time.UTC()
	case u.Status == news.Usable:
		u.Status = news.Withheld
	}
}

// extras gathers what an article has no place for.
type extras map[string]json.RawMessage

func (e *extras) set(name string, value []byte) {
	if *e == nil {
		*e = extras{}
	}
	(*e)[name] = value
}

func (e *extras) text(name, value string) {
	if value != "" {
		e.set(name, news.AppendQuote(nil, value))
	}
}

func (e *extras) number(name, value string) {
	if n, err := strconv.Atoi(value); err == nil {
		e.set(name, []byte(strconv.Itoa(n)))
	}
}
