package feedtest

import (
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Ways are all ways to misbehave but those that need to be told something.
func Ways() []Way { return slices.Concat(connections(), answers(), feeds(), dates()) }

// connections break in the middle, or go on for ever.
func connections() []Way {
	quay := Item("/quay", "1", "Quay")
	return []Way{
		{Name: "slow", Titles: "Quay v1", Items: 1, Serve: func(w http.ResponseWriter, _ *http.Request) {
			for _, part := range strings.SplitAfter(Channel(quay), ">") {
				_, _ = io.WriteString(w, part)
				_ = http.NewResponseController(w).Flush()
				time.Sleep(time.Millisecond)
			}
		}},
		{Name: "endless", Sent: 2 << 20, Error: "is longer than 2 MB", Titles: "Quay v1", Items: 1, Serve: func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "<rss><channel>"+quay)
			endless(w, func() bool { return r.Context().Err() == nil })
		}},
		{Name: "gzip bomb", Unpacked: 4 << 20, Error: "unpacks to more than 4 MB", Titles: "Quay v1", Items: 1, Serve: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.WriteString(z, "<rss><channel>"+quay)
			endless(z, func() bool { return r.Context().Err() == nil })
		}},
		{Name: "truncated", Error: "was cut off", Titles: "Quay v1", Items: 1, Serve: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = io.WriteString(w, Channel(quay)[:len(Channel(quay))-10])
		}},
		{Name: "broken off in an item", Error: "was cut off", Titles: "Quay v1", Items: 1, Serve: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = io.WriteString(w, Channel(quay, Item("/ferry", "2", "Ferry"))[:len(Channel(quay))+20])
		}},
		{Name: "no end", Warnings: "ends in the middle", Titles: "Quay v1", Items: 1, Serve: Text(strings.TrimSuffix(Channel(quay), "</channel></rss>"))},
	}
}

// endless writes on while it may: few tags, for the reader shall meet the bounds and
// not spend its time with them.
func endless(w io.Writer, may func() bool) {
	much := []byte(strings.Repeat("<x>"+strings.Repeat(" ", 8<<10)+"</x>", 1<<7))
	for may() {
		if _, err := w.Write(much); err != nil {
			return
		}
	}
}

// answers are those of HTTP.
func answers() []Way {
	return []Way{
		{Name: "redirect loop", Error: "redirects in a circle", Serve: func(w http.ResponseWriter, r *http.Request) { Status(302, "Location", r.URL.Path)(w, r) }},
		{Name: "redirect to a file", Error: "redirects to what is no web address", Serve: Status(302, "Location", "file:///etc/passwd")},
		{Name: "304", Polls: 2, Titles: "Quay v1", Items: 1, Serve: func(w http.ResponseWriter, r *http.Request) {
			if w.Header().Set("ETag", `"1"`); r.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, Channel(Item("/quay", "1", "Quay")))
		}},
		{Name: "304 without a question", Serve: Status(304)},
		{Name: "429", Error: "429 Too Many Requests: it asks to wait for 2h", Serve: Status(429, "Retry-After", "7200")},
		{Name: "503", Error: "503 Service Unavailable", Serve: Status(503)},
		{Name: "503 for a while", Error: "503 Service Unavailable: it asks to wait for 10m", Serve: Status(503, "Retry-After", "600")},
		{Name: "500", Error: "500 Internal Server Error", Serve: Status(500)},
		{Name: "404", Error: "404 Not Found: there is nothing at this address", Serve: Status(404)},
		{Name: "403", Error: "403 Forbidden: it does not let us read it", Serve: Status(403)},
		{Name: "410", Error: "410 Gone: it was taken down for good", Serve: Status(410)},
		{Name: "unknown encoding", Error: `is encoded as "br", which nobody asked for`, Serve: Status(200, "Content-Encoding", "br")},
	}
}

// feeds are those that are none, or odd.
func feeds() []Way {
	quay := Item("/quay", "1", "Quay")
	return []Way{
		{Name: "wrong charset", Titles: "Café v1", Items: 1, Serve: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/xml; charset=utf-8")
			_, _ = io.WriteString(w, strings.ReplaceAll(Channel(quay), "Quay", "Caf\xe9"))
		}},
		{Name: "HTML", Error: "is an HTML page, not a feed", Serve: Text("<!DOCTYPE html><html><body>Please log in</body></html>")},
		{Name: "empty", Error: "is no feed: it is empty", Serve: Text("")},
		{Name: "no items", Warnings: "has no items", Serve: Text(Channel())},
		{Name: "not JSON", Error: "is no feed: it has no items", Serve: Text(`{"error":"x"}`)},
		{Name: "an item of nothing", Titles: "Quay v1", Items: 2, Rejected: 1, Serve: Text(Channel("<item></item>", quay))},
		{
			Name: "shared guids", Warnings: "3 items with a guid that another item has too", Titles: "A v1, B v1, C v1", Items: 3,
			Serve: Text(Channel(Item("/a", "news", "A"), Item("/b", "news", "B"), Item("/c", "news", "C"))),
		},
		{Name: "changed guids", Polls: 2, Titles: "Harbour plan delayed v2", Items: 1, Serve: inTurn(
			Channel(Item("/1042", "https://n.example/1042-harbour-plan", "Harbour plan")),
			Channel(Item("/1042", "https://n.example/1042-harbour-plan-delayed", "Harbour plan delayed")),
		)},
		{
			Name: "CDATA in CDATA", Titles: "Quay <![CDATA[opens]]> v1", Items: 1,
			Serve: Text(Channel("<item><title><![CDATA[Quay <![CDATA[opens]]>]]></title><link>/q</link><pubDate>2025-06-01</pubDate><description>x</description></item>")),
		},
		{Name: "relative links", Titles: "Quay v1, Ferry v1, Pier v1", Items: 3, Serve: Text(Channel(
			Item("quay", "1", "Quay"), Item("../ferry?a=1&amp;b=2", "2", "Ferry"), Item("//post.example/pier", "3", "Pier"),
		))},
	}
}

// dates are wrong or missing.
func dates() []Way {
	return []Way{
		{Name: "no dates", Warnings: "1 item without a date", Titles: "Quay v1", Items: 1, Serve: Text(Channel("<item><title>Quay</title></item>"))},
		{
			Name: "future dates", Warnings: "1 item dated in the future", Titles: "Quay v1", Items: 1,
			Serve: Text(Channel(strings.Replace(Item("/quay", "1", "Quay"), "2025", "2095", 1))),
		},
	}
}
