package nitf

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
	"github.com/dateline-search/dateline/index/source/element"
)

// Articles makes an article of an element nitf and, where it says that another
// document is canceled, a second that cancels that one.
func Articles(doc *element.Node) []news.Article {
	a, d := Article(doc), parts(doc)
	other := d.own(d.docdata.Attr("management-doc-idref"))
	status, err := news.ParseStatus(d.docdata.Attr("management-idref-status"))
	if err != nil || status != news.Canceled || other == "" || other == a.ID {
		return []news.Article{a}
	}
	return []news.Article{a, {ID: other, Usage: news.Usage{Status: status, Sent: a.Usage.Sent}}}
}

func parts(doc *element.Node) document {
	return document{
		head: doc.Find("head"), docdata: doc.First("docdata"), pubdata: doc.First("pubdata"),
		body: doc.Find("body"), top: doc.Find("body", "body.head"),
	}
}

// Article makes an article of an element nitf. What is missing stays empty.
func Article(doc *element.Node) news.Article {
	d := parts(doc)
	a := news.Article{
		ID:        d.id(),
		Title:     d.title(),
		Subtitle:  d.subtitle(),
		Body:      Body(doc),
		Source:    d.source(),
		Section:   d.section(),
		Authors:   d.authors(),
		Lang:      cmp.Or(doc.Attr("baselang"), doc.Attr("lang"), d.body.Attr("lang"), d.meta("language", "lang")),
		Published: d.published(),
		Keywords:  d.keywords(),
		Copyright: d.copyright(),
		Extra:     d.extra(),
	}
	a.Usage = d.usage(a.Published)
	return a
}

// Body is the text of the story: the content of the body, or what stands in the
// body without one, as in fragments.
func Body(doc *element.Node) string {
	if content := doc.Find("body", "body.content"); content != nil {
		return content.Text()
	}
	if content := doc.First("body.content"); content != nil {
		return content.Text()
	}
	if doc.Find("body") != nil {
		return doc.Find("body").Text()
	}
	return doc.Text()
}

// document is a story by its parts, which may be missing.
type document struct{ head, docdata, pubdata, body, top *element.Node }

// id is what all versions of the story share. Where the document's own id goes
// on behind the key that newsrooms use, it names the version too.
func (d document) id() string {
	id, key := d.docdata.Find("doc-id").Attr("id-string"), d.docdata.Find("du-key").Attr("key")
	if key != "" && strings.HasPrefix(id, key) {
		return d.own(key)
	}
	return d.own(id)
}

// own puts the agency before an id that may be anybody's, such as a number.
func (d document) own(id string) string {
	agency := cmp.Or(d.docdata.Find("doc-id").Attr("regsrc"), d.source())
	if id == "" || agency == "" || strings.Contains(id, ":") {
		return id
	}
	return strings.ToLower(strings.Join(strings.Fields(agency), "-")) + ":" + id
}

func (d document) title() string {
	return cmp.Or(
		d.top.Find("hedline", "hl1").Content(), d.top.Find("headline", "hl1").Content(), d.top.Find("hedline").Content(),
		d.top.First("hl1").Content(), d.head.Find("title").Content(), d.body.First("hl1", "hl2").Content(),
	)
}

// subtitle is the second headline, unless it says the first again, or else the
// abstract.
func (d document) subtitle() string {
	hl2 := d.top.Find("hedline", "hl2").Content()
	if hl2 != "" && hl2 != d.title() {
		return hl2
	}
	return strings.Join(strings.Fields(d.top.Find("abstract").Text()), " ")
}

// source is the agency that distributes the story, as far as anything tells it.
func (d document) source() string {
	return cmp.Or(
		d.top.Find("distributor").Content(), d.meta("source", "aap-source", "NTBKilde"), d.docdata.Find("doc-id").Attr("regsrc"),
		d.top.Find("rights", "rights.owner").Content(), d.docdata.Find("doc.copyright").Attr("holder"), d.pubdata.Attr("name"),
		d.docdata.First("from-src").Attr("src-name"),
	)
}

// section is where the story stands or, of an agency, the desk that it is from;
// that it is news says nothing.
func (d document) section() string {
	kind := d.head.Find("tobject").Attr("tobject.type")
	if strings.EqualFold(kind, "news") {
		kind = ""
	}
	return cmp.Or(d.pubdata.Attr("position.section"), d.meta("section"), kind)
}

// authors are the names in the bylines. What stands in an element of its own is
// a name or a post; else the words say it.
func (d document) authors() []string {
	var names []string
	for by := range d.top.Each("byline") {
		var written []string
		for person := range by.All("person") {
			written = append(written, byline.Split(person.Content())...)
		}
		if len(written) == 0 {
			written = byline.Split(without(by, "byttl"))
		}
		names = append(names, written...)
	}
	return names
}

// without is the content of an element but for the elements of one name in it.
func without(n *element.Node, name string) string {
	var parts []string
	for _, below := range n.Nodes() {
		if below.Name != name {
			parts = append(parts, below.Content())
		}
	}
	return strings.Join(parts, " ")
}

// published is the date of issue, or of the story's dateline, or of publication.
func (d document) published() news.Date {
	for _, norm := range []string{
		d.docdata.Find("date.issue").Attr("norm"), d.top.Find("dateline", "story.date").Attr("norm"), d.pubdata.Attr("date.publication"),
		d.docdata.Find("date.release").Attr("norm"), d.top.Find("dateline", "story.date").Content(),
	} {
		if date, err := news.ParseDate(norm); err == nil {
			return date
		}
	}
	return news.Date{}
}

// keywords are the key words and the finest names of the subjects.
func (d document) keywords() []string {
	var words []string
	for list := range d.head.All("key-list") {
		for word := range list.Each("keyword") {
			words = append(words, cmp.Or(word.Attr("key"), word.Content()))
		}
	}
	for subject := range d.head.All("tobject.subject") {
		words = append(words, cmp.Or(
			subject.Attr("tobject.subject.detail"), subject.Attr("tobject.subject.matter"), subject.Attr("tobject.subject.type"),
		))
	}
	return slices.DeleteFunc(words, func(word string) bool { return word == "" })
}

func (d document) copyright() string {
	if said := d.top.Find("rights").Content(); said != "" {
		return said
	}
	c := d.docdata.Find("doc.copyright")
	if c.Attr("holder") == "" {
		return ""
	}
	return strings.Join(strings.Fields("© "+c.Attr("year")+" "+c.Attr("holder")), " ")
}

// usage reads whether the story may be used. A kill is told by the management
// status or by the message to editors; a release behind the issue is an embargo.
func (d document) usage(issued news.Date) news.Usage {
	u := news.Usage{Sent: issued.Time.UTC()}
	if issued.Precision < news.Minute { // a day says nothing of the order
		u.Sent = news.Usage{}.Sent
	}
	said := d.docdata.Attr("management-status")
	if status, err := news.ParseStatus(said); err == nil {
		u.Status = status
	}
	if d.isKill() {
		u.Status = news.Canceled
	}
	release, err := news.ParseDate(d.docdata.Find("date.release").Attr("norm"))
	switch {
	case err == nil && release.Time.After(issued.Time):
		u.Embargo = release.Time.UTC()
	case strings.EqualFold(said, "embargoed") && (err != nil || release.IsZero()):
		u.Status = news.Withheld // until when, nobody can tell
	}
	if n, err := strconv.ParseUint(d.docdata.Find("du-key").Attr("version"), 10, 64); err == nil {
		u.Revision = n
	}
	return u
}

func (d document) isKill() bool {
	for message := range d.docdata.Each("ed-msg") {
		words := strings.Fields(strings.ToLower(message.Attr("info")))
		if strings.EqualFold(message.Attr("msg-type"), "kill") || len(words) > 0 && strings.Trim(words[0], ":.,!") == "kill" {
			return true
		}
	}
	return false
}

// meta is the content of the first of some meta elements that says something.
func (d document) meta(names ...string) string {
	for _, name := range names {
		for meta := range d.head.Each("meta") {
			if meta.Attr("name") == name && meta.Attr("content") != "" {
				return meta.Attr("content")
			}
		}
	}
	return ""
}

// extra keeps what editors look for and an article has no place for.
func (d document) extra() map[string]json.RawMessage {
	extra := map[string]json.RawMessage{}
	keep := func(name, value string) {
		if value != "" {
			extra[name] = news.AppendQuote(nil, value)
		}
	}
	if urgency, err := strconv.Atoi(d.head.First("urgency").Attr("ed-urg")); err == nil {
		extra["urgency"] = json.RawMessage(strconv.Itoa(urgency))
	}
	keep("dateline", without(d.top.Find("dateline"), "story.date"))
	keep("ednote", d.docdata.Find("ed-msg").Attr("info"))
	keep("slugline", d.docdata.Find("du-key").Attr("key"))
	if len(extra) == 0 {
		return nil
	}
	return extra
}
