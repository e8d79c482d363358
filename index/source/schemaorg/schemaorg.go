package schemaorg

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
)

// maxDepth is how deep articles are looked for: an @graph in a list in an @graph
// is three.
const maxDepth = 8

// Detect reports whether a JSON object is JSON-LD with an article in it.
func Detect(object []byte) bool {
	if !strings.Contains(string(object), `"@`) {
		return false
	}
	return len(Items(object)) > 0
}

// Items returns the objects that are articles: the object itself, or those in its
// @graph or in a list of items. What stands inside of an article belongs to it.
func Items(object []byte) [][]byte { return find(object, maxDepth) }

func find(value []byte, depth int) (found [][]byte) {
	n, ok := read(value)
	if !ok || depth == 0 {
		return nil
	}
	if n.isArticle() {
		return [][]byte{value}
	}
	for _, member := range []string{"@graph", "itemListElement", "item", "mainEntity"} {
		for _, below := range list(n[member]) {
			found = append(found, find(below, depth-1)...)
		}
	}
	return found
}

// node is an object of JSON-LD.
type node map[string]json.RawMessage

func read(value []byte) (n node, ok bool) {
	err := json.Unmarshal(value, &n)
	return n, err == nil && n != nil
}

func list(value []byte) (all []json.RawMessage) {
	if len(value) > 0 && value[0] == '[' {
		if json.Unmarshal(value, &all) == nil {
			return all
		}
	}
	if len(value) == 0 {
		return nil
	}
	return []json.RawMessage{value}
}

// isArticle goes by the type, with or without the address of schema.org.
func (n node) isArticle() bool {
	for _, kind := range list(n["@type"]) {
		name := text(kind)
		name = name[strings.LastIndexAny(name, "/:#")+1:]
		switch name {
		case "BlogPosting", "LiveBlogPosting", "Report":
			return true
		}
		if strings.HasSuffix(name, "Article") {
			return true
		}
	}
	return false
}

// text is a string, or what an object says its value or name is; of a list the
// first that says anything.
func text(value json.RawMessage) string {
	for _, element := range list(value) {
		var s string
		if json.Unmarshal(element, &s) == nil {
			if s = strings.TrimSpace(s); s != "" {
				return s
			}
			continue
		}
		if n, ok := read(element); ok {
			if s := cmp.Or(n.text("@value"), n.text("name"), n.text("url"), n.text("@id")); s != "" {
				return s
			}
		}
	}
	return ""
}

func (n node) text(member string) string { return text(n[member]) }

// texts are the texts of all elements of a list.
func (n node) texts(member string) (all []string) {
	for _, element := range list(n[member]) {
		if s := text(element); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// address is where an object points to, in one of the ways to say so.
func (n node) address(member string) string {
	for _, element := range list(n[member]) {
		s := text(element)
		if below, ok := read(element); ok {
			s = cmp.Or(below.text("url"), below.text("contentUrl"), below.text("@id"))
		}
		if _, err := news.CanonicalURL(s); err == nil {
			return s
		}
	}
	return ""
}

// errNoObject says that there is nothing to read.
var errNoObject = errors.New("must be an object of JSON-LD")

// Parse makes an article of an object that Items returned. It fails where that is
// no JSON; what is missing stays empty.
func Parse(object []byte) (a news.Article, err error) {
	n, ok := read(object)
	if !ok {
		return a, errNoObject
	}
	a.URL = cmp.Or(n.address("url"), n.address("mainEntityOfPage"), n.address("@id"))
	if a.URL == "" {
		a.ID = n.text("@id")
	}
	a.Title = cmp.Or(n.text("headline"), n.text("name"))
	a.Body, a.HTML = n.body()
	if a.Body == "" && a.HTML == "" {
		a.Body = n.text("description")
	} else {
		a.Subtitle = cmp.Or(n.text("alternativeHeadline"), n.text("description"))
	}
	a.Source = cmp.Or(n.text("publisher"), n.text("sourceOrganization"))
	a.Section = n.text("articleSection")
	a.Authors = n.authors()
	a.Lang = n.language()
	a.Published = n.date("datePublished", "dateCreated", "coverageStartTime")
	a.Updated = n.date("dateModified")
	a.Keywords = n.keywords()
	a.Image = cmp.Or(n.address("image"), n.address("thumbnailUrl"))
	a.Copyright = strings.TrimSpace(n.text("copyrightYear") + " " + n.text("copyrightHolder"))
	a.Extra = n.extra()
	a.Usage.Sent = cmp.Or(a.Updated, a.Published).Time.UTC()
	if p := cmp.Or(a.Updated, a.Published).Precision; p < news.Minute { // a day says nothing of the order
		a.Usage.Sent = news.Usage{}.Sent
	}
	return a, nil
}

// authors are the persons and bodies that are named as authors. What many write
// into the name of one is a whole byline.
func (n node) authors() (names []string) {
	for _, element := range list(n["author"]) {
		name := text(element)
		who, object := read(element)
		if object && who.isOrganization() {
			names = append(names, name)
			continue
		}
		names = append(names, byline.Split(name)...)
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

func (n node) isOrganization() bool {
	for _, kind := range list(n["@type"]) {
		if strings.HasSuffix(text(kind), "Organization") {
			return true
		}
	}
	return false
}

// language is a tag, or of a Language, whose name is for people, the code that
// stands beside it.
func (n node) language() string {
	for _, element := range list(n["inLanguage"]) {
		if l, ok := read(element); ok {
			if s := cmp.Or(l.text("alternateName"), l.text("identifier"), l.text("@id"), text(element)); s != "" {
				return s
			}
		} else if s := text(element); s != "" {
			return s
		}
	}
	return ""
}

// body is the text, which many write with tags in it. A live blog's is its lead
// and its updates, in their order.
func (n node) body() (plain, html string) {
	body := cmp.Or(n.text("articleBody"), n.text("text"))
	if updates := list(n["liveBlogUpdate"]); len(updates) > 0 {
		parts := []string{cmp.Or(body, n.text("description"))}
		for _, update := range updates {
			if u, ok := read(update); ok {
				parts = append(parts, u.text("headline"), flat(u.text("articleBody")))
			}
		}
		return strings.Join(parts, "\n\n"), ""
	}
	if hasTags(body) {
		return "", body
	}
	return body, ""
}

// flat is a text without its tags.
func flat(s string) string {
	if hasTags(s) {
		return news.HTMLText(s)
	}
	return s
}

func hasTags(s string) bool {
	for _, tag := range []string{"<p", "<br", "</", "<div"} {
		if strings.Contains(s, tag) {
			return true
		}
	}
	return false
}

func (n node) date(members ...string) news.Date {
	for _, member := range members {
		if d, err := news.ParseDate(n.text(member)); err == nil {
			return d
		}
	}
	return news.Date{}
}

// keywords are a list, or one string with commas.
func (n node) keywords() []string {
	words := n.texts("keywords")
	if len(words) == 1 {
		words = strings.Split(words[0], ",")
	}
	return words
}

// extra keeps what says something of the article and has no place in it.
func (n node) extra() (extra map[string]json.RawMessage) {
	for _, member := range []string{"correction", "isAccessibleForFree", "dateline", "genre", "backstory", "about", "mentions"} {
		if value := n[member]; len(value) > 0 {
			if extra == nil {
				extra = map[string]json.RawMessage{}
			}
			extra[member] = value
		}
	}
	return extra
}
