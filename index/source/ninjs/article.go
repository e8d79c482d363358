package ninjs

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
)

// article makes an article of the item.
func (it item) article() (a news.Article, err error) {
	uri := it.first("uri", "guid")
	if uri == "" {
		return a, errNoID
	}
	a.ID = uri
	if isWeb(uri) {
		a.ID, a.URL = "", uri
	}
	a.Title = it.headline()
	a.Body, a.HTML = it.body()
	a.Subtitle = it.description()
	if a.Body == "" && a.HTML == "" { // what is shown of a picture, a film or an event
		a.Body, a.Subtitle = a.Subtitle, ""
	}
	a.Source = cmp.Or(it.first("source", "provider"), it.first("copyrightholder"))
	a.Section = first(it.names("service"))
	a.Authors = it.byline()
	a.Lang = it.first("language")
	a.Keywords = slices.Concat(it.names("keywords"), it.names("subject"), it.names("subjects"))
	a.Image = it.image()
	a.Copyright = it.first("copyrightnotice", "copyrightholder")
	a.Extra = it.extra()
	it.dates(&a)
	return a, it.usage(&a)
}

// byline are the names in the byline, or those of the authors; of a picture it is
// who took it.
func (it item) byline() []string {
	if names := byline.Split(it.first("byline", "by")); len(names) > 0 {
		return names
	}
	if names := it.names("authors"); len(names) > 0 {
		return names
	}
	return it.names("photographer")
}

// isWeb reports whether a uri is the address of a page.
func isWeb(uri string) bool {
	_, err := news.CanonicalURL(uri)
	return err == nil
}

// headline is the headline that is meant for readers: in 1.x the member of that
// name or headline_main, in 2.x the one whose role is main, else the first; an
// item may have a title alone.
func (it item) headline() string {
	if s := it.first("headline", "headline_main"); s != "" {
		return s
	}
	if all := it.entries("headlines"); len(all) > 0 {
		return cmp.Or(ofRole(all, "main", "headline", ""), all[0]).plain()
	}
	for _, name := range it.named("headline_") {
		if s := it.first(name); s != "" {
			return s
		}
	}
	return it.first("title")
}

// ofRole is the first entry that has the first of some roles that any has.
func ofRole(all []entry, roles ...string) entry {
	for _, role := range roles {
		for _, e := range all {
			if e.role == role {
				return e
			}
		}
	}
	return entry{}
}

// isHTML goes by the content's type where it is told, else by how it begins.
func (e entry) isHTML() bool {
	switch e.kind {
	case "text/html", "application/xhtml+xml":
		return true
	case "":
		s := strings.TrimSpace(e.value)
		return strings.Contains(e.role, "html") || strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">")
	}
	return false
}

// hasText reports whether anything stands between the tags.
func hasText(html string) bool {
	for html != "" {
		before, tag, _ := strings.Cut(html, "<")
		if strings.TrimSpace(before) != "" {
			return true
		}
		_, html, _ = strings.Cut(tag, ">")
	}
	return false
}

func (e entry) plain() string {
	if e.isHTML() {
		return news.HTMLText(e.value)
	}
	return e.value
}

// body is the text, as HTML where there is any: its paragraphs are sure.
func (it item) body() (plain, html string) {
	all := it.entries("bodies")
	for _, name := range it.named("body_") {
		if s := it.first(name); s != "" {
			all = append(all, entry{role: strings.TrimPrefix(name, "body_"), value: s})
		}
	}
	for _, e := range all {
		if e.isHTML() && hasText(e.value) {
			return "", e.value
		}
	}
	for _, e := range all {
		if e.kind == "" || e.kind == "text/plain" {
			return cmp.Or(ofRole(all, "text"), e).value, ""
		}
	}
	return "", ""
}

// description is the summary or caption, as plain text.
func (it item) description() string {
	for _, name := range []string{"description_text", "description_main", "description_caption"} {
		if s := it.first(name); s != "" {
			return s
		}
	}
	if all := it.entries("descriptions"); len(all) > 0 {
		return cmp.Or(ofRole(all, "main", "text", "caption", "lead", "summary"), all[0]).plain()
	}
	for _, name := range it.named("description_") {
		if s := it.first(name); s != "" {
			return entry{role: name, value: s}.plain()
		}
	}
	return ""
}

// dates takes the first time of the item for the publication, the time of this
// version for the update. The standard does not look at how a date is written;
// one that cannot be read stays among the members that are kept.
func (it item) dates(a *news.Article) {
	created := it.date("versioncreated")
	a.Published = it.date("firstpublished", "firstcreated", "versioncreated")
	if !created.IsZero() && !created.Time.Equal(a.Published.Time) {
		a.Updated = created
	}
	a.Usage.Sent = created.Time.UTC()
}

// date reads the first of some members that holds a date.
func (it item) date(names ...string) news.Date {
	for _, name := range names {
		if d, err := news.ParseDate(it.first(name)); err == nil {
			return d
		}
	}
	return news.Date{}
}

// usage reads whether and from when the item may be used, and its version.
// Commissioned, of 1.2, is said of what is not written yet: it waits. So does an
// item whose embargo cannot be understood.
func (it item) usage(a *news.Article) error {
	status := it.first("pubstatus")
	if strings.EqualFold(status, "commissioned") {
		status = "withheld"
	}
	var err error
	if a.Usage.Status, err = news.ParseStatus(status); err != nil {
		return &news.FieldError{Field: "pubstatus", Value: status, Reason: "must be usable, withheld or canceled"}
	}
	if it.first("embargoed", "embargoeduntil") != "" {
		embargo := it.date("embargoed", "embargoeduntil")
		a.Usage.Embargo = embargo.Time.UTC()
		if embargo.IsZero() && a.Usage.Status == news.Usable {
			a.Usage.Status = news.Withheld
		}
	}
	if n, err := strconv.ParseUint(it.first("version"), 10, 64); err == nil {
		a.Usage.Revision = n
	}
	return nil
}

// image is the address of the widest rendition of the first picture.
func (it item) image() string {
	if kind := it.first("type"); kind == "picture" || kind == "graphic" {
		return it.widest()
	}
	for _, value := range values(it["associations"]) {
		if below, err := inner(value); err == nil {
			if address := below.image(); address != "" {
				return address
			}
		}
	}
	return ""
}

func (it item) widest() (address string) {
	most := -1.0
	for _, value := range values(it["renditions"]) {
		r, err := inner(value)
		if err != nil || !isWeb(r.first("href")) {
			continue
		}
		width, err := strconv.ParseFloat(r.first("width"), 64)
		if err != nil {
			width = 0
		}
		if width > most {
			most, address = width, r.first("href")
		}
	}
	return address
}

// extra keeps the members that an article has no place for, but for those that
// say how the item was sent, and for its pictures.
func (it item) extra() map[string]json.RawMessage {
	extra := map[string]json.RawMessage{}
	for name, value := range it {
		unread := name == "versioncreated" && it.date(name).IsZero()
		if (!isUsed(name) || unread) && !bytes.Equal(value, []byte("null")) && !bytes.Equal(value, []byte(`""`)) {
			extra[name] = bytes.Clone(value)
		}
	}
	if len(extra) == 0 {
		return nil
	}
	return extra
}

func isUsed(name string) bool {
	switch name {
	case "uri", "guid", "headline", "headlines", "bodies", "descriptions", "byline", "by", "language", "source",
		"copyrightnotice", "keywords", "pubstatus", "embargoed", "embargoeduntil", "version", "versioncreated",
		"title", "authors", "associations", "renditions", "$standard", "standard", "charcount", "wordcount", "id", "entities":
		return true
	}
	return strings.HasPrefix(name, "body_") || strings.HasPrefix(name, "description_") || strings.HasPrefix(name, "headline_")
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
