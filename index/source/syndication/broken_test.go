package syndication

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// breaking is one way in which feeds come broken, as their makers' programs and
// servers break them.
type breaking struct {
	name   string
	prefix string // of each title, as it is to be read
	do     func(feed string) string
}

var (
	lastEnd      = regexp.MustCompile(`(?is)^(.*)</(?:item|entry)>`)
	declaration  = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)
	prefixes     = regexp.MustCompile(`\sxmlns:\w+=("[^"]*"|'[^']*')`)
	plainValue   = regexp.MustCompile(`=["']([\w./:-]+)["'](\s\w|>)`)
	anAttribute  = regexp.MustCompile(`\s((?:href|rel|type|version|isPermaLink)=["'][^"']*["'])`)
	anEndOfTitle = regexp.MustCompile(`</title>`)
)

// inTitles puts something at the beginning of every title.
func inTitles(raw string) func(string) string {
	return func(feed string) string { return strings.ReplaceAll(feed, "<title>", "<title>"+raw) }
}

func breakings() []breaking {
	replaced := func(re *regexp.Regexp, by string) func(string) string {
		return func(feed string) string { return re.ReplaceAllString(feed, by) }
	}
	around := func(before, after string) func(string) string {
		return func(feed string) string { return before + feed + after }
	}
	return []breaking{
		{"cut off in the last item", "", replaced(lastEnd, "$1")},
		{"cut off behind the last item", "", func(feed string) string { return lastEnd.FindString(feed) }},
		{"a bare ampersand", "R&D: ", inTitles("R&D: ")},
		{"an entity that XML does not know", "Café: ", inTitles("Caf&eacute;: ")},
		{"a bare less-than", "3 < 4: ", inTitles("3 < 4: ")},
		{"control characters", "", inTitles("\x08\x0b")},
		{"a byte of Latin 1", "Caf\u00e9: ", inTitles("Caf\xe9: ")},
		{"markup without end in titles", "", inTitles("<b>")},
		{"titles that end twice", "", replaced(anEndOfTitle, "</title></title>")},
		{"blank lines before the declaration", "", around("\n\n ", "")},
		{"a warning before the feed", "", around("<br />\n<b>Warning</b>: Undefined variable $x in <b>/srv/feed.php</b> on line <b>7</b><br />\n", "")},
		{"a script behind the feed", "", around("", "\n<script>track()</script>\n<!-- made in 0.2 s -->")},
		{"two feeds' declarations", "", around(`<?xml version="1.0" encoding="utf-8"?>`+"\n", "")},
		{"prefixes that nobody declared", "", replaced(prefixes, "")},
		{"values without quotes", "", replaced(plainValue, "=$1$2")},
		{"attributes twice", "", replaced(anAttribute, " $1 $1")},
		{"declared as UTF-16, and is not", "", func(feed string) string {
			return `<?xml version="1.0" encoding="utf-16"?>` + declaration.ReplaceAllString(feed, "")
		}},
	}
}

// wholeFeeds reads the feeds that can be broken: those with items whose titles stand
// in them as plain text. Where items state another thing alone, they get titles.
func wholeFeeds(t *testing.T) (feeds []string, read []reading) {
	t.Helper()
	for _, file := range append(feedFiles(t, corpus(t, "feedparser"), ".xml"), feedFiles(t, corpus(t, "gofeed"), ".xml")...) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		if i := strings.Index(text, "-->"); strings.HasPrefix(text, "<!--") && i > 0 {
			text = strings.TrimSpace(text[i+3:]) // what their tests say of it
		}
		for _, text := range []string{text, openItem.ReplaceAllString(text, "$0<title>The quay of Greywick</title>")} {
			if got, ok := readWhole(t, text); ok {
				feeds, read = append(feeds, text), append(read, got)
				break
			}
		}
	}
	return feeds, read
}

func readWhole(t *testing.T, text string) (reading, bool) {
	t.Helper()
	const mark = "Zq "
	got := readFeed(t, text, Options{})
	if !lastEnd.MatchString(text) || got.err != nil || got.refused > 0 || len(got.articles) == 0 {
		return got, false
	}
	marked := readFeed(t, inTitles(mark)(text), Options{})
	if len(marked.articles) != len(got.articles) {
		return got, false
	}
	for i := range got.articles {
		if got.articles[i].Extra[extraTitle] != nil || marked.articles[i].Title != mark+got.articles[i].Title {
			return got, false
		}
	}
	return got, true
}

// A feed that is broken as feeds are broken gives what the whole one gives. Other
// readers recover less (docs/feeds.md), so that all are counted. Each feed is broken
// in a few of the ways, each way has some hundred feeds.
func TestEvalBrokenFeeds(t *testing.T) {
	const least, few = 0.95, 6
	feeds, read := wholeFeeds(t)
	if len(feeds) < 500 {
		t.Fatalf("only %d feeds can be broken", len(feeds))
	}
	all, recovered := 0, 0
	for way, b := range breakings() {
		broken, right := 0, 0
		for i, feed := range feeds {
			text := b.do(feed)
			if text == feed || (way+i)%few > 0 {
				continue
			}
			broken++
			if lost := b.lost(t, text, &read[i]); lost == "" {
				right++
			} else if os.Getenv("SHOW") != "" {
				t.Logf("%s: %s\n%s", b.name, lost, text)
			}
		}
		all, recovered = all+broken, recovered+right
		fmt.Printf("feeds: %-36s %4d of %4d recovered\n", b.name, right, broken)
		if float64(right) < least*float64(broken) {
			t.Errorf("%s: %d of %d", b.name, right, broken)
		}
	}
	fmt.Printf("feeds: %-36s %.4f of %d\n", "in all", float64(recovered)/float64(all), all)
}

// lost says what a broken feed does not give of the whole one.
func (b *breaking) lost(t *testing.T, text string, whole *reading) string {
	t.Helper()
	got := readFeed(t, text, Options{})
	if len(got.articles) != len(whole.articles) {
		return fmt.Sprintf("%d articles, want %d (%v)", len(got.articles), len(whole.articles), got.err)
	}
	for i := range got.articles {
		a, w := &got.articles[i], &whole.articles[i]
		a.Normalize()
		w.Normalize()
		if want := b.prefix + w.Title; a.Title != want {
			return fmt.Sprintf("title %q, want %q", a.Title, want)
		}
		if a.URL != w.URL {
			return fmt.Sprintf("address %q, want %q", a.URL, w.URL)
		}
	}
	return ""
}
