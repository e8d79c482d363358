// Package feedtest has, for tests, servers of feeds that misbehave, each with what
// is to be said of it and what is to be taken in all the same. The poller must
// survive them, and the page of sources must have the right words.
package feedtest

import (
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"time"

	"github.com/dateline-search/dateline/index/source/fetch"
)

// Way is one way to misbehave.
type Way struct {
	Name  string
	Serve http.HandlerFunc
	// Polls is how often it must be polled until it has done it; 0 is once.
	Polls int
	// Wait is how long an answer is waited for; 0 as long as usual.
	Wait time.Duration
	// Sent and Unpacked are how much may come, in bytes; 0 as much as usual.
	Sent, Unpacked int64
	// Error is why it cannot be read, and Warnings what is odd about it; empty for
	// nothing.
	Error, Warnings string
	// Titles are of what is taken in, with the versions, in order.
	Titles string
	// Items are those of the last answer that had any, Rejected those refused of it.
	Items, Rejected int
}

// Options fetch from a server that misbehaves: on 127.0.0.1, and nowhere else on this
// machine.
func (w Way) Options() fetch.Options {
	return fetch.Options{
		Allowed: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, UserAgent: "Dateline",
		HeaderTimeout: w.Wait, Sent: w.Sent, Unpacked: w.Unpacked,
	}
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

// Silent never answers; it is waited for that long.
func Silent(wait time.Duration) Way {
	return Way{
		Name: "silent", Wait: wait,
		Serve: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		Error: "took too long: there was no answer within " + wait.String(),
	}
}

// Huge is an item that is longer than any article; it takes some seconds where races
// are looked for.
func Huge() Way {
	return Way{Name: "one huge item", Error: "holds a text of more than 16 MB", Items: 1, Rejected: 1, Serve: func(w http.ResponseWriter, r *http.Request) {
		Text(Channel("<item><title>Huge</title><description>"+strings.Repeat("x", 17<<20)+"</description></item>"))(w, r)
	}}
}

// PrivateRedirect leads to an address that may not be reached.
func PrivateRedirect(address, host string) Way {
	return Way{Name: "private redirect", Serve: Status(http.StatusFound, "Location", address), Error: "leads to a private address, which may not be reached: " + host}
}

// Many is a feed that is a whole archive.
func Many() Way {
	return Way{Name: "very many items", Items: ManyItems, Serve: func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "<rss><channel><title>Harbour Post</title>")
		for i := range ManyItems {
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
