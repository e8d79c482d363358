package tag

import (
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/dateline-search/dateline/index/news"
)

// story is an article of 600 words.
func story() *news.Record {
	paragraph := "Marisol Teague, the mayor of Greywick, told the European Union and the U.N. on Thursday that the harbour of " +
		"Karachi would take no ships from Norway before May. Teague said the International Monetary Fund (IMF) had asked " +
		"Pakistan for a plan, and that Secretary Rubio called her twice from Washington. Nobody at the Greywick Port " +
		"Authority wanted to say how much money the city would lose while the piers stand empty and the cranes rust in the rain. "
	words := strings.Fields(strings.Repeat(paragraph, 9))[:600]
	var body strings.Builder
	for i, w := range words {
		body.WriteString(w)
		body.WriteString(" ")
		if i%70 == 69 {
			body.WriteString("\n\n")
		}
	}
	return &news.Record{Article: news.Article{Title: "Greywick harbour closes to ships from Norway", Lang: "en", Body: body.String()}}
}

func BenchmarkTag(b *testing.B) {
	t, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	r := story()
	b.ReportAllocs()
	for b.Loop() {
		t.Tag(r)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMemory measures what stays in memory with all parts loaded and two
// goroutines that have tagged.
func BenchmarkMemory(b *testing.B) {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		before := heap()
		t, err := New(Options{})
		if err != nil {
			b.Fatal(err)
		}
		var done sync.WaitGroup
		for range 2 {
			done.Go(func() {
				for range 20 {
					t.Tag(story())
				}
			})
		}
		done.Wait()
		b.ReportMetric(float64(heap()-before)/(1<<20), "MB")
		runtime.KeepAlive(t)
	}
}
