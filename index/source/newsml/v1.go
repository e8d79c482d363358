package newsml

import (
	"cmp"
	"encoding/json"
	"iter"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
	"github.com/dateline-search/dateline/index/source/element"
	"github.com/dateline-search/dateline/index/source/nitf"
)

// Article1 makes an article of an element NewsItem of NewsML 1. Of an item with
// several components the first that is text gives the story. It fails where the
// item's status is none that the standard knows.
func Article1(doc *element.Node) (news.Article, error) {
	i := item1{doc: doc, managed: doc.Find("NewsManagement"), lines: doc.First("NewsLines"), story: story(doc)}
	written := nitf.Article(i.story.First("nitf"))
	a := news.Article{
		ID:        i.id(),
		Title:     cmp.Or(first(doc, "HeadLine"), written.Title),
		Subtitle:  first(doc, "SubHeadLine"),
		Source:    i.source(),
		Authors:   i.authors(),
		Lang:      cmp.Or(doc.First("Language").Attr("FormalName"), language(doc), written.Lang),
		Published: firstDate(i.managed.Find("FirstCreated"), i.managed.Find("ThisRevisionCreated")),
		Keywords:  i.keywords(),
		Copyright: cmp.Or(i.lines.Find("CopyrightLine").Content(), i.lines.First("CopyrightHolder").Content()),
		Extra:     i.extra(),
	}
	if len(a.Authors) == 0 {
		a.Authors = written.Authors
	}
	a.Body, a.HTML = text1(i.story)
	revised := firstDate(i.managed.Find("ThisRevisionCreated"))
	if !revised.Time.Equal(a.Published.Time) {
		a.Updated = revised
	}
	err := i.usage(&a.Usage, revised)
	return a, err
}

// item1 is an item by its parts, which may be missing.
type item1 struct{ doc, managed, lines, story *element.Node }

// story is the text of an item: of its contents with text the one whose role
// is that of a body, or no role, else a caption.
func story(doc *element.Node) *element.Node {
	var best *element.Node
	rank := 0
	for content, role := range contents(doc, "") {
		data := content.Find("DataContent")
		kind := content.Find("MediaType").Attr("FormalName")
		if r := weigh(role); r > rank && data.Content() != "" && (kind == "" || strings.EqualFold(kind, "text")) {
			best, rank = data, r
		}
	}
	return best
}

// weigh says how likely a component of that role holds the story.
func weigh(role string) int {
	switch strings.ToLower(role) {
	case "main", "body", "text", "maintext", "story":
		return 3
	case "":
		return 2
	case "stylesheet", "headline", "subheadline", "contact", "logo", "photo", "video", "graphic":
		return 0
	}
	return 1
}

// contents yields the contents of all components with the roles of these.
func contents(n *element.Node, role string) iter.Seq2[*element.Node, string] {
	return func(yield func(*element.Node, string) bool) {
		for _, below := range n.Nodes() {
			switch below.Name {
			case "ContentItem":
				if !yield(below, role) {
					return
				}
			case "NewsComponent", "NewsItem":
				for content, r := range contents(below, cmp.Or(below.Find("Role").Attr("FormalName"), role)) {
					if !yield(content, r) {
						return
					}
				}
			}
		}
	}
}

// first is the first element of that name that says something.
func first(doc *element.Node, name string) string {
	for n := range doc.All(name) {
		if s := n.Content(); s != "" {
			return s
		}
	}
	return ""
}

func text1(data *element.Node) (plain, html string) {
	if written := data.First("nitf"); written != nil {
		return nitf.Body(written), ""
	}
	for _, below := range data.Nodes() {
		if below.Name != "" {
			return inline(data), ""
		}
	}
	return characters(data.Raw(), "")
}

// id is the public identifier without the revision, which all versions share.
func (i item1) id() string {
	n := i.doc.Find("Identification", "NewsIdentifier")
	provider, date, item := n.Find("ProviderId").Content(), n.Find("DateId").Content(), n.Find("NewsItemId").Content()
	if provider == "" || item == "" {
		return n.Find("PublicIdentifier").Content()
	}
	return "urn:newsml:" + provider + ":" + date + ":" + item
}

func party(n *element.Node) string { return n.Find("Party").Attr("FormalName") }

func (i item1) source() string {
	return cmp.Or(
		party(i.doc.First("Provider")), party(i.doc.First("Source")), i.lines.Find("CreditLine").Content(),
		i.doc.Find("Identification", "NewsIdentifier", "ProviderId").Content(),
	)
}

func (i item1) authors() []string {
	var names []string
	for by := range i.lines.Each("ByLine") {
		names = append(names, byline.Split(by.Content())...)
	}
	return names
}

func (i item1) keywords() []string {
	var words []string
	for line := range i.lines.Each("KeywordLine") {
		if s := line.Content(); s != "" {
			words = append(words, s)
		}
	}
	for property := range i.doc.All("Property") {
		if property.Attr("FormalName") == "Keyword" && property.Attr("Value") != "" {
			words = append(words, property.Attr("Value"))
		}
	}
	return words
}

// usage reads the status, and of what is embargoed when it changes.
func (i item1) usage(u *news.Usage, revised news.Date) (err error) {
	said := i.managed.Find("Status").Attr("FormalName")
	if u.Status, err = news.ParseStatus(said); err != nil {
		return &news.FieldError{Field: "Status", Value: said, Reason: "must be Usable, Embargoed, Withheld or Canceled"}
	}
	changes := i.managed.Find("StatusWillChange")
	if future := changes.Find("FutureStatus").Attr("FormalName"); strings.EqualFold(said, "embargoed") || strings.EqualFold(future, "usable") {
		embargo(u, cmp.Or(changes.Find("DateAndTime").Content(), "unknown"))
	}
	u.Sent = revised.Time.UTC()
	if n, err := strconv.ParseUint(i.doc.First("RevisionId").Content(), 10, 64); err == nil {
		u.Revision = n
	}
	return nil
}

func (i item1) extra() map[string]json.RawMessage {
	var e extras
	e.number("urgency", i.managed.Find("Urgency").Attr("FormalName"))
	e.text("slugline", i.lines.Find("SlugLine").Content())
	e.text("dateline", i.lines.Find("DateLine").Content())
	e.text("genre", i.doc.First("Genre").Attr("FormalName"))
	return e
}
