package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// warcRecord is a record of that type, with its length.
func warcRecord(kind, url, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, url, contentType, len(block), block)
}

func fetched(header, body string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n" + header + "\r\n" + body
}

func TestReadWARC(t *testing.T) {
	const http = "application/http; msgtype=response"
	feed := `<rss><item><title>Quay</title><link>/1</link></item></rss>`
	quay := `{"url":"https://post.example/1","title":"Quay","body":"Quay","source":"post.example","body_from":"title"}`
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(feed), feed)
	at := func(block string) string { return warcRecord("response", "https://post.example/rss", http, block) }
	for _, c := range []readCase{
		{name: "response", in: warcRecord("warcinfo", "", "application/warc-fields", "software: x") + at(fetched("", feed)), want: []string{quay}},
		{name: "gzip for each record", in: zipped(t, at(fetched("", feed))) + zipped(t, at(fetched("", feed))), want: []string{quay, quay}},
		{name: "chunked", in: at(fetched("Transfer-Encoding: chunked\r\n", chunked)), want: []string{quay}},
		{name: "says chunked, is not", in: at(fetched("Transfer-Encoding: chunked\r\n", feed)), want: []string{quay}},
		{name: "gzip inside", in: at(fetched("Content-Encoding: gzip\r\n", zipped(t, feed))), want: []string{quay}},
		{name: "says gzip, is not", in: at(fetched("Content-Encoding: gzip\r\n", feed)), want: []string{quay}},
		{name: "resource", in: warcRecord("resource", "<https://post.example/rss>", "text/xml", feed), want: []string{quay}},
		{name: "others are passed over", in: warcRecord("revisit", "https://post.example/rss", http, fetched("", "")) + warcRecord("request", "https://post.example/rss", http, "GET / HTTP/1.1\r\n\r\n") +
			at("HTTP/1.1 404 Not Found\r\nContent-Type: text/xml\r\n\r\n"+feed) + warcRecord("resource", "https://post.example/a.png", "image/png", "\x89PNG") + at(fetched("", feed)), want: []string{quay}},
		{name: "cut off", in: at(fetched("", feed)) + at(fetched("", feed))[:200], want: []string{quay, "! in/: the last record has no end"}},
		{name: "no record", in: at(fetched("", feed)) + "oops\r\n", want: []string{quay, "! in/: is a damaged web archive: where a record should begin stands \"oops\""}},
		{name: "wrong length", in: strings.Replace(at(feed), "Content-Length: ", "Content-Length: x", 1), want: []string{"! in: is a damaged web archive: a record has the length"}},
		{name: "nothing", in: warcRecord("warcinfo", "", "application/warc-fields", "software: x"), want: []string{"! in: holds no files of articles"}},
		{name: "ARC", in: "filedesc://x.arc 127.0.0.1 20140216050221 text/plain 3\n1 0\n\nhttps://post.example/r s s 93.184.216.119 20140216050221 text/xml " + fmt.Sprint(len(fetched("", feed))) + "\n" + fetched("", feed) + "\n", want: []string{quay}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i, w := range c.want {
				c.want[i] = strings.Replace(w, "! in/:", "! in:", 1)
			}
			c.check(t)
		})
	}
}

// Archives as crawlers wrote them, broken ones among them: none may be refused
// without a reason, and what a good record holds is reached.
func TestReadRealWARC(t *testing.T) {
	dir := filepath.Join(os.Getenv("DATELINE_TESTDATA"), "warc")
	if os.Getenv("DATELINE_TESTDATA") == "" {
		t.Skip("DATELINE_TESTDATA names no folder of test data")
	}
	// The page of example.com has three short sentences, which is an article at
	// best; what counts is that its record is reached, or why it is not.
	for name, want := range map[string]string{
		"warcio/example.warc":                        `"title":"Example Domain"`,
		"warcio/example.warc.gz":                     `"title":"Example Domain"`,
		"warcio/example.arc":                         `"title":"Example Domain"`,
		"warcio/example.arc.gz":                      `"title":"Example Domain"`,
		"warcio/example-iana.org-chunked.warc":       "iana.org",
		"warcio/example-wrong-chunks.warc.gz":        `"title":"Example Domain"`,
		"warcio/example-bad-non-chunked.warc.gz":     `"title":"Example Domain"`,
		"warcio/example-trunc.warc":                  "is a damaged web archive",
		"warcio/example-space-in-url.arc":            "may have been cut off",
		"warcio/bad.arc":                             "is a damaged web archive",
		"warcio/example-wget-bad-target-uri.warc.gz": `"title":"Example Domain"`,
		"iipc/specifications/warc-deduplication/samples/20130729-heritrix-revisit-with-http-headers.warc.gz": "holds no files of articles",
	} {
		r, err := Open(t.Context(), filepath.Join(dir, name), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.Join(read(t, r), "\n"); !strings.Contains(got, want) {
			t.Errorf("%s: want %s in\n%s", name, want, got)
		}
	}
}
