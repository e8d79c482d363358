package page_test

import (
	"testing"

	"github.com/dateline-search/dateline/index/source/page"
)

// BenchmarkRead reads real pages; pages/s is for one core.
func BenchmarkRead(b *testing.B) {
	pages := realPages(b)
	b.ReportAllocs()
	size := 0
	for i := 0; b.Loop(); i++ {
		p := pages[i%len(pages)]
		size += len(p.data)
		if _, err := page.Read(p.data, page.Options{URL: p.URL}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
	b.SetBytes(int64(size / max(b.N, 1)))
}
