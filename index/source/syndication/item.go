package syndication

import (
	"net/url"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// item is an item as a feed states it, of whatever format.
type item struct {
	line int
	err  error  // why it is none
	raw  []byte // as it stands, where that may be needed

	title                 content
	otherTitle            content // of a module
	text, summary         content
	guid                  string
	permalink             bool // the guid says to be an address
	link, feedLink, other string
	published, updated    string
	authors, keywords     []string
	image                 string
	lang, rights, source  string
	base                  *url.URL
	wp                    *post // where it comes from WordPress
	address               address
}

// address is where an item is, as it can be fetched and as it identifies; both
// empty where it has none.
type address struct {
	known          bool
	url, canonical string
	unusable       string // a link that is none
}

// size is about how much memory it holds, in bytes.
func (it *item) size() int {
	return 1000 + len(it.text.text) + len(it.text.markup) + len(it.summary.text) + len(it.summary.markup) + len(it.title.text)
}

// person reads the author of RSS: "ada@example.org (Ada Lund)", "Ada Lund
// <ada@example.org>" and the like give the name.
func person(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if open := strings.IndexAny(s, "(<"); open >= 0 {
		outside, inside := strings.TrimSpace(s[:open]), strings.Trim(s[open:], "()<> ")
		if after := strings.TrimSpace(s[strings.LastIndexAny(s, ")>")+1:]); outside == "" && after != "" {
			outside = after
		}
		if outside == "" || strings.Contains(outside, "@") && inside != "" {
			return inside
		}
		s = outside
	}
	if name, ok := strings.CutPrefix(s, "By "); ok {
		s = name
	}
	return strings.TrimPrefix(s, "mailto:")
}

// The addresses and dates of items are kept as they were where they cannot be
// used, in members of this name.
const (
	extraLink  = "link"
	extraGUID  = "guid"
	extraTitle = "title_from"
	extraBody  = "body_from"
	extraDate  = "date_from"
)

// article makes an article of an item, but for its identity.
func (it *item) article(f *Feed, o Options) news.Article {
	a := news.Article{
		Source: it.source, Lang: language(it.lang, it.title.lang, it.text.lang, f.Language),
		Authors: limit(it.authors, news.MaxAuthors), Keywords: limit(it.keywords, news.MaxKeywords), Copyright: it.rights,
	}
	if len(a.Authors) == 0 {
		a.Authors = f.Authors
	}
	firstText(&a.Copyright, f.Rights)
	for _, s := range []string{o.Source, f.Title, host(f.Link), host(o.URL)} {
		firstText(&a.Source, s)
	}
	a.Source, a.Copyright = cut(a.Source, news.MaxName), cut(a.Copyright, news.MaxSubtitle)
	it.setDates(&a)
	it.setLinks(&a)
	it.setTexts(&a)
	return a
}

// setDates reads the dates; one that nobody can read is kept as it was.
func (it *item) setDates(a *news.Article) {
	read := func(s string) news.Date {
		if s == "" {
			return news.Date{}
		}
		d, err := news.ParseDate(s)
		if err != nil {
			return news.Date{Raw: cut(strings.ToValidUTF8(s, "\uFFFD"), maxRaw)}
		}
		return d
	}
	a.Published, a.Updated = read(it.published), read(it.updated)
	if a.Published.IsZero() && !a.Updated.IsZero() {
		a.Published = a.Updated
		setExtra(a, extraDate, "updated")
	}
}

// maxRaw is how much is kept of a date that cannot be read, in code points.
const maxRaw = 100

// setLinks makes the addresses absolute.
func (it *item) setLinks(a *news.Article) {
	at := it.locate()
	a.URL = at.url
	if at.unusable != "" {
		setExtra(a, extraLink, cut(at.unusable, news.MaxURL))
	}
	if image, _ := webAddress(it.base, it.image); image != "" && it.image != "" {
		a.Image = image
	}
	if it.guid != "" && it.guid != a.URL {
		setExtra(a, extraGUID, cut(it.guid, news.MaxURL))
	}
}

// locate finds out where the item is: what it says itself comes before what a
// service counts clicks with, and an id that is an address comes last.
func (it *item) locate() address {
	if it.address.known {
		return it.address
	}
	it.address.known = true
	candidates := []string{it.feedLink, it.link}
	if it.permalink || isWeb(it.guid) && it.link == "" {
		candidates = append(candidates, it.guid)
	}
	for _, link := range append(candidates, it.other) {
		if link == "" {
			continue
		}
		if url, canonical := webAddress(it.base, link); canonical != "" {
			it.address.url, it.address.canonical = url, canonical
			break
		}
		it.address.unusable = link
	}
	return it.address
}

// webAddress is the absolute address of a link and its canonical form; both
// empty where no article can be there.
func webAddress(base *url.URL, link string) (address, canonical string) {
	if link = strings.Join(strings.Fields(link), ""); strings.HasPrefix(link, "#") {
		return "", ""
	}
	address = link
	if u := resolve(base, link); u != nil && u != base && !isWeb(link) {
		address = u.String()
	}
	canonical, err := news.CanonicalURL(address)
	if err != nil || len(address) > news.MaxURL {
		return "", ""
	}
	return address, canonical
}

func isWeb(s string) bool {
	s = strings.ToLower(s[:min(len(s), len("https://"))])
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// language is the first that is a tag; what is none would keep the article out.
func language(tags ...string) string {
	for _, tag := range tags {
		a := news.Article{ID: "x", Lang: tag, Title: "x", Body: "x"}
		a.Normalize()
		if a.Lang != "" && a.Validate() == nil {
			return a.Lang
		}
	}
	return ""
}
