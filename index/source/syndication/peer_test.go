package syndication

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html/charset"

	"github.com/dateline-search/dateline/index/news"
)

// These tests read the feeds that the tests of two other readers consist of,
// with what those expect of each: shared/data/feeds.

// corpus is where the feeds are.
func corpus(t *testing.T, below string) string {
	t.Helper()
	dir := os.Getenv("DATELINE_TESTDATA")
	if dir == "" {
		t.Skip("DATELINE_TESTDATA names no folder of test data")
	}
	dir = filepath.Join(dir, "feeds", below)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("there are no feeds to read: ", err)
	}
	return dir
}

// feedFiles lists the files below dir that end so.
func feedFiles(t *testing.T, dir, end string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, end) {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files in %s: %v", len(files), dir, err)
	}
	return files
}

// reading is what came of a feed.
type reading struct {
	articles []news.Article
	refused  int
	feed     Feed
	err      error
}

func readFeed(t testing.TB, text string, opts Options) reading {
	t.Helper()
	r, err := NewReader(strings.NewReader(text), opts)
	if err != nil {
		return reading{err: err}
	}
	var got reading
	for {
		a, _, err := r.Next()
		var item *ItemError
		switch {
		case err == nil:
			got.articles = append(got.articles, a)
			a.Normalize()
			if err := a.Validate(); err != nil {
				t.Errorf("an article that cannot be stored: %v", err)
			}
		case errors.As(err, &item):
			got.refused++
		default:
			if got.feed = *r.Feed(); !errors.Is(err, io.EOF) {
				got.err = err
			}
			return got
		}
	}
}

func textOf(a news.Article) string {
	if a.Extra[extraBody] != nil && string(a.Extra[extraBody]) != `"summary"` {
		return ""
	}
	if a.HTML != "" {
		return news.HTMLText(a.HTML)
	}
	a.Normalize()
	return a.Body
}

// asPython is one comparison in the comment of a file: of which item, what of
// it, and the value as Python writes it.
var (
	asPython    = regexp.MustCompile(`(?:entries\[(\d+)\]|feed)(?:\.|\[')(\w+)'?\]?(\[0\]\['value'\])? == (u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|\([\d, ]+\))(?:\s|$)`)
	expectLine  = regexp.MustCompile(`(?m)^\s*Expect:\s*(.*)$`)
	typeLine    = regexp.MustCompile(`(?m)^\s*Header:\s*Content-[Tt]ype:\s*(.*)$`)
	addressLine = regexp.MustCompile(`(?m)^\s*Header:\s*Content-Location:\s*(http.*)$`)
	pythonCode  = regexp.MustCompile(`\\(u[0-9a-f]{4}|x[0-9a-f]{2}|.)`)
	openItem    = regexp.MustCompile(`(?i)<(item|entry)(?: [^>]*[^/])?>`)
)

// onPurpose says why we read a file otherwise than it expects.
var onPurpose = map[string]string{
	"bozo_linenoise.xml":                "bytes that mean nothing",
	"lang.xml":                          "HTML 5 has another bracket",
	"rang.xml":                          "HTML 5 has another bracket",
	"entry_created_multiple_values.xml": "of several dates the first counts",
	"entry_published_parsed_date_overwriting.xml":  "of several dates the first counts",
	"entry_updated_multiple_values.xml":            "of several dates the first counts",
	"item_dc_date_parsed.xml":                      "dc:date is when it was published",
	"entry_content_div_escaped_markup.xml":         "what XHTML escapes is text",
	"item_description_and_summary.xml":             "of two texts the longer is the article",
	"item_summary_and_description.xml":             "of two texts the longer is the article",
	"item_description_not_a_doctype2.xml":          "a declaration without end is text",
	"xml_malicious_comment.xml":                    "a comment that is none is text",
	"xml_unclosed_comment.xml":                     "a comment that is none is text",
	"item_content_encoded_script_nested_cdata.xml": "CDATA ends where it ends first",
}

// isHiding reports whether a file has an element that hides what follows: one
// without an end, as HTMLText reads it.
func isHiding(name string) bool {
	return strings.HasSuffix(name, "_iframe.xml") || strings.HasSuffix(name, "_object.xml") || strings.HasSuffix(name, "_crazy.xml")
}

func python(s string) string {
	s = strings.TrimPrefix(s, "u")
	return pythonCode.ReplaceAllStringFunc(s[1:len(s)-1], func(e string) string {
		switch e[1] {
		case 'n':
			return "\n"
		case 't':
			return "\t"
		case 'u', 'x':
			n, _ := strconv.ParseInt(e[2:], 16, 32)
			return string(rune(n))
		}
		return e[1:]
	})
}

// pythonTime reads (2003, 12, 31, 10, 14, 55, 2, 365, 0).
func pythonTime(s string) string {
	var n []int
	for part := range strings.SplitSeq(strings.Trim(s, "()"), ",") {
		value, _ := strconv.Atoi(strings.TrimSpace(part))
		n = append(n, value)
	}
	return time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.UTC).Format(time.DateTime)
}

// part is what of a reading an expectation speaks of; false where it is nothing
// of ours.
func (r *reading) part(item, name string) (string, bool) {
	if item == "" {
		return r.feed.Title, name == "title"
	}
	n, _ := strconv.Atoi(item)
	if n >= len(r.articles) {
		return "(no such item)", true
	}
	a := r.articles[n]
	switch name {
	case "title":
		if a.Extra[extraTitle] != nil {
			return "(made up)", true
		}
		return a.Title, true
	case "link":
		return a.URL, true
	case "description", "summary":
		if a.Subtitle != "" {
			return a.Subtitle, true
		}
		return textOf(a), true
	case "content":
		return textOf(a), true
	case "published_parsed", "created_parsed":
		return a.Published.Time.UTC().Format(time.DateTime), true
	case "updated_parsed":
		return a.Updated.Time.UTC().Format(time.DateTime), true
	}
	return "", false
}

// readPeer reads a file as it would have come from its server. Where an item
// states nothing but a link or a date, it gets a title, without which it is no
// article.
func readPeer(t *testing.T, file string) (got reading, expected string) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	opts := Options{URL: "http://127.0.0.1:8097/" + filepath.Base(file)}
	if m := typeLine.FindSubmatch(raw); m != nil {
		opts.ContentType = strings.TrimSpace(string(m[1]))
	}
	if m := addressLine.FindSubmatch(raw); m != nil {
		opts.URL = strings.TrimSpace(string(m[1]))
	}
	if got = readFeed(t, string(raw), opts); got.refused > 0 {
		got = readFeed(t, openItem.ReplaceAllString(string(raw), "$0<title>untitled</title>"), opts)
	}
	text, err := decode(strings.NewReader(string(raw)), opts.ContentType)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	if m := expectLine.FindSubmatch(plain); m != nil {
		expected = string(m[1])
	}
	return got, expected
}

func TestReadsAsFeedparserExpects(t *testing.T) {
	const least = 0.95 // of the values in files that are no XML
	checked, named, malformed, lost := 0, 0, 0, 0
	for _, file := range feedFiles(t, corpus(t, "feedparser"), ".xml") {
		got, expected := readPeer(t, file)
		broken := isMalformed(t, file)
		for _, e := range asPython.FindAllStringSubmatch(expected, -1) {
			have, ok := got.part(e[1], e[2])
			var want string
			if e[4][0] == '(' {
				want = pythonTime(e[4])
			} else {
				want = python(e[4])
			}
			if plain := news.HTMLText(want); !ok || plain == "" {
				continue
			} else if oneLine(have) != oneLine(want) {
				want = plain
			}
			checked++
			name := filepath.Base(file)
			if broken {
				malformed++
				if oneLine(have) != oneLine(want) {
					lost++
				}
			}
			switch {
			case oneLine(have) == oneLine(want):
			case onPurpose[name] != "", isHiding(name):
				named++
			default:
				t.Errorf("%s: %s of item %s is %q, want %q", name, e[2], e[1], have, want)
			}
		}
	}
	fmt.Printf("feeds: of %d values in files that are no XML %d are recovered as feedparser expects\n", malformed, malformed-lost)
	if malformed < 200 || float64(malformed-lost) < least*float64(malformed) {
		t.Errorf("of %d values in files that are no XML %d are lost", malformed, lost)
	}
	t.Logf("%d values, of which %d are read otherwise on purpose", checked, named)
	if checked < 600 || named > 40 {
		t.Errorf("%d values were compared, %d let through", checked, named)
	}
}

// isMalformed reports whether a file is no well-formed XML, whatever its character
// set.
func isMalformed(t *testing.T, file string) bool {
	t.Helper()
	raw, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	d := xml.NewDecoder(raw)
	d.CharsetReader = charset.NewReaderLabel
	for {
		if _, err := d.Token(); err != nil {
			return !errors.Is(err, io.EOF)
		}
	}
}

// gofeedItem is an item as that reader's tests expect it.
type gofeedItem struct {
	Title, Description, Content any
	Link, PublishedParsed       string
}

func TestReadsAsGofeedExpects(t *testing.T) {
	checked := 0
	for _, file := range append(feedFiles(t, corpus(t, "gofeed/translator"), ".xml"), feedFiles(t, corpus(t, "gofeed/parser"), ".xml")...) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		expected, err := os.ReadFile(strings.TrimSuffix(file, ".xml") + ".json")
		if err != nil {
			continue // it is read by another test of theirs
		}
		var want struct{ Items, Entries []gofeedItem }
		if err := json.Unmarshal(expected, &want); err != nil {
			t.Fatal(file, err)
		}
		items := slices.Concat(want.Items, want.Entries)
		got := readFeed(t, string(raw), Options{})
		checked++
		if len(got.articles)+got.refused != len(items) {
			t.Errorf("%s: %d articles and %d refused, want %d (%v)", file, len(got.articles), got.refused, len(items), got.err)
			continue
		}
		for i := range got.articles {
			if got.refused == 0 {
				got.articles[i].Normalize()
				items[i].compare(t, file, got.articles[i])
			}
		}
	}
	if checked < 500 {
		t.Errorf("%d files were compared", checked)
	}
}

func (w gofeedItem) compare(t *testing.T, file string, a news.Article) {
	t.Helper()
	check := func(what, have, want string) {
		if want = oneLine(want); want != "" && oneLine(have) != want {
			t.Errorf("%s: %s is %q, want %q", file, what, have, want)
		}
	}
	text := func(value any) string {
		s, _ := value.(string)
		return news.HTMLText(s)
	}
	check("title", a.Title, strings.ReplaceAll(text(w.Title), "\b", ""))
	check("link", a.URL, w.Link)
	check("content", textOf(a), text(w.Content))
	if w.PublishedParsed != "" {
		check("date", a.Published.Time.UTC().Format(time.RFC3339), w.PublishedParsed)
	}
}
