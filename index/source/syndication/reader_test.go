package syndication

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

// rss is a feed of that inside.
func rss(inside string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Post</title><link>https://post.example/</link>` + inside + `</channel></rss>`
}

func one(t *testing.T, text string, opts Options) news.Article {
	t.Helper()
	got := readFeed(t, text, opts)
	if len(got.articles) != 1 || got.err != nil {
		t.Fatalf("%d articles, %d refused, %v", len(got.articles), got.refused, got.err)
	}
	return got.articles[0]
}

// Titles arrive in layers: case C24 and its kind.
func TestTitles(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"what looks like a tag", `<title>&lt;/harbour&gt;</title>`, `</harbour>`},
		{"HTML in CDATA", `<title type="html"><![CDATA[How should &lt;berth&gt; work?]]></title>`, `How should <berth> work?`},
		{"escaped twice", `<title>Council axes &amp;#39;low fare&amp;#39; plan</title>`, `Council axes 'low fare' plan`},
		{"CDATA between line ends", "<title>\n<![CDATA[Quay opens]]>\n</title>", `Quay opens`},
		{"CDATA escaped", `<title>&lt;![CDATA[Quay opens]]&gt;</title>`, `Quay opens`},
		{"CDATA in pieces", `<title><![CDATA[Quay ]]><![CDATA[opens]]></title>`, `Quay opens`},
		{"markup that is meant", `<title>Quay &lt;b&gt;opens&lt;/b&gt;&lt;br/&gt;today</title>`, `Quay opens today`},
		{"markup that stands there", `<title>Quay <b>opens</b></title>`, `Quay opens`},
		{"names of HTML", `<title>Caf&eacute; &ndash; open&nbsp;late</title>`, `Café – open late`},
		{"a bare ampersand", `<title>Fish & Chips at A&E</title>`, `Fish & Chips at A&E`},
		{"a bare bracket", `<title>Berths < 5 m close</title>`, `Berths < 5 m close`},
		{"marks of Windows", "<title>Harbour\x92s end &#146;</title>", `Harbour’s end ’`},
		{"none", `<title/>`, `The quay opens on Monday, the port said.`},
		{"no end", `<title>Quay opens<link>https://post.example/1</link>`, `Quay opens`},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := one(t, rss(`<item>`+c.in+`<description>The quay opens on Monday, the port said.</description></item>`), Options{})
			if a.Title != c.want {
				t.Errorf("got %q, want %q", a.Title, c.want)
			}
			if made := a.Extra[extraTitle] != nil; made != (c.name == "none") {
				t.Errorf("made up: %t", made)
			}
		})
	}
}

// Dates as they come: case C20.
func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"Thu, 03 Jul 2025 09:15:00 EDT":      "2025-07-03T13:15:00Z second",
		"Thu, 03 Jul 2025 09:15:00 PST":      "2025-07-03T17:15:00Z second",
		"Thu, 03 Jul 2025 09:15:00 CEST":     "2025-07-03T07:15:00Z second",
		"Thu, Jul 03 2025 09:15:00 +0000":    "2025-07-03T09:15:00Z second",
		"THU,3 JUL 2025 09:15:00":            "2025-07-03T09:15:00Z second unknown",
		"Thu, 03 Jul 2025 09:15:00 UT":       "2025-07-03T09:15:00Z second",
		"Thu, 03 Jul 2025 09:15:00 GMT+0000": "2025-07-03T09:15:00Z second",
		"2025-07-03":                         "2025-07-03T00:00:00Z day",
		"the third of July, in the morning":  "0001-01-01T00:00:00Z none",
	} {
		a := one(t, rss(`<item><title>Quay opens</title><pubDate>`+in+`</pubDate></item>`), Options{})
		got := a.Published.Time.UTC().Format(time.RFC3339) + " " + strings.TrimSpace(a.Published.Precision.String()+" "+a.Published.Zone())
		if got != want || a.Published.String() != in && a.Published.Raw != in {
			t.Errorf("%s: got %s, raw %q, want %s", in, got, a.Published.Raw, want)
		}
	}
}

// ids are the identities of a feed's articles, in their order.
func ids(t *testing.T, text string) []string {
	t.Helper()
	var list []string
	for _, a := range readFeed(t, text, Options{}).articles {
		a.Normalize()
		list = append(list, a.ID)
	}
	return list
}

func distinct(list []string) int {
	seen := map[string]bool{}
	for _, s := range list {
		seen[s] = true
	}
	return len(seen)
}

// Guids that are shared and guids that change: case C22.
func TestIdentity(t *testing.T) {
	shared := rss(`<item><title>A</title><guid isPermaLink="false">news</guid><link>/a</link></item><item><title>B</title><guid isPermaLink="false">news</guid><link>/b</link></item><item><title>C</title><guid isPermaLink="false">news</guid><link>/c</link></item>`)
	got := readFeed(t, shared, Options{URL: "https://post.example/feed"})
	if len(got.articles) != 3 || got.feed.SharedGUIDs != 3 || got.articles[1].URL != "https://post.example/b" {
		t.Errorf("shared guids: %+v", got)
	}
	if list := ids(t, shared); distinct(list) != 3 {
		t.Errorf("shared guids without a base: %v", list)
	}
	day := func(guid, title string) []string {
		return ids(t, rss(`<item><title>`+title+`</title><guid>https://post.example/`+guid+`</guid><link>https://post.example/1042</link></item>`))
	}
	if first, second := day("1042-harbour-plan", "Harbour plan"), day("1042-harbour-plan-delayed", "Harbour plan delayed"); first[0] != second[0] {
		t.Errorf("a guid that changes makes two articles: %s and %s", first[0], second[0])
	}
	home := `<item><title>%[1]s</title><guid isPermaLink="false">%[1]s</guid><link>https://post.example/</link></item>`
	if list := ids(t, rss(fmt.Sprintf(home, "A")+fmt.Sprintf(home, "B"))); distinct(list) != 2 {
		t.Errorf("items that link to the front page: %v", list)
	}
	if list := ids(t, rss(fmt.Sprintf(home, "A"))); list[0] != ids(t, rss(fmt.Sprintf(home, "B")+fmt.Sprintf(home, "A")))[1] {
		t.Error("the id of an item hangs on which others are in the feed")
	}
	anchor := `<item><title>%[1]s</title><link>https://post.example/ticker#%[1]s</link></item>`
	if list := ids(t, rss(fmt.Sprintf(anchor, "A")+fmt.Sprintf(anchor, "B"))); distinct(list) != 2 {
		t.Errorf("items on one page: %v", list)
	}
	twice := `<item><title>A</title><link>https://post.example/a</link></item>`
	if list := ids(t, rss(twice+twice)); distinct(list) != 1 {
		t.Errorf("an item that is there twice: %v", list)
	}
}

func TestRSSFields(t *testing.T) {
	a := one(t, rss(`<language>en-gb</language><copyright>Harbour Post Ltd</copyright><ttl>90</ttl><item>
<title>Quay opens</title><link>https://post.example/1?utm_source=rss&amp;id=7</link><guid isPermaLink="false">7</guid>
<description>The short form.</description><content:encoded><![CDATA[<p>The quay opens on <a href="/monday">Monday</a>.</p><p>So says the port.</p>]]></content:encoded>
<dc:creator>Ada Lund</dc:creator><author>bo@post.example (Bo Rask)</author><category>Ports</category><category><![CDATA[Trade & Ships]]></category>
<media:group><media:content url="https://post.example/q.jpg" medium="image"><media:title>A picture</media:title></media:content></media:group>
<source url="https://wire.example/rss">Meridian Wire</source><pubDate>Fri, 09 May 2025 14:00:00 GMT</pubDate></item>`), Options{URL: "https://post.example/rss"})
	a.Normalize()
	want := `{"id":"` + a.ID + `","url":"https://post.example/1?utm_source=rss&id=7","title":"Quay opens","subtitle":"The short form.","body":"The quay opens on Monday.\n\nSo says the port.",` +
		`"html":"<p>The quay opens on <a href=\"https://post.example/monday\">Monday</a>.</p><p>So says the port.</p>","source":"Meridian Wire","authors":["Ada Lund","Bo Rask"],"lang":"en-GB",` +
		`"published":"2025-05-09T14:00:00Z","keywords":["Ports","Trade & Ships"],"image":"https://post.example/q.jpg","copyright":"Harbour Post Ltd","guid":"7"}`
	got, err := a.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestAtomFields(t *testing.T) {
	text := `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://post.example/x/"><title>Elbblatt</title><link rel="self" href="https://post.example/atom"/><link href="/"/>
<author><name>Redaktion</name></author><entry><id>urn:uuid:1</id><title>Brücke offen</title><link rel="edit" href="/edit"/><link rel="alternate" href="1.html"/>
<published>2025-05-09T16:00:00+02:00</published><updated>2025-05-10T08:00:00Z</updated><category term="x" label="Verkehr"/><author><name>Ida Ohm</name><email>i@post.example</email></author>
<summary>Kurz gesagt.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die Brücke ist <em>offen</em>.</p><title>x</title></div></content></entry>
<entry><id>urn:uuid:2</id><title>Ohne Namen</title><content>Nur Text &lt; mehr.</content></entry></feed>`
	got := readFeed(t, text, Options{})
	if len(got.articles) != 2 {
		t.Fatalf("%+v", got)
	}
	a, b := got.articles[0], got.articles[1]
	if a.URL != "https://post.example/x/1.html" || a.Lang != "de" || a.Source != "Elbblatt" || a.Subtitle != "Kurz gesagt." ||
		a.Published.String() != "2025-05-09T16:00:00+02:00" || a.Updated.String() != "2025-05-10T08:00:00Z" ||
		!cmp.Equal(a.Authors, []string{"Ida Ohm"}) || !cmp.Equal(a.Keywords, []string{"Verkehr"}) || textOf(a) != "Die Brücke ist offen." {
		t.Errorf("%+v", a)
	}
	if b.ID != "urn:uuid:2" || b.Body != "Nur Text < mehr." || !cmp.Equal(b.Authors, []string{"Redaktion"}) || got.feed.Link != "https://post.example/" {
		t.Errorf("%+v of %+v", b, got.feed)
	}
}

// What programs get wrong: each of these holds the articles Quay and Ferry.
func TestBrokenFeedsAreRead(t *testing.T) {
	item := func(title string) string {
		return "<item><title>" + title + "</title><link>https://post.example/" + title + "</link><description>About the " + title + ".</description></item>"
	}
	both := item("Quay") + item("Ferry")
	utf16 := func(s string) string {
		var out strings.Builder
		out.WriteString("\xff\xfe")
		for i := range len(s) {
			out.WriteString(s[i:i+1] + "\x00")
		}
		return out.String()
	}
	for name, text := range map[string]string{
		"cut off behind":         strings.TrimSuffix(rss(both), "</channel></rss>"),
		"cut off in a tag":       rss(both)[:len(rss(both))-len("nnel></rss>")],
		"cut off in the last":    rss(item("Quay") + "<item><title>Ferry</title><description>About the Ferry.")[:len(rss(item("Quay")+"<item><title>Ferry</title><description>About the Ferry."))-len("</channel></rss>")],
		"text in front":          "Warning: mysql_connect()\n\n" + rss(both),
		"a warning in front":     "<br />\n<b>Warning</b>: Undefined variable $x in <b>/srv/feed.php</b> on line <b>7</b><br />\n" + rss(both),
		"a table in front":       "<br><font size='1'><table><tr><th>Deprecated: x in /srv/feed.php<tr><td>7" + rss(both),
		"a comment in front":     "<!-- generated -->\n" + rss(both),
		"blank lines in front":   "\n\n  " + rss(both),
		"a mark in front":        "\xef\xbb\xbf" + rss(both),
		"UTF-16":                 utf16(rss(both)),
		"says UTF-16, is not":    strings.Replace(rss(both), `"1.0"`, `"1.0" encoding="utf-16"`, 1),
		"unknown character set":  strings.Replace(rss(both), `"1.0"`, `"1.0" encoding="none"`, 1),
		"capitals":               strings.NewReplacer("item>", "ITEM>", "title>", "Title>").Replace(rss(both)),
		"no declaration":         strings.TrimPrefix(rss(both), `<?xml version="1.0"?>`),
		"undeclared prefix":      rss(strings.ReplaceAll(both, "</item>", "<x:y>z</x:y></item>")),
		"wrong namespace":        strings.Replace(rss(both), "<rss", `<rss xmlns="http://www.example.com/own"`, 1),
		"items outside":          rss("") + both,
		"items never closed":     rss(strings.ReplaceAll(both, "</item>", "")),
		"an attribute unquoted":  rss(strings.ReplaceAll(both, "<item>", "<item id=7 new>")),
		"control characters":     rss(strings.ReplaceAll(both, "About", "About\x0b\x00")),
		"a tag too many":         rss(strings.ReplaceAll(both, "</description>", "</b></description>")),
		"HTML not closed":        rss(strings.ReplaceAll(both, "About", "<p>About<b>")),
		"a title of a picture":   rss("<image><title>Logo</title><url>x</url></image>" + strings.ReplaceAll(both, "</item>", `<media:content url="x"><media:title>Picture</media:title></media:content></item>`)),
		"unknown elements":       rss(strings.ReplaceAll(both, "<item>", `<item><meta xmlns="urn:x"><title>No</title></meta>`)),
		"a DTD with entities":    `<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>` + rss(both),
		"RDF":                    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Harbour Post</title><items><rdf:Seq/></items></channel>` + both + `</rdf:RDF>`,
		"Atom with another name": `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Harbour Post</a:title>` + strings.NewReplacer("<item", "<a:entry", "</item", "</a:entry", "<title", "<a:title", "</title", "</a:title", "<description", "<a:summary", "</description", "</a:summary", "<link>", `<a:link href="`, "</link>", `"/>`).Replace(both) + `</a:feed>`,
	} {
		t.Run(name, func(t *testing.T) {
			got := readFeed(t, text, Options{})
			if len(got.articles) != 2 || got.err != nil {
				t.Fatalf("%d articles, %d refused, %v", len(got.articles), got.refused, got.err)
			}
			for i, title := range []string{"Quay", "Ferry"} {
				a := got.articles[i]
				a.Normalize()
				if a.Title != title || oneLine(a.Body) != "About the "+title+"." || a.Source != "Harbour Post" {
					t.Errorf("item %d: %q, %q, %q", i, a.Title, a.Body, a.Source)
				}
			}
		})
	}
}

func TestCharacterSets(t *testing.T) {
	for name, c := range map[string]struct{ text, contentType string }{
		"says UTF-8, is Windows":     {"<?xml version='1.0' encoding='utf-8'?><rss><item><title>Caf\xe9 \x96 open</title></item></rss>", ""},
		"says Latin, is UTF-8":       {"<?xml version='1.0' encoding='iso-8859-1'?><rss><item><title>Café – open</title></item></rss>", ""},
		"HTTP says Latin, is UTF-8":  {"<rss><item><title>Café – open</title></item></rss>", "text/xml; charset=iso-8859-1"},
		"says nothing, is Windows":   {"<rss><item><title>Caf\xe9 \x96 open</title></item></rss>", ""},
		"one wrong byte among UTF-8": {"<rss><title>äöüäöüäöü</title><item><title>Caf\xe9 – open</title></item></rss>", ""},
	} {
		if a := one(t, c.text, Options{ContentType: c.contentType}); a.Title != "Café – open" {
			t.Errorf("%s: %q", name, a.Title)
		}
	}
}

func TestJSONFeed(t *testing.T) {
	got := readFeed(t, `{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Post","language":"en","authors":[{"name":"Ada"}],"items":[
{"id":1,"url":"https://post.example/1","title":"Quay opens","content_html":"<p>On Monday.</p>","date_published":"2025-05-09T14:00:00Z","tags":["a"],"image":"https://post.example/i.png"},
{"id":"2","content_text":"Only text, <b>as is</b>.","date_published":7,"authors":[{"name":"Bo"}]}]}`, Options{})
	if len(got.articles) != 2 || got.err != nil {
		t.Fatalf("%+v", got)
	}
	a, b := got.articles[0], got.articles[1]
	if a.Title != "Quay opens" || textOf(a) != "On Monday." || a.Source != "Harbour Post" || a.Image == "" || !cmp.Equal(a.Authors, []string{"Ada"}) {
		t.Errorf("%+v", a)
	}
	if b.ID != "Harbour Post:2" || b.Body != "Only text, <b>as is</b>." || !cmp.Equal(b.Authors, []string{"Bo"}) {
		t.Errorf("%+v", b)
	}
	if got := readFeed(t, `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"A"},{"id":`, Options{}); len(got.articles) != 1 || got.err == nil {
		t.Errorf("a feed that was cut off: %+v", got)
	}
}

func TestWordPress(t *testing.T) {
	post := func(kind, status, title string) string {
		return `<item><title>` + title + `</title><link>https://blog.example/` + title + `</link><dc:creator>ada</dc:creator><content:encoded><![CDATA[First.` + "\n\n" + `Second.]]></content:encoded>` +
			`<excerpt:encoded></excerpt:encoded><wp:post_date_gmt>2025-05-09 14:00:00</wp:post_date_gmt><wp:status>` + status + `</wp:status><wp:post_type>` + kind + `</wp:post_type>` +
			`<wp:comment><wp:comment_content>no</wp:comment_content></wp:comment></item>`
	}
	text := strings.Replace(rss(`<wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Lund</wp:author_display_name></wp:author>`+
		post("post", "publish", "Quay")+post("post", "draft", "Draft")+post("attachment", "inherit", "Picture")), "<rss", `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"`, 1)
	got := readFeed(t, text, Options{})
	if len(got.articles) != 1 || got.refused != 2 || got.feed.Format != "wordpress" {
		t.Fatalf("%+v", got)
	}
	a := got.articles[0]
	if a.Authors[0] != "Ada Lund" || textOf(a) != "First.\n\nSecond." || a.Published.Time.UTC().Format(time.DateTime) != "2025-05-09 14:00:00" {
		t.Errorf("%+v", a)
	}
}

func TestWhatIsNoFeed(t *testing.T) {
	for text, want := range map[string]string{
		"<!DOCTYPE html><html><body>Not found</body></html>": "is an HTML page, not a feed",
		"":                                     "is no feed",
		"Service unavailable":                  "is no feed: it holds no element",
		"<opml><body/></opml>":                 "is no feed: its first element is <opml>",
		`{"error":"not found"}`:                "is no feed: it has no items",
		"<p>Not <b>found</b><br>":              "is no feed: its first element is <p>",
		"<b>Error</b><html><rss></rss></html>": "is no feed: its first element is <b>",
		strings.Repeat("<p>", maxBefore+1) + "<rss></rss>": "is no feed: its first element is <p>",
	} {
		if got := readFeed(t, text, Options{}); got.err == nil || !strings.HasPrefix(got.err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, got.err, want)
		}
	}
}

func TestIsFeed(t *testing.T) {
	for text, want := range map[string]bool{
		rss(""): true,
		"<br />\n<b>Warning</b>: x in <b>/srv/feed.php</b><br />\n" + rss(""): true,
		"<p>Of <b>feeds</b> and <i>rss</i></p>":                               false,
		"<p>x</p>" + strings.Repeat(" ", maxLook) + rss(""):                   false,
		"<html><body><p>&lt;rss&gt;</p></body></html>":                        false,
		"<nitf><rss></rss></nitf>":                                            false,
	} {
		if got := IsFeed([]byte(text)); got != want {
			t.Errorf("%.60q: %v, want %v", text, got, want)
		}
	}
}

func TestDeepAndLongFeedsAreBounded(t *testing.T) {
	deep := rss("<item><title>Quay</title><description>" + strings.Repeat("<div>", 100_000) + "deep</description></item><item><title>Ferry</title></item>")
	if got := readFeed(t, deep, Options{}); len(got.articles) == 0 {
		t.Errorf("%+v", got.err)
	}
	long := rss("<item><title>Quay</title><description>" + strings.Repeat("x <b>y</b> ", maxToken/10) + "</description></item><item><title>Ferry</title></item>")
	if got := readFeed(t, long, Options{}); got.refused != 1 || len(got.articles) != 1 {
		t.Errorf("a text too long: %d articles, %d refused, %v", len(got.articles), got.refused, got.err)
	}
	endless := rss("<item><title>Quay</title></item><item><title>" + strings.Repeat("x", 2*maxToken))
	if got := readFeed(t, endless, Options{}); len(got.articles) != 1 || got.err == nil {
		t.Errorf("a token too long: %d articles, %v", len(got.articles), got.err)
	}
	for name, in := range map[string]string{
		"an item too long":   `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Quay"},{"id":"2","title":"` + strings.Repeat("x", 2*maxToken) + `"}]}`,
		"blanks without end": `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Quay"}` + strings.Repeat(" ", 2*maxToken) + "]}",
	} {
		if got := readFeed(t, in, Options{}); len(got.articles) != 1 || !errors.Is(got.err, errTooLong) {
			t.Errorf("%s: %d articles, %v", name, len(got.articles), got.err)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add(rss(`<item><title>A &amp; B</title><guid>x</guid><description>&lt;p&gt;x</description></item>`), "text/xml")
	f.Add(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/x"><entry><title type="xhtml"><div>x</div></title><link href="a"/></entry></feed>`, "")
	f.Add(`{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"content_html":"<a href='x'>"}]}`, "application/json")
	f.Add("<rss><item><title><![CDATA[x", "text/xml; charset=utf-16")
	f.Fuzz(func(t *testing.T, text, contentType string) {
		got := readFeed(t, text, Options{ContentType: contentType, URL: "https://post.example/feed"})
		if len(got.articles) > len(text) {
			t.Errorf("%d articles in %d bytes", len(got.articles), len(text))
		}
	})
}

func BenchmarkReader(b *testing.B) {
	paragraph := "<p>The minister said on Friday that the port of Tarn would open its new quay in May, and that the ferry would run again.</p>"
	var items strings.Builder
	for i := range 100 {
		fmt.Fprintf(&items, "<item><title>Port opens quay %d &amp; ferry</title><link>https://post.example/%d</link><guid>https://post.example/%d</guid>"+
			"<pubDate>Fri, 09 May 2025 14:00:00 GMT</pubDate><dc:creator>Ada Lund</dc:creator><description>The port opens.</description>"+
			"<content:encoded><![CDATA[%s]]></content:encoded></item>", i, i, i, strings.Repeat(paragraph, 14))
	}
	text := rss(items.String())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if got := readFeed(b, text, Options{}); len(got.articles) != 100 {
			b.Fatal(got.err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "feeds/s")
}
