package news

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestValidate(t *testing.T) {
	long := func(n int) string { return strings.Repeat("é", n) }
	tests := []struct {
		name   string
		change func(a *Article)
		want   string // in the message; empty: well-formed
	}{
		{"full", func(*Article) {}, ""},
		{"least", func(a *Article) { *a = Article{Title: "t", Body: "b"} }, ""},
		{"html alone", func(a *Article) { *a = Article{Title: "t", HTML: "<p>b"} }, ""},
		{"updated first", func(a *Article) { a.Updated.Time = a.Published.Time.Add(-time.Hour) }, ""},
		{"no title", func(a *Article) { a.Title = " " }, "title is missing"},
		{"no body", func(a *Article) { a.Body, a.HTML = "\n", "" }, "body is missing; an article needs body or html"},
		{"html without text", func(a *Article) { a.Body, a.HTML = "", "<img>" }, `html must hold text that is shown, not "<img>"`},
		{"title not UTF-8", func(a *Article) { a.Title = "\ufffdab\xffc" }, "title must be UTF-8; byte 5 (0xff) is not"},
		{"author not UTF-8", func(a *Article) { a.Authors[0] = "\x80" }, "authors must be UTF-8; byte 0"},
		{"raw date not UTF-8", func(a *Article) { a.Updated.Raw = "\x80" }, "updated must be UTF-8"},
		{"longest title", func(a *Article) { a.Title = long(MaxTitle) }, ""},
		{"title too long", func(a *Article) { a.Title = long(MaxTitle + 1) }, "title must have at most 2000 characters; it has 2001"},
		{"body too long", func(a *Article) { a.Body = long(MaxBody/2 + 1) }, "body must have at most 10485760 bytes"},
		{"html too long", func(a *Article) { a.HTML = long(MaxHTML/2 + 1) }, "html must have at most"},
		{"source too long", func(a *Article) { a.Source = long(MaxName + 1) }, "source must have at most 500 characters"},
		{"authors", func(a *Article) { a.Authors = make([]string, MaxAuthors+1) }, "authors must have at most 200 entries"},
		{"keywords", func(a *Article) { a.Keywords = make([]string, MaxKeywords+1) }, "keywords must have at most 500 entries"},
		{"url", func(a *Article) { a.URL = "javascript:alert(1)" }, "url must be a web address (must begin with http:// or https://), not"},
		{"url unparsable", func(a *Article) { a.URL = "http://[" }, "url must be a web address (missing ']'"},
		{"url too long", func(a *Article) { a.URL = "https://a.example/" + long(MaxURL) }, "url must have at most 4096 bytes"},
		{"longest id", func(a *Article) { a.ID = strings.Repeat("a", MaxID) }, ""},
		{"id too long", func(a *Article) { a.ID = long(MaxID/2 + 1) }, "id must have at most 512 bytes"},
		{"id with blanks", func(a *Article) { a.ID = "a " }, "id must not begin or end with a blank"},
		{"id with controls", func(a *Article) { a.ID = "a\x01b" }, "id must not hold control characters"},
		{"lang", func(a *Article) { a.Lang = "english" }, `lang must be a language tag like en or pt-BR, not "english"`},
		{"lang of blanks", func(a *Article) { a.Lang = "en us" }, "lang must be"},
		{"year 10000", func(a *Article) { a.Published.Time = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }, "published must be in the years"},
		{"precision", func(a *Article) { a.Updated.Precision = 9 }, "updated must have a precision"},
		{"extra", func(a *Article) { a.Extra["x"] = json.RawMessage("{") }, `x must be JSON, not "{"`},
		{"extra empty", func(a *Article) { a.Extra["x"] = nil }, "x must be JSON"},
		{"extra not UTF-8", func(a *Article) { a.Extra["x"] = json.RawMessage("\"\xff\"") }, "x must be UTF-8; byte 1"},
		{"extra name not UTF-8", func(a *Article) { a.Extra["\xff"] = json.RawMessage("1") }, "a member's name must be UTF-8"},
		{"extra too much", func(a *Article) { a.Extra["x"] = json.RawMessage(`"` + long(MaxExtra/2) + `"`) }, "must have at most 262144 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := fullArticle()
			tt.change(&a)
			err := a.Validate()
			if tt.want == "" {
				if err != nil {
					t.Errorf("got %v, want none", err)
				}
				return
			}
			var field *FieldError
			if !errors.As(err, &field) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a FieldError with %q", err, tt.want)
			}
		})
	}
}

func TestFieldErrorIsShort(t *testing.T) {
	err := &FieldError{Field: "url", Value: strings.Repeat("é", 1000), Reason: "must be shorter"}
	if msg := err.Error(); len(msg) > 200 || !strings.HasSuffix(msg, "…\"") {
		t.Errorf("got %q", msg)
	}
}
