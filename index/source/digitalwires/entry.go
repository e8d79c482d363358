package digitalwires

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// mark is how the member format of every entry begins; the version follows.
const mark = "digitalwires@"

// entry is what is read of an entry. What may be null is as good as not there.
type entry struct {
	Format         string        `json:"format"`
	URN            string        `json:"urn"`
	VersionCreated string        `json:"version_created"`
	ContentCreated string        `json:"content_created"`
	Version        uint64        `json:"version"`
	PubStatus      string        `json:"pubstatus"`
	Signal         string        `json:"signal"`
	Embargoed      string        `json:"embargoed"`
	Language       string        `json:"language"`
	Urgency        int           `json:"urgency"`
	Kicker         string        `json:"kicker"`
	Headline       string        `json:"headline"`
	Subhead        string        `json:"subhead"`
	Teaser         string        `json:"teaser"`
	Byline         string        `json:"byline"`
	Dateline       string        `json:"dateline"`
	ArticleHTML    string        `json:"article_html"`
	InfoboxHTML    string        `json:"infobox_html"`
	LinkboxHTML    string        `json:"linkbox_html"`
	Creditline     string        `json:"creditline"`
	Copyright      string        `json:"copyrightnotice"`
	UsageTerms     string        `json:"usageterms"`
	Notes          []note        `json:"ednotes"`
	Descriptions   []description `json:"descriptions"`
	Associations   []association `json:"associations"`
	Categories     []category    `json:"categories"`
}

// note is a word to editors, or to readers where it may be published.
type note struct {
	Role        string `json:"role"` // of a scheme: dpaednoterole:correction
	Text        string `json:"ednote"`
	Publishable bool   `json:"is_publishable"`
}

// description is what is shown or heard in an entry without a text.
type description struct {
	Role string `json:"role"`
	Text string `json:"description"`
}

// association is a picture, or anything else that comes with an entry.
type association struct {
	Type       string      `json:"type"`
	Feature    bool        `json:"is_featureimage"`
	Renditions []rendition `json:"renditions"`
}

type rendition struct {
	Width    int    `json:"width"`
	MimeType string `json:"mimetype"`
	URL      string `json:"url"`
}

// category is anything that an entry is sorted by.
type category struct {
	Type  string `json:"type"` // dnltype:keyword
	Name  string `json:"name"`
	QCode string `json:"qcode"`
}

// Detect reports whether a JSON object is an entry, or a list of them as the
// agency's interface answers.
func Detect(object []byte) bool {
	return bytes.Contains(object, []byte(mark)) && len(Items(object)) > 0
}

// Items returns the entries in an object: itself, or those that its member
// entries lists; none where there are none.
func Items(object []byte) [][]byte {
	var head struct {
		Format  json.RawMessage   `json:"format"`
		Entries []json.RawMessage `json:"entries"`
	}
	if err := json.Unmarshal(object, &head); err != nil {
		return nil
	}
	if bytes.HasPrefix(head.Format, []byte(`"`+mark)) {
		return [][]byte{object}
	}
	var found [][]byte
	for _, below := range head.Entries {
		if bytes.Contains(below, []byte(mark)) {
			found = append(found, below)
		}
	}
	return found
}

// errNoURN says why an entry cannot be kept.
var errNoURN = errors.New("the entry has no urn, by which its versions are known")

func read(object []byte) (e entry, err error) {
	if err = json.Unmarshal(object, &e); err != nil {
		return e, plain(err)
	}
	if e.URN == "" {
		return e, errNoURN
	}
	return e, nil
}

// plain says which member is of the wrong kind, without the names of Go.
func plain(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return &news.FieldError{Field: kind.Field, Value: kind.Value, Reason: "must be of another JSON type"}
	}
	return err
}

// named lists the names of the categories of these types, each once.
func (e *entry) named(types ...string) (names []string) {
	for _, c := range e.Categories {
		name := strings.TrimSpace(c.Name)
		if name != "" && slices.Contains(types, code(c.Type)) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func (e *entry) firstNamed(kind string) string {
	for _, name := range e.named(kind) {
		return name
	}
	return ""
}

// code is what stands behind the scheme of a code.
func code(s string) string { return s[strings.LastIndexByte(s, ':')+1:] }

// notes joins what may be published of the notes with these roles, a line each.
func (e *entry) notes(roles ...string) string {
	var lines []string
	for _, n := range e.Notes {
		if text := strings.TrimSpace(n.Text); text != "" && n.Publishable && slices.Contains(roles, code(n.Role)) {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}
