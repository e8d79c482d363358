package page_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/page"
)

const address = "https://www.tarncourier.example/harbour/2025/05/08/ferry-to-orven?ref=front"

func now() time.Time { return time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC) }

func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../testdata/formats", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRead(t *testing.T) {
	got, err := page.Read(sample(t, "page.html"), page.Options{URL: address, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	wantBody := strings.Join([]string{
		"The ferry between Greywick and the island of Orven sailed on Thursday for the first time in eleven weeks, after engineers passed the new pier as safe.",
		"“We have waited long enough,” said Marit Hale, who keeps the shop at the landing. “My shelves were down to candles, oats and three tins of pears.”",
		"What went wrong",
		"Two of the pier's iron legs broke in the storm of 17 February; nobody was hurt. The council had been told in the autumn that they were rusting, its own minutes show.",
		"It held for a hundred and four years. Then it did not.",
		"Sailings: six a day",
		"Fare: four crowns",
		"The old pier will be taken down by October.",
	}, "\n\n")
	if diff := cmp.Diff(wantBody, got.Body); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	for _, m := range []struct {
		name, got, want string
		origin          news.Origin
	}{
		{"title", got.Title, "Ferry to Orven sails again after eleven weeks", news.FromJSONLD},
		{"subtitle", got.Subtitle, "The island was cut off when the old pier gave way in February.", news.FromElement},
		{"authors", strings.Join(got.Authors, "|"), "Edda Marrow|Tam Brisco", news.FromJSONLD},
		{"source", got.Source, "Tarn Courier", news.FromJSONLD},
		{"section", got.Section, "Harbour", news.FromJSONLD},
		{"lang", got.Lang, "en-GB", news.FromJSONLD},
		{"published", got.Published.String(), "2025-05-08T06:40:00+01:00", news.FromJSONLD},
		{"updated", got.Updated.String(), "2025-05-08T11:05:00+01:00", news.FromJSONLD},
		{"url", got.URL, "https://www.tarncourier.example/harbour/2025/05/08/ferry-to-orven?utm_source=home", news.FromMeta},
		{"image", got.Image, "https://www.tarncourier.example/img/ferry.jpg", news.FromJSONLD},
		{"keywords", strings.Join(got.Keywords, "|"), "ferry|Orven|harbour", news.FromMeta},
		{"body", "", "", news.FromText},
	} {
		if m.got != m.want || got.OriginOf(m.name) != m.origin {
			t.Errorf("%s: got %q from %q, want %q from %q", m.name, m.got, got.OriginOf(m.name), m.want, m.origin)
		}
	}
	if got.PublishedFrom() != "declared" || string(got.Extra["isAccessibleForFree"]) != "true" {
		t.Errorf("published from %q, extra %s", got.PublishedFrom(), got.Extra)
	}
}

// A page that says nothing about itself, laid out by a table, in a character set
// of its own.
func TestReadBare(t *testing.T) {
	got, err := page.Read(sample(t, "page-bare.html"), page.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != "Паром на Орвен снова ходит" || got.OriginOf("title") != news.FromElement {
		t.Errorf("title %q from %s", got.Title, got.OriginOf("title"))
	}
	if got.Published.String() != "2025-05-08T09:40:00Z" || !got.Published.ZoneUnknown || got.PublishedFrom() != "page" {
		t.Errorf("published %s %q from %s", got.Published, got.Published.Zone(), got.PublishedFrom())
	}
	paragraphs := strings.Split(got.Body, "\n\n")
	if len(paragraphs) != 3 || !strings.HasPrefix(paragraphs[0], "Паром между Грейвиком") || !strings.HasSuffix(paragraphs[2], "из его протоколов.") {
		t.Errorf("body: %q", paragraphs)
	}
}

const longText = `<p>The harbour master of Greywick said on Monday that the quay would open in May, a month later than the council had hoped.</p>
<p>Work had been held up by the storm, by a lack of oak, and by a quarrel over who owns the crane, she told the harbour board.</p>`

func TestReadMembers(t *testing.T) {
	tests := []struct {
		name, head, body string
		check            func(a news.Article) string
		want             string
	}{
		{"date in a meta of a system", `<meta name="parsely-pub-date" content="2025-05-08T06:40:00Z">`, "", published, "2025-05-08T06:40:00Z meta"},
		{
			"microdata", "", `<div itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="datePublished" content="2025-05-08T06:40:00Z">x</div>`,
			published, "2025-05-08T06:40:00Z microdata",
		},
		{"the time is finer elsewhere", `<script type="application/ld+json">{"@type":"Article","datePublished":"2025-05-08"}</script><meta property="article:published_time" content="2025-05-08T06:40:00Z">`, "", published, "2025-05-08T06:40:00Z opengraph"},
		{"a computer's zero", `<meta property="article:published_time" content="1970-01-01T00:00:00Z"><meta name="date" content="2025-05-08">`, "", published, "2025-05-08 meta"},
		{"not yet", `<meta property="article:published_time" content="2027-01-01"><meta name="date" content="2025-05-08">`, "", published, "2025-05-08 meta"},
		{"time element", "", `<time datetime="2025-05-08T06:40+01:00">Thursday</time>`, published, "2025-05-08T06:40:00+01:00 element"},
		{"words", "", `<span>Posted on March 9, 2025 at 4:05 pm EDT</span>`, published, "2025-03-09T16:05:00-04:00 text"},
		{"words in German", "", `<div>Greywick, 9. März 2025, 14:05 Uhr</div>`, published, "2025-03-09T14:05:00Z text"},
		{"words in Spanish", "", `<div>9 de marzo de 2025</div>`, published, "2025-03-09 text"},
		{"words in Chinese", "", `<div>2025年3月9日 14:05</div>`, published, "2025-03-09T14:05:00Z text"},
		{"the address", "", "", published, "2025-05-08 url"},
		{"an old notice in the footer", "", `<footer>© 2020, since January 5, 2020</footer>`, published, "2025-05-08 url"},
		{"JSON-LD in a comment, with line breaks in strings", "<script type='application/ld+json'><!--\n{\"@type\":\"NewsArticle\",\"headline\":\"Quay\nopens\"};\n--></script>", "", title, "Quay opens json-ld"},
		{"JSON-LD that is none", `<script type="application/ld+json">{"@type":</script><meta property="og:title" content="Quay opens &amp;amp; closes">`, "", title, "Quay opens & closes opengraph"},
		{"author as a string", `<script type="application/ld+json">[{"@type":"NewsArticle","author":"By Edda Marrow, Tam Brisco"}]</script>`, "", authors, "Edda Marrow|Tam Brisco json-ld"},
		{"byline on the page", "", `<p class="byline">By <a href="/em">Edda Marrow</a> and Tam Brisco</p>`, authors, "Edda Marrow|Tam Brisco element"},
		{"an address is no author", `<meta property="article:author" content="https://social.example/em"><meta name="author" content="Edda Marrow">`, "", authors, "Edda Marrow meta"},
		{"canonical of another site", `<link rel="canonical" href="https://elsewhere.example.org/ferry">`, "", url, address + " url"},
		{"canonical of a sister host", `<link rel="canonical" href="https://m.tarncourier.example/ferry">`, "", url, "https://m.tarncourier.example/ferry meta"},
		{"canonical is the front page", `<link rel="canonical" href="https://www.tarncourier.example/">`, "", url, address + " url"},
		{"script for an image", `<meta property="og:image" content="javascript:alert(1)">`, "", image, " "},
		{"outlet by its host", "", "", source, "tarncourier.example url"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := "<html><head><title>Quay opens</title>" + tt.head + "</head><body><h1>Quay opens</h1>" + tt.body + "<div>" + longText + "</div></body></html>"
			a, err := page.Read([]byte(data), page.Options{URL: address, Now: now})
			if err != nil {
				t.Fatal(err)
			}
			if got := tt.check(a); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func published(a news.Article) string {
	return a.Published.String() + " " + string(a.OriginOf("published"))
}
func title(a news.Article) string { return a.Title + " " + string(a.OriginOf("title")) }
func authors(a news.Article) string {
	return strings.Join(a.Authors, "|") + " " + string(a.OriginOf("authors"))
}
func url(a news.Article) string    { return a.URL + " " + string(a.OriginOf("url")) }
func image(a news.Article) string  { return a.Image + " " + string(a.OriginOf("image")) }
func source(a news.Article) string { return a.Source + " " + string(a.OriginOf("source")) }

func TestReadRefuses(t *testing.T) {
	links := strings.Repeat(`<li><a href="/x">Another headline that leads to another story</a></li>`, 40)
	for name, data := range map[string]string{
		"nothing":      "",
		"a front page": "<html><title>Tarn Courier</title><body><ul>" + links + "</ul></body></html>",
		"scripts only": "<html><title>Quay opens</title><body><div id=root></div><script>" + longText + "</script></body></html>",
		"no HTML":      "\x00\x01\x02",
	} {
		t.Run(name, func(t *testing.T) {
			a, err := page.Read([]byte(data), page.Options{})
			if !errors.Is(err, page.ErrNoArticle) {
				t.Errorf("got %v and %q", err, a.Body)
			}
		})
	}
	if _, err := page.Read(make([]byte, page.MaxBytes+1), page.Options{}); err == nil {
		t.Error("a page beyond the limit is read")
	}
}

// Names that mostly belong to what stands beside a text are not enough to leave
// out the text itself.
func TestReadKeepsTextsOfAnyName(t *testing.T) {
	paragraphs := strings.SplitAfter(strings.ReplaceAll(longText, "\n", ""), "</p>")[:2]
	for _, frame := range []string{
		`<div class="elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container">%s</div></div>`,
		`<div class="subscriber-only">%s</div>`,
		`<section class="card list">%s</section>`,
		`<div class="has-sidebar header-top"><div class="comments-open">%s</div></div>`,
		`<blockquote class="photo-quote">%s</blockquote>`,
	} {
		t.Run(frame, func(t *testing.T) {
			text := fmt.Sprintf(frame, paragraphs[0]) + fmt.Sprintf(frame, paragraphs[1])
			if strings.Contains(frame, "has-sidebar") || strings.Contains(frame, "card") { // once, around all
				text = fmt.Sprintf(frame, paragraphs[0]+paragraphs[1])
			}
			a, err := page.Read([]byte("<html><head><title>Quay opens</title></head><body><h1>Quay opens</h1>"+text+"</body></html>"), page.Options{})
			if err != nil || !strings.Contains(a.Body, "a month later") || !strings.Contains(a.Body, "owns the crane") {
				t.Errorf("%v: %q", err, a.Body)
			}
		})
	}
}

// What could not be decoded is told with the article.
func TestReadTellsWhatIsLost(t *testing.T) {
	data := "<html><head><meta charset=utf-8><title>Quay opens</title></head><body>" + longText + "<p>Caf\xff and caf\xc3\xa9 by the sea, where the harbour master takes her tea every morning at six.</p></body></html>"
	a, err := page.Read([]byte(data), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(a.Extra["charset"]), `{"doubled":0,"from":"inside","lost":1,"name":"utf-8"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The text of a page whose own data have all of it, and which shows nothing.
func TestReadTold(t *testing.T) {
	data := `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Quay opens","articleBody":"` +
		strings.Repeat("The quay opens in May, said the harbour master. ", 10) + `"}</script></head><body><div id=root></div></body></html>`
	a, err := page.Read([]byte(data), page.Options{})
	if err != nil || a.OriginOf("body") != news.FromJSONLD || !strings.HasPrefix(a.Body, "The quay opens in May") {
		t.Errorf("got %v, %q from %s", err, a.Body, a.OriginOf("body"))
	}
}

// However a page is nested, its text is read. If time grew faster than the page,
// the deepest would take longer than tests may.
func TestReadNested(t *testing.T) {
	for _, tag := range []string{"div", "b", "span", "font", "table", "ul", "blockquote", "x-y"} {
		for _, depth := range []int{400, 600, 20_000} {
			t.Run(fmt.Sprint(tag, depth), func(t *testing.T) {
				data := "<html><head><title>Quay opens</title></head><body>" + strings.Repeat("<"+tag+">", depth) + longText + "</body></html>"
				a, err := page.Read([]byte(data), page.Options{})
				if err != nil || !strings.Contains(a.Body, "a quarrel over who owns the crane") {
					t.Errorf("%v: %.200q", err, a.Body)
				}
			})
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"page.html", "page-bare.html"} {
		data, err := os.ReadFile(filepath.Join("../../../testdata/formats", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, address)
	}
	f.Add([]byte("<html><title>x</title>"+longText), "")
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":7},"image":[[]]}]}</script>`+longText), "http://[::1]/")
	f.Fuzz(func(t *testing.T, data []byte, address string) {
		a, err := page.Read(data, page.Options{URL: address, Now: now})
		if err != nil {
			return
		}
		a.Normalize()
		if strings.TrimSpace(a.Body) == "" {
			t.Error("an article without text")
		}
	})
}
