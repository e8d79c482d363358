package archive_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/archive"
)

// BenchmarkPutMatches keeps what a batch of 200 articles matches of 10,000 saved
// searches, 48 each, as the benchmark of search/percolate has them.
func BenchmarkPutMatches(b *testing.B) {
	const articles, searches, each = 200, 10_000, 48
	a, err := archive.Open(b.Context(), b.TempDir(), archive.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	now, n := time.Now(), 0
	for b.Loop() {
		var matches []alert.Match
		for i := range articles {
			for j := range each {
				matches = append(matches, alert.Match{
					Search: fmt.Sprint("s", (n*7919+i*31+j*17)%searches), Article: fmt.Sprint("a", n, "-", i), Version: 1, Made: now,
				})
			}
		}
		n++
		if err := a.PutMatches(b.Context(), matches, nil, uint64(n*articles)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*articles), "µs/article")
}
