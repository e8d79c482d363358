package ner_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/dateline-search/dateline/index/tag/ner"
)

// articleWords is the length of the articles that speed is measured by.
const articleWords = 600

// articles are real ones, cut to their first 600 words.
func articles(b *testing.B) [][]ner.Text {
	b.Helper()
	file, err := os.Open(filepath.Join(os.Getenv("DATELINE_TESTDATA"), "bbc-news", "bbc.jsonl.gz"))
	if err != nil {
		b.Skip("there are no articles to measure with in DATELINE_TESTDATA: ", err)
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	var all [][]ner.Text
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a struct{ Title, Body string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			b.Fatal(err)
		}
		body := a.Body
		words := 0
		for i, r := range body {
			if r == ' ' {
				if words++; words == articleWords {
					body = body[:i]
					break
				}
			}
		}
		if words == articleWords {
			all = append(all, []ner.Text{{Kind: ner.Headline, Text: a.Title}, {Text: body}})
		}
	}
	if len(all) == 0 {
		b.Fatal("no article is long enough")
	}
	return all
}

// An operation is one article of 600 words.
func BenchmarkFind(b *testing.B) {
	all := articles(b)
	m := load(b)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		m.Find(all[n%len(all)])
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}
