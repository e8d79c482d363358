package newsml

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
	"github.com/dateline-search/dateline/index/source/element"
	"github.com/dateline-search/dateline/index/source/nitf"
)

// ArticleG2 makes an article of an element newsItem of NewsML-G2. What is missing
// stays empty; where there is no text, as with pictures, their description is
// the text. It fails where the item's status is none that the standard knows:
// nobody could tell whether it may be shown.
func ArticleG2(doc *element.Node) (news.Article, error) {
	i := itemG2{doc: doc, meta: doc.Find("itemMeta"), about: doc.Find("contentMeta")}
	a := news.Article{
		ID:        doc.Attr("guid"),
		Title:     i.title(),
		Subtitle:  i.subtitle(),
		Source:    i.source(),
		Section:   i.section(),
		Authors:   i.authors(),
		Lang:      cmp.Or(i.about.Find("language").Attr("tag"), language(doc), language(i.about.Find("headline"))),
		Published: firstDate(i.meta.Find("firstCreated"), i.about.Find("contentCreated"), i.meta.Find("versionCreated")),
		Keywords:  i.keywords(),
		Image:     i.image(),
		Copyright: i.copyright(),
		Extra:     i.extra(),
	}
	a.Body, a.HTML = i.text()
	if a.Body == "" && a.HTML == "" {
		a.Body, a.Subtitle = i.description(), i.subHeadline()
	}
	version := firstDate(i.meta.Find("versionCreated"))
	if !version.Time.Equal(a.Published.Time) {
		a.Updated = version
	}
	err := i.usage(&a.Usage, version)
	return a, err
}

// itemG2 is an item by its parts, which may be missing.
type itemG2 struct{ doc, meta, about *element.Node }

// nitf is the story in NITF that the item carries.
func (i itemG2) nitf() *element.Node { return i.doc.Find("contentSet", "inlineXML", "nitf") }

func (i itemG2) title() string {
	for headline := range i.about.Each("headline") {
		if s := headline.Content(); s != "" && !strings.Contains(strings.ToLower(headline.Attr("role")), "sub") {
			return s
		}
	}
	return cmp.Or(
		i.meta.Find("title").Content(), nitf.Article(i.nitf()).Title,
		i.doc.Find("contentSet", "inlineXML", "html", "head", "title").Content(),
	)
}

func (i itemG2) subtitle() string { return cmp.Or(i.subHeadline(), i.description()) }

func (i itemG2) subHeadline() string {
	for headline := range i.about.Each("headline") {
		if strings.Contains(strings.ToLower(headline.Attr("role")), "sub") && headline.Content() != i.title() {
			return headline.Content()
		}
	}
	return ""
}

// description is the summary, or what is shown of a picture; one that repeats the
// headline behind a code is for editors.
func (i itemG2) description() string {
	title := i.title()
	for description := range i.about.Each("description") {
		if s := description.Content(); s != "" && (title == "" || !strings.HasSuffix(s, title)) {
			return s
		}
	}
	return ""
}

// name is what a party or a thing is called: by a name, in letters, or by what
// stands behind the scheme of a code.
func name(n *element.Node) string {
	if s := cmp.Or(n.Find("name").Content(), n.Attr("literal")); s != "" {
		return s
	}
	_, code, _ := strings.Cut(n.Attr("qcode"), ":")
	return code
}

func (i itemG2) source() string {
	provider, origin := i.meta.Find("provider"), i.about.Find("infoSource")
	return cmp.Or(
		provider.Find("name").Content(), origin.Find("name").Content(), origin.Attr("literal"), name(provider),
		name(i.doc.Find("rightsInfo", "copyrightHolder")),
	)
}

// section is the desk that a subject names, which agencies mark as one.
func (i itemG2) section() string {
	for subject := range i.about.Each("subject") {
		if strings.Contains(subject.Attr("qcode")+subject.Attr("type"), "department") {
			return subject.Find("name").Content()
		}
	}
	return ""
}

// authors are those of the byline. Without one they are the creators, as far as
// these are called by more than an account or an agency.
func (i itemG2) authors() []string {
	var names []string
	for by := range i.about.Each("by") {
		names = append(names, byline.Split(by.Content())...)
	}
	if len(names) > 0 {
		return names
	}
	if names = nitf.Article(i.nitf()).Authors; len(names) > 0 {
		return names
	}
	for creator := range i.about.Each("creator") {
		if s := creator.Find("name").Content(); strings.Contains(s, " ") {
			names = append(names, s)
		}
	}
	return names
}

func (i itemG2) keywords() []string {
	var words []string
	for word := range i.about.Each("keyword") {
		words = append(words, word.Content())
	}
	for subject := range i.about.Each("subject") {
		words = append(words, subject.Find("name").Content())
	}
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}

func (i itemG2) copyright() string {
	return cmp.Or(i.doc.Find("rightsInfo", "copyrightNotice").Content(), name(i.doc.Find("rightsInfo", "copyrightHolder")))
}

// image is the address of the widest rendition of a picture.
func (i itemG2) image() (address string) {
	widest := -1
	for remote := range i.doc.Find("contentSet").Each("remoteContent") {
		_, err := news.CanonicalURL(remote.Attr("href"))
		if err != nil || !strings.HasPrefix(remote.Attr("contenttype"), "image/") {
			continue
		}
		width, err := strconv.Atoi(remote.Attr("width"))
		if err != nil {
			width = 0
		}
		if width > widest {
			widest, address = width, remote.Attr("href")
		}
	}
	return address
}

// text is the first content that holds any.
func (i itemG2) text() (plain, html string) {
	for _, content := range i.doc.Find("contentSet").Nodes() {
		switch content.Name {
		case "inlineXML":
			plain = inline(content)
		case "inlineData":
			plain, html = characters(content.Raw(), content.Attr("contenttype"))
		}
		if plain != "" || html != "" {
			return plain, html
		}
	}
	return "", ""
}

// inline is the text of XHTML, of NITF, or of any other XML.
func inline(content *element.Node) string {
	if story := content.First("nitf"); story != nil {
		return nitf.Body(story)
	}
	if body := content.Find("html", "body"); body != nil {
		return page(body)
	}
	if content.Find("events") != nil || content.Find("sports-content") != nil {
		return "" // lists of dates and of players
	}
	return content.Text()
}

// page is the text of a page. Where a section is marked as the main one, what
// stands around it repeats the item's headline, date and subjects; bylines are
// told by the item as well.
func page(body *element.Node) string {
	for section := range body.All("section") {
		if slices.Contains(strings.Fields(section.Attr("class")), "main") {
			body = section
			break
		}
	}
	return body.TextWithout(func(n *element.Node) bool { return n.Name == "p" && n.Attr("class") == "byline" })
}

// characters tells HTML from plain text, whatever it is said to be.
func characters(s, kind string) (plain, html string) {
	s = strings.TrimSpace(s)
	if strings.Contains(kind, "html") || strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
		return "", s
	}
	return s, ""
}

func (i itemG2) usage(u *news.Usage, version news.Date) (err error) {
	said := i.meta.Find("pubStatus")
	if u.Status, err = news.ParseStatus(cmp.Or(said.Attr("qcode"), said.Attr("uri"))); err != nil {
		return &news.FieldError{Field: "pubStatus", Value: said.Attr("qcode"), Reason: "must be usable, withheld or canceled"}
	}
	embargo(u, i.meta.Find("embargoed").Content())
	u.Sent = version.Time.UTC()
	if n, err := strconv.ParseUint(i.doc.Attr("version"), 10, 64); err == nil {
		u.Revision = n
	}
	return nil
}

// note is the first word to editors that is not marked as theirs alone.
func (i itemG2) note() string {
	for note := range i.meta.Each("edNote") {
		if s := note.Content(); s != "" && !strings.Contains(note.Attr("pubconstraint"), "nonpublic") {
			return s
		}
	}
	return ""
}

// signal tells a correction or an update from a first text.
func (i itemG2) signal() string {
	for signal := range i.meta.Each("signal") {
		switch _, code, _ := strings.Cut(signal.Attr("qcode"), ":"); code {
		case "correction", "update":
			return code
		}
	}
	return ""
}

func (i itemG2) extra() map[string]json.RawMessage {
	var e extras
	e.number("urgency", i.about.Find("urgency").Content())
	e.text("slugline", i.about.Find("slugline").Content())
	e.text("dateline", i.about.Find("dateline").Content())
	e.text("ednote", i.note())
	e.text("signal", i.signal())
	e.text("genre", i.about.Find("genre", "name").Content())
	return e
}
