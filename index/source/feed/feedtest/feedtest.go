// Package feedtest has, for tests, servers of feeds that misbehave, each with what
// is to be said of it and what is to be taken in all the same. The poller must
// survive them, and the page of sources must have the right words.
package feedtest

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
)

// Way is one way to misbehave.
type Way struct {
	Name  string
	Serve http.HandlerFunc
	// Polls is how often it must be polled until it has done it; 0 is once.
	Polls int
	// Error is why it cannot be read, and Warnings what is odd about it; empty for
	// nothing.
	Error, Warnings string
	// Titles are of what is taken in, with the versions, in order.
	Titles string
	// Items are those of the last answer that had any, Rejected those refused of it.
	Items, Rejected int
}

// Item is an item of an RSS feed; its link may be relative.
func Item(link, guid, title string) string {
	return fmt.Sprintf("<item><title>%s</title><link>%s</link><guid isPermaLink=\"false\">%s</guid><pubDate>Sun, 01 Jun 2025 10:00:00 GMT</pubDate><description>About %s.</description></item>", title, link, guid, title)
}

// Channel is an RSS feed.
func Channel(items ...string) string {
	return "<rss version=\"2.0\"><channel><title>Harbour Post</title>" + strings.Join(items, "") + "</channel></rss>"
}

// Text answers with a text.
func Text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s) }
}

// Status answers with a status and headers: names and values by turns.
func Status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

// Silent never answers; how long it is waited for is in its words.
func Silent(wait string) Way {
	return Way{
		Name:  "silent",
		Serve: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		Error: "took too long: there was no answer within " + wait,
	}
}

// PrivateRedirect leads to an address that may not be reached.
func PrivateRedirect(address, host string) Way {
	return Way{Name: "private redirect", Serve: Status(http.StatusFound, "Location", address), Error: "leads to a private address, which may not be reached: " + host}
}

// Many is a feed that is a whole archive.
func Many(items int) Way {
	return Way{Name: "very many items", Items: items, Serve: func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<rss><channel><title>Harbour Post</title>")
		for i := range items {
			_, _ = fmt.Fprintf(w, "<item><title>Ferry %d</title><link>https://post.example/%d</link><guid>%d</guid><pubDate>2025-06-01</pubDate></item>", i, i, i)
		}
		_, _ = io.WriteString(w, "</channel></rss>")
	}}
}

// inTurn answers with one text after the other, and then with the last for ever.
func inTurn(texts ...string) http.HandlerFunc {
	var asked atomic.Int64
	return func(w http.ResponseWriter, _ *http.Request) {
		n := min(int(asked.Add(1)), len(texts))
		_, _ = io.WriteString(w, texts[n-1])
	}
}
