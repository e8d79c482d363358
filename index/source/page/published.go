package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dateline-search/dateline/index/news"
)

// dated is a date and where it was found.
type dated struct {
	date   news.Date
	origin news.Origin
}

// readPublished takes the first date that can be believed, at the finest
// precision that any of those of the same day has.
func (r *reader) readPublished() {
	found := r.publishedDates()
	if len(found) == 0 {
		return
	}
	best := found[0]
	for _, d := range found[1:] {
		if sameDay(best.date, d.date) && finer(d.date, best.date) {
			best = dated{d.date, d.origin}
		}
	}
	r.article.Published = best.date
	r.origins["published"] = best.origin
}

// publishedDates lists what the page says, what it shows and what its address
// says, in that order.
func (r *reader) publishedDates() []dated {
	var out []dated
	add := func(origin news.Origin, values ...string) {
		for _, v := range values {
			if d, ok := r.dates.read(strings.TrimSpace(v)); ok {
				out = append(out, dated{d, origin})
			}
		}
	}
	add(news.FromJSONLD, texts(r.ld["datePublished"])...)
	add(news.FromMicrodata, r.head.micro("datepublished", articleTypes()...)...)
	add(news.FromOpenGraph, r.head.metaOf("article:published_time", "og:published_time", "article:published"))
	for _, name := range publishedMetas() {
		add(news.FromMeta, r.head.metaOf(name))
	}
	add(news.FromJSONLD, texts(r.ld["dateCreated"])...)
	add(news.FromMicrodata, r.head.micro("datepublished", "")...)
	out = append(out, r.shownDates()...)
	if u, err := url.Parse(r.article.URL); err == nil {
		if d, ok := r.dates.addressDate(u.Path); ok {
			out = append(out, dated{d, news.FromAddress})
		}
	}
	if len(out) == 0 {
		for _, n := range r.graph.nodes { // a page about the article, in JSON-LD
			add(news.FromJSONLD, texts(n["datePublished"])...)
		}
		add(news.FromMeta, r.head.metaOf("date", "dc.date", "last-modified"))
	}
	return out
}

// publishedMetas are the names under which outlets and their systems keep the
// time of publication.
func publishedMetas() []string {
	return []string{
		"parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publishdate", "publish-date", "publish_date",
		"pubdate", "published_date", "publication_date", "article_date_original", "article.published", "originalpublicationdate", "dc.date.issued",
		"dcterms.issued", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_date", "date", "dc.date", "dcterms.date", "article.created", "displaydate",
		"vr:published_time", "shareaholic:article_published_time", "rnews:datepublished", "bt:pubdate", "ptime", "datepublished", "article:published_date",
	}
}

// shownDates lists the dates that elements show, those of the article in front:
// in the box of its text or near its heading.
func (r *reader) shownDates() []dated {
	var out []dated
	for _, n := range r.head.times {
		value := attribute(n, "datetime")
		if value == "" {
			value = attribute(n, "content")
		}
		if value == "" || n.DataAtom != atom.Time {
			value = textOf(n) + " " + value
		}
		if strings.Contains(strings.ToLower(namesOf(n)), "updated") || r.isElsewhere(n) {
			continue
		}
		if d, ok := r.dates.read(tidyLine(value)); ok {
			out = append(out, dated{d, news.FromElement})
		}
	}
	return append(out, r.writtenDates()...)
}

// isElsewhere reports whether an element stands in what is beside the article.
func (r *reader) isElsewhere(n *html.Node) bool {
	const up = 12 // levels: beyond that it is the page
	for i := 0; n != nil && i < up; i, n = i+1, n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Footer, atom.Aside, atom.Li:
			return true
		}
		if hasAny(splitNames(namesOf(n)), []string{"comment", "related", "recommend", "sidebar", "popular", "latest", "teaser", "footer", "widget", "respond."}) && n.DataAtom != atom.Body {
			return true
		}
	}
	return false
}

// writtenDates looks for dates in the short lines around the heading.
func (r *reader) writtenDates() []dated {
	const before, behind, longest = 4, 12, 200
	at := r.titleBlock()
	var out []dated
	if at < 0 {
		return out
	}
	look := func(b *block) {
		if len(b.text) > longest || r.isElsewhere(r.layout.boxes[b.box].node) {
			return
		}
		if d, ok := r.dates.find(b.text); ok {
			out = append(out, dated{d, news.FromText})
		}
	}
	for i := at; i < min(at+behind, len(r.layout.blocks)); i++ {
		look(&r.layout.blocks[i])
	}
	for i := at - 1; i >= max(0, at-before); i-- {
		look(&r.layout.blocks[i])
	}
	return out
}

// titleBlock is the block that shows the title, or the first of the text; -1 for
// none.
func (r *reader) titleBlock() int {
	first, heading := -1, -1
	for i, b := range r.layout.blocks {
		switch {
		case sameWords(b.text, r.article.Title):
			return i
		case b.tag == atom.H1 && heading < 0:
			heading = i
		case first < 0 && b.letters > minSentence && strings.HasPrefix(r.article.Body, b.text):
			first = i
		}
	}
	if heading >= 0 {
		return heading
	}
	return first
}

func (r *reader) readUpdated() {
	for _, c := range []struct {
		values []string
		origin news.Origin
	}{
		{texts(r.ld["dateModified"]), news.FromJSONLD},
		{r.head.micro("datemodified", articleTypes()...), news.FromMicrodata},
		{[]string{r.head.metaOf("article:modified_time", "og:updated_time")}, news.FromOpenGraph},
		{[]string{r.head.metaOf("last-modified", "dcterms.modified", "article.updated", "lastmod", "revised", "article_date_updated")}, news.FromMeta},
	} {
		for _, v := range c.values {
			if d, ok := r.dates.read(strings.TrimSpace(v)); ok {
				r.article.Updated = d
				r.origins["updated"] = c.origin
				return
			}
		}
	}
}

// sameDay reports whether two dates may be the same, told more or less exactly.
// Zones move a day by one at most.
func sameDay(a, b news.Date) bool {
	if a.Precision < news.Day || b.Precision < news.Day {
		return a.Time.Year() == b.Time.Year() && a.Time.Month() == b.Time.Month()
	}
	return a.Time.Year() == b.Time.Year() && a.Time.YearDay() == b.Time.YearDay()
}

// finer reports whether a date says more than another: the time of day, or the
// zone of it.
func finer(a, b news.Date) bool {
	if min(a.Precision, news.Minute) != min(b.Precision, news.Minute) {
		return a.Precision > b.Precision
	}
	return a.Precision >= news.Minute && b.ZoneUnknown && !a.ZoneUnknown
}
