package percolate_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/percolate"
	"github.com/dateline-search/dateline/search/query"
)

func parsed(t testing.TB, q string) *search.Plan {
	t.Helper()
	p, err := query.Parse(q, query.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return &search.Plan{Query: p.Node, Zone: time.UTC}
}

// BenchmarkMatch is what an article of 400 words costs among so many searches of
// several kinds. People search for words that are rarer than those of a text.
func BenchmarkMatch(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string { // as frequent as in a language: Zipf's law
		return fmt.Sprintf("w%dx", int(20_000*random.Float64()*random.Float64()*random.Float64()))
	}
	asked := func() string { return fmt.Sprintf("w%dx", random.IntN(20_000)) }
	kinds := []string{"%s %s", `"%s %s"`, "%s OR %s", "%s NEAR/5 %s", "title:%s -%s", "%s* %s", `person:"%s %s"`, "source:%s %s"}
	for _, n := range []int{100, 10_000} {
		p := percolate.New()
		for i := range n {
			p.Add(fmt.Sprint(i), parsed(b, fmt.Sprintf(kinds[i%len(kinds)], asked(), asked())))
		}
		docs := make([]index.Document, 64)
		for i := range docs {
			var body []string
			for range 400 {
				body = append(body, word())
			}
			docs[i].ID, docs[i].Title, docs[i].Body, docs[i].Lang = "a", strings.Join(body[:8], " "), strings.Join(body, " "), "en"
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			found := 0
			for i := 0; b.Loop(); i++ {
				found += len(p.Match(&docs[i%len(docs)]))
			}
			b.ReportMetric(float64(found)/float64(b.N), "matches/op")
		})
	}
}
