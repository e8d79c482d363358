//go:build unix

package bleveindex_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex"
	"github.com/dateline-search/dateline/index/news"
)

// reuters reads the collection Reuters-21578, which is not ours to ship.
func reuters(tb testing.TB) []index.Document {
	tb.Helper()
	file, err := os.Open(filepath.Join(os.Getenv("DATELINE_TESTDATA"), "reuters21578", "reuters21578.jsonl.gz"))
	if err != nil {
		tb.Skip("DATELINE_TESTDATA names no folder with the collection reuters21578")
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		tb.Fatal(err)
	}
	var docs []index.Document
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		docs = append(docs, story(tb, lines.Bytes()))
	}
	return docs
}

func story(tb testing.TB, line []byte) index.Document {
	tb.Helper()
	var s struct {
		ID                           int
		Title, Body, Date, Author    string
		Topics, Places, People, Orgs []string
	}
	if err := json.Unmarshal(line, &s); err != nil {
		tb.Fatal(err)
	}
	var d index.Document
	d.ID, d.Title, d.Body, d.Lang, d.Source = fmt.Sprint(s.ID), s.Title, s.Body, "en", "Reuters"
	d.Keywords = s.Topics
	if s.Author != "" {
		d.Authors = []string{s.Author}
	}
	if at, err := time.Parse("2006-01-02T15:04:05", s.Date); err == nil {
		d.Published = news.Date{Time: at, Precision: news.Second}
	}
	for of, names := range map[news.EntityType][]string{news.Place: s.Places, news.Person: s.People, news.Org: s.Orgs} {
		for _, name := range names {
			d.Tags.Entities = append(d.Tags.Entities, news.Entity{Type: of, Name: name})
		}
	}
	return d
}

// BenchmarkRate compares the rate of indexing with that of Bleve as it comes: a
// mapping with its analyzer for English, bodies not stored. The ratio is that of
// the processor's time, which other work on the machine does not change.
func BenchmarkRate(b *testing.B) {
	docs := reuters(b)
	for b.Loop() {
		stock := rateOf(b, docs, stockWriter(b))
		ours := rateOf(b, docs, ourWriter(b))
		b.ReportMetric(stock.rate(len(docs)), "stock-docs/s")
		b.ReportMetric(ours.rate(len(docs)), "docs/s")
		b.ReportMetric(stock.processor.Seconds()/ours.processor.Seconds(), "ratio")
	}
}

// spent is the time that something took, by the clock and by the processor.
type spent struct{ clock, processor time.Duration }

func (s spent) rate(docs int) float64 { return float64(docs) / s.clock.Seconds() }

func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// rateOf measures two workers with batches of 1,000.
func rateOf(b *testing.B, docs []index.Document, write func([]index.Document) error) spent {
	b.Helper()
	runtime.GC()
	start, used := time.Now(), processorTime(b)
	batches := make(chan []index.Document)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for batch := range batches {
				if err := write(batch); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for rest := docs; len(rest) > 0; {
		n := min(1000, len(rest))
		batches <- rest[:n]
		rest = rest[n:]
	}
	close(batches)
	workers.Wait()
	return spent{time.Since(start), processorTime(b) - used}
}

func ourWriter(b *testing.B) func([]index.Document) error {
	b.Helper()
	s, err := bleveindex.Open(b.TempDir(), bleveindex.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return func(docs []index.Document) error { return s.Current().Write(context.Background(), docs, 0) }
}

func stockWriter(b *testing.B) func([]index.Document) error {
	b.Helper()
	idx, err := bleve.NewUsing(filepath.Join(b.TempDir(), "stock"), stockMapping(), scorch.Name, scorch.Name,
		map[string]any{"unsafe_batch": true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = idx.Close() })
	return func(docs []index.Document) error {
		batch := idx.NewBatch()
		for i := range docs {
			if err := batch.Index(docs[i].ID, stockDocument(&docs[i])); err != nil {
				return err
			}
		}
		return idx.Batch(batch)
	}
}

func stockMapping() *mapping.IndexMappingImpl {
	text, value, date := bleve.NewTextFieldMapping(), bleve.NewTextFieldMapping(), bleve.NewDateTimeFieldMapping()
	text.Analyzer, text.DocValues = en.AnalyzerName, false
	value.Analyzer, value.IncludeTermVectors = keyword.Name, false
	doc := bleve.NewDocumentStaticMapping()
	for _, f := range []*mapping.FieldMapping{text, value, date} {
		f.Store, f.IncludeInAll = false, false
	}
	for _, name := range []string{"title", "subtitle", "body"} {
		doc.AddFieldMappingsAt(name, text)
	}
	for _, name := range []string{"person", "org", "place", "source", "author", "lang", "keyword", "has"} {
		doc.AddFieldMappingsAt(name, value)
	}
	doc.AddFieldMappingsAt("published", date)
	doc.AddFieldMappingsAt("first_seen", date)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	return m
}

func stockDocument(d *index.Document) map[string]any {
	fields := map[string]any{
		"title": d.Title, "body": d.Body, "source": d.Source, "author": d.Authors, "lang": d.Lang, "keyword": d.Keywords,
		"published": d.Published.Time, "first_seen": d.FirstSeen, "has": []string{"published"},
	}
	names := map[news.EntityType][]string{}
	for _, e := range d.Tags.Entities {
		names[e.Type] = append(names[e.Type], e.Name)
	}
	for of, values := range names {
		fields[string(of)] = values
	}
	return fields
}
