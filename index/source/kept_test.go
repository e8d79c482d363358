package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index"
)

// readings are the titles of a file's articles, what was rejected, and what was
// read and lacks something, as it was sent.
type readings struct {
	titles   []string
	rejected []*index.Rejection
	lacking  []index.Item
}

func readingsOf(t *testing.T, name, in string, opts Options) (all readings) {
	t.Helper()
	r, err := NewReader(t.Context(), name, strings.NewReader(in), opts)
	for err == nil {
		a, err := r.Next()
		var rejection *index.Rejection
		switch {
		case errors.Is(err, io.EOF):
			return all
		case errors.As(err, &rejection):
			all.rejected = append(all.rejected, rejection)
		case err != nil:
			t.Fatal(err)
		case isLacking(&a):
			all.lacking = append(all.lacking, r.Raw())
		default:
			if item := r.Raw(); item.Form != "" {
				t.Errorf("%q lacks nothing, and is kept: %s", a.Title, item.Bytes)
			}
			all.titles = append(all.titles, a.Title)
		}
	}
	if rejection := (*index.Rejection)(nil); errors.As(err, &rejection) {
		all.rejected = append(all.rejected, rejection)
	}
	return all
}

// retried reads something that was rejected alone.
func retried(t *testing.T, item index.Item) readings {
	t.Helper()
	opts := Options{}
	if item.Form != index.FormFile {
		opts.Format = JSON
	}
	return readingsOf(t, "again", string(item.Bytes), opts)
}

// Items by their formats: {n} is their number, {status} may be one of nobody, and
// what stands for {wound} may be no text of the format.
const (
	itemG2     = `<newsItem guid="{n}"><itemMeta><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>H{n}</headline></contentMeta><contentSet><inlineData>It{wound} opens.</inlineData></contentSet></newsItem>`
	itemNewsML = `<NewsItem><NewsManagement><Status FormalName="{status}"/></NewsManagement><NewsComponent><NewsLines><HeadLine>H{n}</HeadLine></NewsLines><ContentItem><DataContent>It{wound} opens.</DataContent></ContentItem></NewsComponent></NewsItem>`
	itemNITF   = `<nitf><body><body.head><hedline><hl1>H{n}</hl1></hedline></body.head><body.content><p>It{wound} opens.</p></body.content></body></nitf>`
	itemRitzau = `<RBNews><NewsID>{n}</NewsID><headline>H{n}</headline><content>It{wound} opens.</content></RBNews>`
	itemNinjs  = `{"uri":"u{n}","versioncreated":"2026-05-09T12:00:00Z","pubstatus":"{status}","headline":"H{n}","body_text":"It opens."}`
	itemWires  = `{"format":"digitalwires@1.0","urn":"u{n}","pubstatus":"{status}","headline":"H{n}","article_html":"<p>It opens.</p>"}`
	itemTelex  = "\x01mwa017 4 i 96 ccccb   mw 01{n}\r\n\nTarn/quay/\r\n\x02H{n}\r\n\nTarn (mw) - It opens.\r\n\x03120845 GMT Jun 17\r\n\x04"
	itemFeed   = `<rss version="2.0"><channel><item><title>H{n}</title><link>https://tarn.example/{n}</link><description>It opens.</description></item></channel></rss>`
)

func itemOf(template, n, status, wound string) string {
	return strings.NewReplacer("{n}", n, "{status}", status, "{wound}", wound).Replace(template)
}

// three are three items, of which the second has that status and that wound.
func three(template, status, wound, between string) string {
	return itemOf(template, "1", "usable", "") + between + itemOf(template, "2", status, wound) + between + itemOf(template, "3", "usable", "")
}

// message is one of NewsML-G2.
func message(items string) string {
	return `<newsMessage xmlns="urn:x"><itemSet>` + items + `</itemSet></newsMessage>`
}

// brokenFiles are files whose second article cannot be read, while the first and
// the third can.
func brokenFiles(t *testing.T) map[string]string {
	t.Helper()
	own := func(n string) string { return `{"title":"H` + n + `","body":"a"}` }
	return map[string]string{
		"NewsML-G2, a status of nobody":  message(three(itemG2, "x", "", "\n")),
		"NewsML-G2, no XML":              message(three(itemG2, "usable", " & <p>", "")),
		"NewsML 1, a status of nobody":   "<NewsML>" + three(itemNewsML, "x", "", "\n") + "</NewsML>",
		"NewsML 1, no XML":               "<NewsML>" + three(itemNewsML, "usable", "&bad;", "") + "</NewsML>",
		"NITF, no XML":                   "<contentSet>" + three(itemNITF, "", "<p", "\n") + "</contentSet>",
		"Ritzau, no XML":                 "<ListOfRBNews>" + three(itemRitzau, "", " & ", "\n") + "</ListOfRBNews>",
		"ninjs, one a line":              three(itemNinjs, "x", "", "\n"),
		"ninjs in an array":              "[" + three(itemNinjs, "x", "", ",") + "]",
		"ninjs in an answer":             `{"items":[` + three(itemNinjs, "x", "", ",") + `]}`,
		"digitalwires in an answer":      `{"entries":[` + three(itemWires, "x", "", ",") + `]}`,
		"telex, without a text":          itemOf(itemTelex, "1", "", "") + "\x01mwa017 4 i 96\r\nH2\r\n\x03\x04" + itemOf(itemTelex, "3", "", ""),
		"our own, of another type":       "[" + own("1") + `,{"title":2,"body":"a"},` + own("3") + "]",
		"our own, no JSON":               "[" + own("1") + `,{"title":"H2",,},` + own("3") + "]",
		"our own, one a line, no JSON":   own("1") + "\n{\"title\":\"H2\n" + own("3"),
		"a table, a cell too many":       "title,body\nH1,a\nH2,a,b\nH3,a\n",
		"a feed, an item without a text": `<rss version="2.0"><channel><title>F</title><item><title>H1</title><description>a</description></item><item></item><item><title>H3</title><description>a</description></item></channel></rss>`,
		"a zip of NITF, no XML": zipOf(t, packedFile{"1.xml", itemOf(itemNITF, "1", "", "")}, packedFile{"2.xml", itemOf(itemNITF, "2", "", "<p")},
			packedFile{"3.xml", itemOf(itemNITF, "3", "", "")}),
		"a tar of JSON, cut off":                   tarOf(t, packedFile{"1.json", own("1")}, packedFile{"2.json", `[{"title":"H2",`}, packedFile{"3.json", own("3")}),
		"a tar of pages, one without an article":   tarOf(t, packedFile{"1.json", own("1")}, packedFile{"2.html", "<html></html>"}, packedFile{"3.json", own("3")}),
		"a web archive, a page without an article": warcOf("1", itemOf(itemFeed, "1", "", "")) + warcOf("2", "<html></html>") + warcOf("3", itemOf(itemFeed, "3", "", "")),
	}
}

// warcOf is a record of a web archive.
func warcOf(name, body string) string {
	http := "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarn.example/%s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", name, len(http), http)
}

// Of a file with several articles one that cannot be read hinders no other, and is
// kept alone, as it was sent: tried again, it is rejected for the same reason.
func TestBrokenItemsAreKeptAlone(t *testing.T) {
	for name, in := range brokenFiles(t) {
		t.Run(name, func(t *testing.T) {
			all := readingsOf(t, "in", in, Options{})
			if got := strings.Join(all.titles, "|"); got != "H1|H3" {
				t.Errorf("read %s", got)
			}
			if len(all.rejected)+len(all.lacking) != 1 {
				t.Fatalf("%d rejected, %d lack something", len(all.rejected), len(all.lacking))
			}
			item, reason := index.Item{}, ""
			for _, r := range all.rejected {
				item, reason = r.Item, r.Err.Error()
			}
			for _, kept := range all.lacking {
				item = kept
			}
			if len(item.Bytes) == 0 || bytes.Contains(item.Bytes, []byte("H1")) || bytes.Contains(item.Bytes, []byte("H3")) {
				t.Fatalf("kept %q: %s", item.Bytes, reason)
			}
			again := retried(t, item)
			if len(again.rejected)+len(again.lacking) != 1 || len(again.titles) > 0 {
				t.Fatalf("of %q again: %+v", item.Bytes, again)
			}
			for _, r := range again.rejected {
				if name == "our own, one a line, no JSON" || name == "telex, without a text" {
					break // what stood around it told more
				}
				if !strings.Contains(r.Err.Error(), strings.TrimSuffix(reason, "; nothing behind it was read")) {
					t.Errorf("the reason was %q, and is %q", reason, r.Err)
				}
			}
		})
	}
}

// What is rejected as a whole keeps what it was called by who sent it: its character
// set may be named nowhere else.
func TestFilesAreKeptAsTheyWereCalled(t *testing.T) {
	const koi8, none = "text/html; charset=koi8-r", "<html><body><p>\xeb\xc1\xca</p></body></html>"
	record := strings.Replace(warcOf("1", none), "application/rss+xml", koi8, 1)
	record = strings.Replace(record, "Content-Length: ", fmt.Sprintf("Content-Length: %d\r\nX-Was: ", len(none)+len("HTTP/1.1 200 OK\r\nContent-Type: \r\n\r\n")+len(koi8)), 1)
	for name, in := range map[string]struct {
		text string
		opts Options
	}{
		"a page":                  {none, Options{ContentType: koi8}},
		"a page in a web archive": {record, Options{}},
		"no text":                 {"\x00", Options{ContentType: koi8}},
	} {
		all := readingsOf(t, "in", in.text, in.opts)
		if len(all.rejected) != 1 || all.rejected[0].Item.ContentType != koi8 || len(all.rejected[0].Item.Bytes) == 0 {
			t.Errorf("%s: %+v", name, all)
		}
	}
}
