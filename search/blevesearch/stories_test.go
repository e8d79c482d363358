package blevesearch_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// reuters reads the collection Reuters-21578, which is not ours to ship.
func reuters(b *testing.B) []index.Document {
	b.Helper()
	file, err := os.Open(filepath.Join(os.Getenv("DATELINE_TESTDATA"), "reuters21578", "reuters21578.jsonl.gz"))
	if err != nil {
		b.Skip("DATELINE_TESTDATA names no folder with the collection reuters21578")
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	var docs []index.Document
	for lines.Scan() {
		docs = append(docs, story(b, lines.Bytes()))
	}
	return docs
}

// stories are made of real ones, in any order, each when it is asked for: a
// million texts in memory would keep the collector of garbage busy while searches
// are timed, and a server has its texts in the archive.
type stories struct {
	real []index.Document
	made []recipe
}

// recipe says which real stories one is made of, by number, and when in 24
// months it was published, in minutes.
type recipe struct{ head, tail, minute int32 }

// synthesise makes n stories of real ones: the headline, the names and the first
// half of the sentences of one, the second half of another's, published in any
// minute of 24 months. The same seed gives the same stories.
func synthesise(real []index.Document, n int, seed uint64) stories {
	const months24 = 730 * 24 * 60
	g := rand.New(rand.NewPCG(seed, 21578))
	made := make([]recipe, n)
	any := func(n int) int32 { return int32(g.IntN(n)) } //nolint:gosec // n is small
	for i := range made {
		made[i] = recipe{head: any(len(real)), tail: any(len(real)), minute: any(months24)}
	}
	return stories{real, made}
}

func (s stories) len() int { return len(s.made) }

func (s stories) at(i int) index.Document {
	of := s.made[i]
	d := s.real[of.head]
	head, tail := sentences(d.Body), sentences(s.real[of.tail].Body)
	d.ID = fmt.Sprintf("s%07d", i)
	d.Body = strings.Join(append(head[:(len(head)+1)/2:(len(head)+1)/2], tail[len(tail)/2:]...), ". ")
	d.Published = news.Date{
		Time:      time.Date(1986, 1, 1, 0, int(of.minute), 0, 0, time.UTC),
		Precision: news.Minute,
	}
	return d
}

func sentences(text string) []string { return strings.Split(text, ". ") }

// GetMany gives stories as the archive would.
func (s stories) GetMany(_ context.Context, ids []string) ([]news.Record, error) {
	var records []news.Record
	for _, id := range ids {
		if i, err := strconv.Atoi(strings.TrimPrefix(id, "s")); err == nil && i < s.len() {
			records = append(records, s.at(i).Record)
		}
	}
	return records, nil
}

// eachBatch hands out batches of 1,000 to two workers.
func (s stories) eachBatch(do func(batch []index.Document)) {
	starts := make(chan int)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for start := range starts {
				do(s.batch(start))
			}
		})
	}
	for start := 0; start < s.len(); start += storiesInBatch {
		starts <- start
	}
	close(starts)
	workers.Wait()
}

// storiesInBatch is as many as Bleve's own benchmarks write at once.
const storiesInBatch = 1000

func (s stories) batch(start int) (docs []index.Document) {
	for i := start; i < min(start+storiesInBatch, s.len()); i++ {
		docs = append(docs, s.at(i))
	}
	return docs
}
