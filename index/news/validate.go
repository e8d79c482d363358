package news

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Limits of an article. Each is far beyond what news needs; they are there so
// that a broken sender cannot fill the disk or choke a page.
const (
	MaxID       = 512       // bytes: fits a key of every store, and a URL
	MaxURL      = 4096      // bytes: browsers and proxies take no longer ones
	MaxTitle    = 2000      // code points: a longer one is a text in the wrong member
	MaxSubtitle = 10_000    // code points: some outlets put the whole lead here
	MaxBody     = 10 << 20  // bytes: War and Peace three times
	MaxHTML     = 10 << 20  // bytes: with the rest it still fits a line of a source
	MaxName     = 500       // code points of a source, section, author or keyword
	MaxAuthors  = 200       // a paper of a collaboration in physics, not an article
	MaxKeywords = 500       // beyond that they are the text once more
	MaxExtra    = 256 << 10 // bytes of all members that Dateline does not know
)

// FieldError says which member of an article is wrong, what it said, and what
// would be right.
type FieldError struct {
	Field  string // as the API names it
	Value  string // what it said; Error shortens it
	Reason string // what would be right, as in "must be a string"
}

// Error is one line that names field, reason and value.
func (e *FieldError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s %s", e.Field, e.Reason)
	}
	return fmt.Sprintf("%s %s, not %q", e.Field, e.Reason, shorten(e.Value))
}

// shorten cuts a value to what fits into a message.
func shorten(s string) string {
	const limit = 60 // code points: enough to find the place
	n := 0
	for i := range s {
		if n == limit {
			return strings.ToValidUTF8(s[:i], "\uFFFD") + "…"
		}
		n++
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// Validate reports the first thing that keeps a normalised article from being
// stored, as a *FieldError; nil where it is well-formed.
func (a *Article) Validate() error {
	for _, check := range []func() *FieldError{a.checkTexts, a.checkNeeded, a.checkIdentity, a.checkDates, a.checkExtra} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// ValidateKill reports what keeps an article that its sender has canceled from
// being known: only its id counts. It must be asked before Normalize, which makes
// an id of nothing where there is nothing.
func (a *Article) ValidateKill() error {
	if strings.TrimSpace(a.ID+a.URL+a.Title) == "" {
		return &FieldError{Field: "id", Reason: "is missing; who cancels an article must say which"}
	}
	for _, rule := range []textRule{{field: "id", value: a.ID, bytes: MaxID}, {field: "title", value: a.Title, points: MaxTitle}} {
		if err := rule.check(); err != nil {
			return err
		}
	}
	return nil
}

// textRule says how much a member may hold: points in code points, else bytes.
type textRule struct {
	field, value  string
	bytes, points int
}

func (a *Article) checkTexts() *FieldError {
	rules := []textRule{
		{field: "id", value: a.ID, bytes: MaxID},
		{field: "url", value: a.URL, bytes: MaxURL},
		{field: "title", value: a.Title, points: MaxTitle},
		{field: "subtitle", value: a.Subtitle, points: MaxSubtitle},
		{field: "body", value: a.Body, bytes: MaxBody},
		{field: "html", value: a.HTML, bytes: MaxHTML},
		{field: "source", value: a.Source, points: MaxName},
		{field: "section", value: a.Section, points: MaxName},
		{field: "lang", value: a.Lang, points: MaxName},
		{field: "image", value: a.Image, bytes: MaxURL},
		{field: "copyright", value: a.Copyright, points: MaxSubtitle},
	}
	for _, r := range rules {
		if err := r.check(); err != nil {
			return err
		}
	}
	if err := checkList("authors", a.Authors, MaxAuthors); err != nil {
		return err
	}
	return checkList("keywords", a.Keywords, MaxKeywords)
}

func (r textRule) check() *FieldError {
	if err := checkUTF8(r.field, r.value); err != nil {
		return err
	}
	if r.bytes > 0 && len(r.value) > r.bytes {
		return tooMuch(r.field, len(r.value), r.bytes, "bytes")
	}
	if r.points > 0 && len(r.value) > r.points { // no more code points than bytes
		if n := utf8.RuneCountInString(r.value); n > r.points {
			return tooMuch(r.field, n, r.points, "characters")
		}
	}
	return nil
}

func tooMuch(field string, n, limit int, unit string) *FieldError {
	return &FieldError{Field: field, Reason: fmt.Sprintf("must have at most %d %s; it has %d", limit, unit, n)}
}

// checkUTF8 names the first byte that is not UTF-8 and shows what is around it.
func checkUTF8(field, s string) *FieldError {
	if utf8.ValidString(s) {
		return nil
	}
	at := 0
	for i, r := range s {
		if _, size := utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && size == 1 {
			at = i
			break
		}
	}
	return &FieldError{
		Field: field, Value: s[max(0, at-20):min(len(s), at+20)],
		Reason: fmt.Sprintf("must be UTF-8; byte %d (0x%02x) is not", at, s[at]),
	}
}

func checkList(field string, list []string, limit int) *FieldError {
	if len(list) > limit {
		return tooMuch(field, len(list), limit, "entries")
	}
	for _, value := range list {
		if err := (textRule{field: field, value: value, points: MaxName}).check(); err != nil {
			return err
		}
	}
	return nil
}

func (a *Article) checkNeeded() *FieldError {
	switch {
	case strings.TrimSpace(a.Title) == "":
		return &FieldError{Field: "title", Reason: "is missing; an article needs one"}
	case strings.TrimSpace(a.Body) != "":
		return nil
	case a.HTML == "":
		return &FieldError{Field: "body", Reason: "is missing; an article needs body or html"}
	case HTMLText(a.HTML) == "":
		return &FieldError{Field: "html", Value: a.HTML, Reason: "must hold text that is shown"}
	}
	return nil
}

func (a *Article) checkIdentity() *FieldError {
	switch {
	case strings.TrimSpace(a.ID) != a.ID:
		return &FieldError{Field: "id", Value: a.ID, Reason: "must not begin or end with a blank"}
	case strings.ContainsFunc(a.ID, unicode.IsControl):
		return &FieldError{Field: "id", Value: a.ID, Reason: "must not hold control characters"}
	case !isLang(a.Lang):
		return &FieldError{Field: "lang", Value: a.Lang, Reason: "must be a language tag like en or pt-BR"}
	}
	if a.URL == "" {
		return nil
	}
	if _, err := CanonicalURL(a.URL); err != nil {
		reason := err
		if inner := errors.Unwrap(err); inner != nil {
			reason = inner
		}
		return &FieldError{Field: "url", Value: a.URL, Reason: "must be a web address (" + reason.Error() + ")"}
	}
	return nil
}

// isLang reports whether s is empty or looks like a BCP 47 tag with a primary
// subtag of two or three letters.
func isLang(s string) bool {
	if s == "" {
		return true
	}
	for i, part := range strings.Split(s, "-") {
		alphabet := "abcdefghijklmnopqrstuvwxyz"
		if i > 0 {
			alphabet += "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
		}
		if part == "" || len(part) > 8 || strings.Trim(part, alphabet) != "" || i == 0 && (len(part) < 2 || len(part) > 3) {
			return false
		}
	}
	return true
}

func (a *Article) checkDates() *FieldError {
	for field, t := range map[string]time.Time{"embargoed": a.Usage.Embargo, "sent": a.Usage.Sent} {
		if year := t.UTC().Year(); year < 1 || year > 9999 {
			return &FieldError{Field: field, Reason: "must be in the years 1 to 9999"}
		}
	}
	for field, d := range map[string]Date{"published": a.Published, "updated": a.Updated} {
		year, utc := d.Time.Year(), d.Time.UTC().Year()
		if min(year, utc) < 1 || max(year, utc) > 9999 {
			return &FieldError{Field: field, Value: d.Raw, Reason: "must be in the years 1 to 9999"}
		}
		if d.Precision > Second {
			return &FieldError{Field: field, Value: d.Raw, Reason: "must have a precision from year to second"}
		}
		if err := checkUTF8(field, d.Raw); err != nil {
			return err
		}
	}
	return nil
}

func (a *Article) checkExtra() *FieldError {
	size := 0
	for name, value := range a.Extra {
		size += len(name) + len(value)
		if err := checkUTF8("a member's name", name); err != nil {
			return err
		}
		if err := checkUTF8(shorten(name), string(value)); err != nil {
			return err
		}
		if checkJSON(value) != nil {
			return &FieldError{Field: shorten(name), Value: string(value), Reason: "must be JSON"}
		}
	}
	if size > MaxExtra {
		return tooMuch("members that Dateline does not know", size, MaxExtra, "bytes")
	}
	return nil
}
