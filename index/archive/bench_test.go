package archive_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

const (
	batchSize  = 1000
	benchStock = 50_000 // articles that reads and repeated puts meet
)

func BenchmarkPut(b *testing.B) {
	a := open(b, b.TempDir(), archive.Options{})
	next := 0
	b.ResetTimer()
	for b.Loop() {
		b.StopTimer()
		articles := batch(next, batchSize)
		next += batchSize
		b.StartTimer()
		put(b, a, articles)
	}
	perSecond(b, batchSize)
}

func BenchmarkPutUnchanged(b *testing.B) {
	a := stocked(b)
	articles := batch(7000, batchSize)
	for b.Loop() {
		if got := put(b, a, articles)[0].Status; got != index.Unchanged {
			b.Fatalf("status %s", got)
		}
	}
	perSecond(b, batchSize)
}

func BenchmarkPutUpdated(b *testing.B) {
	a := stocked(b)
	articles := batch(7000, batchSize)
	for n := 0; b.Loop(); n++ {
		for i := range articles {
			articles[i].Subtitle = fmt.Sprint("Correction ", n)
		}
		put(b, a, articles)
	}
	perSecond(b, batchSize)
}

func BenchmarkGetMany(b *testing.B) {
	const page = 20
	a := stocked(b)
	for b.Loop() {
		ids := make([]string, page)
		for i := range ids {
			ids[i] = id(rand.IntN(benchStock))
		}
		records, err := a.GetMany(context.Background(), ids)
		if err != nil || len(records) != page {
			b.Fatal(len(records), err)
		}
	}
	perSecond(b, page)
}

func BenchmarkSince(b *testing.B) {
	a := stocked(b)
	for b.Loop() {
		records, err := a.Since(context.Background(), uint64(rand.IntN(benchStock-batchSize)), batchSize)
		if err != nil || len(records) != batchSize {
			b.Fatal(len(records), err)
		}
	}
	perSecond(b, batchSize)
}

func BenchmarkLast(b *testing.B) {
	a := stocked(b)
	for b.Loop() {
		if _, err := a.Last(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func stocked(b *testing.B) *archive.Archive {
	a := open(b, b.TempDir(), archive.Options{})
	for n := 0; n < benchStock; n += batchSize {
		put(b, a, batch(n, batchSize))
	}
	b.ResetTimer()
	return a
}

func perSecond(b *testing.B, articles int) {
	b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
}

// batch makes articles of about 1 KB.
func batch(from, size int) []news.Article {
	articles := make([]news.Article, size)
	for i := range articles {
		articles[i] = article(from + i)
	}
	return articles
}
