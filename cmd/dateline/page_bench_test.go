package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// pageStories is how many articles BenchmarkPage has, unless DATELINE_STORIES says
// otherwise: as many as are taken in within a minute.
const pageStories = 100_000

// BenchmarkPage asks a server, which is a process of its own, for whole pages of
// hits, from the request to the last byte of the HTML, as a reader without a
// browser's help waits for them: 20 each of the kinds of query below, each once
// before it counts. The archive is made of Reuters-21578 like that of the search
// benchmarks, and tagged. The data folder lies where DATELINE_INDEXES says, and is
// used again from there.
func BenchmarkPage(b *testing.B) {
	n, kept := wanted(b, pageStories)
	file := filepath.Join(os.Getenv("DATELINE_TESTDATA"), "reuters21578", "reuters21578.jsonl.gz")
	if _, err := os.Stat(file); err != nil {
		b.Skip("DATELINE_TESTDATA names no folder with the collection reuters21578")
	}
	var stories []news.Article
	for batch := range readBatches(b, file) {
		for _, a := range batch {
			if a.Title != "" && a.Body != "" {
				stories = append(stories, a)
			}
		}
	}
	s := startServer(b, archiveOf(b, kept, "pages", n, func(w io.Writer, i int) { writeMixed(w, stories, i) }))
	s.awaitReady(b)
	queries := pageQueries(stories)
	for _, kind := range []string{"first", "word", "words", "phrase", "word-in-a-month", "oldest", "entity"} {
		b.Run(kind, func(b *testing.B) {
			var times []time.Duration
			for _, q := range queries[kind] {
				s.pageTime(b, q)
			}
			for b.Loop() {
				for _, q := range queries[kind] {
					times = append(times, s.pageTime(b, q))
				}
			}
			slices.Sort(times)
			b.ReportMetric(times[len(times)/2].Seconds()*1000, "p50-ms")
			b.ReportMetric(times[min(len(times)*99/100, len(times)-1)].Seconds()*1000, "p99-ms")
		})
	}
}

// pageTime is how long a page takes.
func (s *server) pageTime(b *testing.B, path string) time.Duration {
	start := time.Now()
	resp, err := http.Get(s.url + path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		b.Fatalf("%s: %s, %v", path, resp.Status, err)
	}
	return time.Since(start)
}

// pageQueries are pages to ask for, by kind.
func pageQueries(stories []news.Article) map[string][]string {
	random := rand.New(rand.NewPCG(1, 2))
	list := map[string][]string{"first": {"/"}, "entity": {"/entity/place/Japan", "/entity/place/United%20States", "/entity/place/Brazil"}}
	ask := func(kind, q, more string) { list[kind] = append(list[kind], "/?q="+url.QueryEscape(q)+more) }
	for len(list["oldest"]) < 20 {
		words := strings.FieldsFunc(stories[random.IntN(len(stories))].Body, func(r rune) bool { return (r|0x20) < 'a' || (r|0x20) > 'z' })
		if len(words) < 40 {
			continue
		}
		at := random.IntN(len(words) - 9)
		w := words[at]
		if len(w) < 4 || len(words[at+8]) < 4 {
			continue
		}
		ask("word", w, "")
		ask("words", w+" "+words[at+8], "")
		ask("phrase", `"`+w+" "+words[at+1]+`"`, "")
		ask("word-in-a-month", w, fmt.Sprintf("&from=2023-%02[1]d&to=2023-%02[1]d", 1+random.IntN(12)))
		ask("oldest", w, "&sort=oldest")
	}
	return list
}

// writeMixed writes the beginning of one story and the end of another's, of a
// time within two years, as NDJSON.
func writeMixed(w io.Writer, stories []news.Article, i int) {
	one, other := &stories[i%len(stories)], &stories[(i*7919+i/len(stories))%len(stories)]
	head, tail := half(one.Body), other.Body[len(half(other.Body)):]
	a := map[string]any{
		"id": fmt.Sprintf("mixed-%07d", i), "title": one.Title, "body": head + tail, "source": fmt.Sprint("Desk ", i%40), "lang": "en",
		"published": time.Date(2023, 1, 1, 0, i*(2*365*24*60)/1_000_000, 0, 0, time.UTC).Format(time.RFC3339),
	}
	_ = json.NewEncoder(w).Encode(a) // Flush tells of errors
}

// half is the first half of a text, up to a blank.
func half(text string) string {
	if i := strings.IndexByte(text[len(text)/2:], ' '); i >= 0 {
		return text[:len(text)/2+i]
	}
	return text
}
