package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source"
)

// reutersFields says where the collection's stories have what an article has.
// Some have no headline, some nothing but one.
const reutersFields = "title=title|dateline|body:80,body=body|title,published=date,authors=author,keywords=topics"

// BenchmarkIngest takes Reuters-21578 in twice with the command, as a process of
// its own, and once into Bleve as it comes: the same fields of the same articles,
// read by the same code, in batches of 1,000 on two workers, neither archived nor
// tagged. The ratio is that of the rates, the processor's ratio that of the time
// on all cores, which other work on the machine changes less.
func BenchmarkIngest(b *testing.B) {
	file := filepath.Join(os.Getenv("DATELINE_TESTDATA"), "reuters21578", "reuters21578.jsonl.gz")
	if _, err := os.Stat(file); err != nil {
		b.Skip("DATELINE_TESTDATA names no folder with the collection reuters21578")
	}
	for b.Loop() {
		data := b.TempDir()
		first := timeCommand(b, "ingest", "--data", data, "--fields", reutersFields, file)
		again := timeCommand(b, "ingest", "--data", data, "--fields", reutersFields, file)
		stock, articles := timeStock(b, file)
		b.ReportMetric(articles/first.clock.Seconds(), "articles/s")
		b.ReportMetric(articles/stock.clock.Seconds(), "stock-articles/s")
		b.ReportMetric(stock.clock.Seconds()/first.clock.Seconds(), "ratio")
		b.ReportMetric(stock.processor.Seconds()/first.processor.Seconds(), "processor-ratio")
		b.ReportMetric(again.clock.Seconds()/first.clock.Seconds(), "again/first")
		b.ReportMetric(float64(first.memory)/1e6, "peak-MB")
	}
}

// spent is what something took: time by the clock, time of all cores, and the
// largest memory, in bytes.
type spent struct {
	clock, processor time.Duration
	memory           int64
}

// timeCommand runs dateline and tells what that took.
func timeCommand(b *testing.B, args ...string) spent {
	b.Helper()
	exe, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Args = append([]string{"dateline"}, args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, said.String())
	}
	p := cmd.ProcessState
	return spent{clock: time.Since(start), processor: p.UserTime() + p.SystemTime(), memory: peakMemory(p)}
}

// timeStock indexes a file with Bleve alone.
func timeStock(b *testing.B, file string) (took spent, articles float64) {
	b.Helper()
	runtime.GC()
	start, used := time.Now(), processorTime()
	idx, err := bleve.NewUsing(filepath.Join(b.TempDir(), "stock"), stockMapping(), scorch.Name, scorch.Name,
		map[string]any{"unsafe_batch": true})
	if err != nil {
		b.Fatal(err)
	}
	batches := make(chan []news.Article)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for articles := range batches {
				if err := indexStock(idx, articles); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for batch := range readBatches(b, file) {
		articles += float64(len(batch))
		batches <- batch
	}
	close(batches)
	workers.Wait()
	if err := idx.Close(); err != nil {
		b.Fatal(err)
	}
	return spent{clock: time.Since(start), processor: processorTime() - used}, articles
}

// readBatches reads a file as the command does.
func readBatches(b *testing.B, file string) func(yield func([]news.Article) bool) {
	fields := map[string]string{}
	for pair := range strings.SplitSeq(reutersFields, ",") {
		ours, theirs, _ := strings.Cut(pair, "=")
		fields[ours] = theirs
	}
	return func(yield func([]news.Article) bool) {
		w := source.Walk(b.Context(), []string{file}, source.Options{Fields: fields})
		defer func() { _ = w.Close() }()
		var batch []news.Article
		for {
			a, err := w.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			if batch = append(batch, a); len(batch) == 1000 {
				if !yield(batch) {
					return
				}
				batch = nil
			}
		}
		yield(batch)
	}
}

func indexStock(idx bleve.Index, articles []news.Article) error {
	batch := idx.NewBatch()
	for i := range articles {
		a := &articles[i]
		a.Normalize()
		err := batch.Index(a.ID, map[string]any{
			"title": a.Title, "body": a.Body, "author": a.Authors, "keyword": a.Keywords, "published": a.Published.Time,
		})
		if err != nil {
			return err
		}
	}
	return idx.Batch(batch)
}

func stockMapping() *mapping.IndexMappingImpl {
	text, value, date := bleve.NewTextFieldMapping(), bleve.NewTextFieldMapping(), bleve.NewDateTimeFieldMapping()
	text.Analyzer, text.DocValues = en.AnalyzerName, false
	value.Analyzer, value.IncludeTermVectors = keyword.Name, false
	doc := bleve.NewDocumentStaticMapping()
	for _, f := range []*mapping.FieldMapping{text, value, date} {
		f.Store, f.IncludeInAll = false, false
	}
	doc.AddFieldMappingsAt("title", text)
	doc.AddFieldMappingsAt("body", text)
	doc.AddFieldMappingsAt("author", value)
	doc.AddFieldMappingsAt("keyword", value)
	doc.AddFieldMappingsAt("published", date)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	return m
}
