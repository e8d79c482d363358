package source

import (
	"strings"
	"testing"
)

const aFeed = `<?xml version="1.0"?>
<rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Quay opens</title><link>/1</link><description>On Monday.</description></item>
<item><guid>x</guid></item>
<item><title>Ferry runs</title></item>
</channel></rss>`

func TestReadFeeds(t *testing.T) {
	quay := `{"url":"https://post.example/1","title":"Quay opens","body":"On Monday.","source":"Harbour Post"}`
	ferry := `{"title":"Ferry runs","body":"Ferry runs","source":"Harbour Post","body_from":"title"}`
	opts := Options{URL: "https://post.example/rss"}
	refused := "! in:4: the item has neither title nor text"
	var utf16 strings.Builder
	for i := range len(aFeed) {
		utf16.WriteString("\x00" + aFeed[i:i+1])
	}
	for _, c := range []readCase{
		{name: "feed", in: aFeed, opts: opts, want: []string{quay, refused, ferry}},
		{name: "gzip", in: zipped(t, aFeed), opts: opts, want: []string{quay, refused, ferry}},
		{name: "UTF-16", in: "\xfe\xff" + utf16.String(), opts: opts, want: []string{quay, refused, ferry}},
		{name: "cut off", in: strings.TrimSuffix(aFeed, "</channel></rss>"), opts: opts, want: []string{quay, refused, ferry, "! in:5: the feed has no end"}},
		{name: "JSON Feed", in: `{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Post","items":[{"id":"1","title":"Quay opens","content_text":"On Monday."}]}`, want: []string{
			`{"id":"Harbour Post:1","title":"Quay opens","body":"On Monday.","source":"Harbour Post","guid":"1"}`,
		}},
		{name: "asked for", in: "<html></html>", opts: Options{Format: Feed}, want: []string{"! in: is an HTML page, not a feed; nothing behind it was read"}},
	} {
		t.Run(c.name, c.check)
	}
}
