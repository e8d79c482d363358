package ritzau

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
	"github.com/dateline-search/dateline/index/source/element"
)

// agency is the source of every item; its member origin says no more than that,
// but for what is only passed on.
const agency = "Ritzau"

// Articles makes an article of an element RBNews and, where that is canceled and
// names another that it stands for, a second that cancels that one. What is
// missing stays empty; flashes have no headline. Items name neither a language
// nor a time zone.
func Articles(doc *element.Node) []news.Article {
	i := item{doc}
	published, err := news.ParseDate(i.text("PublishDate"))
	if err != nil {
		published = news.Date{}
	}
	a := news.Article{
		ID:        own(i.text("NewsID")),
		Title:     i.text("headline"),
		Subtitle:  i.text("subtitle"),
		HTML:      strings.TrimSpace(once(doc.Find("content").Raw())),
		Source:    agency,
		Section:   i.text("section"),
		Authors:   byline.Split(i.text("byLine")),
		Published: published,
		Keywords:  i.keywords(),
		Usage:     i.usage(published),
		Extra:     i.extra(),
	}
	other := own(cmp.Or(i.text("replacedID"), i.text("Replaces")))
	if a.Usage.Status != news.Canceled || other == "" || other == a.ID {
		return []news.Article{a}
	}
	return []news.Article{a, {ID: other, Usage: news.Usage{Status: news.Canceled, Sent: a.Usage.Sent}}}
}

// own puts the agency before an id; there is none without one.
func own(id string) string {
	if id == "" {
		return ""
	}
	return "ritzau:" + id
}

// item is an element RBNews.
type item struct{ doc *element.Node }

// text is a member as one line.
func (i item) text(member string) string {
	return strings.Join(strings.Fields(html.UnescapeString(i.doc.Find(member).Content())), " ")
}

func (i item) is(member string) bool { return strings.EqualFold(i.text(member), "true") }

// twice are references to characters that were escaped once too often, as those
// in releases that the agency passes on are.
var twice = regexp.MustCompile(`&amp;((?:amp;)*)(#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)

// once undoes what was escaped too often in HTML.
func once(s string) string { return twice.ReplaceAllString(s, "&$2;") }

func (i item) keywords() (words []string) {
	for _, word := range i.doc.Find("SubjectKeyword").Nodes() {
		if s := word.Content(); word.Name != "" && s != "" {
			words = append(words, s)
		}
	}
	return words
}

// usage reads whether the item may be used. That its time has no zone does not
// matter to its order, as all of them come from one clock.
func (i item) usage(published news.Date) news.Usage {
	u := news.Usage{}
	if published.Precision >= news.Minute {
		u.Sent = published.Time.UTC()
	}
	if i.is("Annuleret") {
		u.Status = news.Canceled
	}
	if n, err := strconv.ParseUint(i.text("version"), 10, 64); err == nil {
		u.Revision = n
	}
	return u
}

// extra keeps what editors look for and an article has no place for.
func (i item) extra() map[string]json.RawMessage {
	extra := map[string]json.RawMessage{}
	keep := func(name, value string) {
		if value != "" {
			extra[name] = news.AppendQuote(nil, value)
		}
	}
	if urgency, err := strconv.Atoi(i.text("Priority")); err == nil {
		extra["urgency"] = json.RawMessage(strconv.Itoa(urgency))
	}
	keep("dateline", i.text("town"))
	keep("slugline", i.text("strapline"))
	keep("genre", i.text("format"))
	keep("signal", i.signal())
	keep("ednote", news.HTMLText(once(i.doc.Find("TilRedaktionen").Raw())))
	if origin := i.text("origin"); !strings.EqualFold(strings.Trim(origin, "/"), agency) {
		keep("origin", origin)
	}
	if len(extra) == 0 {
		return nil
	}
	return extra
}

// signal is what an item is to those that were sent before.
func (i item) signal() string {
	switch {
	case i.is("Korrektion"):
		return "correction"
	case i.is("NyVersion"):
		return "update"
	case i.is("InfoFlash"):
		return "flash"
	}
	return ""
}
