package telex

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
)

// The device controls that stand before the key word in the header of ANPA 1312;
// the second announces a table.
const (
	dc3 = 0x13
	dc4 = 0x14
)

// isANPA reports whether the header's second line is that of ANPA 1312.
func isANPA(m message) bool {
	return strings.ContainsRune(m.slug, dc3) || strings.ContainsRune(m.slug, dc4)
}

// anpa makes an article of a message in ANPA 1312. Its lines begin with a caret,
// or as paragraphs with a tab, and end with a mark of how they are set: < or =.
// Before the first paragraph stand the slug, the headline, notes to editors, a
// summary and the byline.
func anpa(m message) (a news.Article) {
	head, body := paragraphs(m.text)
	slug := ""
	if len(head) > 0 {
		slug, head = head[0], head[1:]
	}
	var rest []string
	for _, line := range head {
		switch {
		case strings.HasPrefix(line, "By "):
			a.Authors = byline.Split(line)
		case isForEditors(line):
			a.Extra = note(a.Extra, "ednote", line)
		case a.Title == "":
			a.Title = line
		case len(a.Authors) == 0 && a.Subtitle == "":
			a.Subtitle = line
		default:
			rest = append(rest, line)
		}
	}
	if len(body) == 0 { // a list, all of whose lines look like headlines
		rest, a.Subtitle = append([]string{a.Subtitle}, rest...), ""
	}
	if len(body) == 0 || len(rest) > postLines { // tables are set in lines too
		body = append([]string{strings.Join(rest, "\n")}, body...)
	}
	a.Body = strings.Join(body, "\n\n")
	a.Source, a.Published = trailer(m.after)
	a.Usage.Sent = a.Published.Time.UTC()
	a.Extra = note(a.Extra, "slugline", strings.SplitN(slug, ",", 2)[0])
	return a
}

// postLines is how many lines under a byline may say what its writer is.
const postLines = 2

func note(extra map[string]json.RawMessage, name, value string) map[string]json.RawMessage {
	if value == "" {
		return extra
	}
	if extra == nil {
		extra = map[string]json.RawMessage{}
	}
	extra[name] = news.AppendQuote(nil, value)
	return extra
}

// isForEditors reports whether a line tells of pictures or speaks to editors.
func isForEditors(line string) bool {
	return forEditors.MatchString(line)
}

// forEditors are the words with which such lines begin.
var forEditors = regexp.MustCompile(`^(\(?Eds:|EDITOR'S NOTE|[A-Z]{2,4} (Photo|Graphic|Video|Audio))`)

// paragraphs splits a text into the lines before the first paragraph and the
// paragraphs and lines from there on.
func paragraphs(s string) (head, body []string) {
	for line := range strings.Lines(s) {
		isParagraph := strings.HasPrefix(line, "\t")
		line = tidy(line)
		switch {
		case line == "" || line == "___" || line == "END":
		case isParagraph || len(body) > 0:
			body = append(body, line)
		default:
			head = append(head, line)
		}
	}
	return head, body
}

// tidy takes the marks of setting off a line, and makes quotes of accents.
func tidy(line string) string {
	line = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, line)
	line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "^"))
	line = strings.TrimSpace(strings.TrimRight(line, "<="))
	return strings.NewReplacer("``", "“", "''", "”", " _ ", " — ").Replace(line)
}

// sentBy is the agency and when it sent a message: "AP-WF-11-13-13 0745GMT<".
var sentBy = regexp.MustCompile(`^([A-Z]+)-\w+-(\d\d-\d\d-\d\d \d{4})(GMT)?`)

func trailer(s string) (source string, date news.Date) {
	at := sentBy.FindStringSubmatch(s)
	if at == nil {
		return "", date
	}
	t, err := time.Parse("01-02-06 1504", at[2])
	if err != nil {
		return at[1], date
	}
	return at[1], news.Date{Time: t, Precision: news.Minute, ZoneUnknown: at[3] == "", Raw: at[0]}
}
