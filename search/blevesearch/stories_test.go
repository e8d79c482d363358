package blevesearch_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
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

// synthesise makes n stories of real ones: the headline, the names and the first
// half of the sentences of one, the second half of another's, published in any
// minute of 24 months. The same seed gives the same stories.
func synthesise(real []index.Document, n int, seed uint64) []index.Document {
	const months24 = 730 * 24 * 60
	g := rand.New(rand.NewPCG(seed, 21578))
	docs := make([]index.Document, n)
	for i := range docs {
		one, other := &real[g.IntN(len(real))], &real[g.IntN(len(real))]
		head, tail := sentences(one.Body), sentences(other.Body)
		d := *one
		d.ID = fmt.Sprintf("s%07d", i)
		d.Body = strings.Join(append(head[:(len(head)+1)/2:(len(head)+1)/2], tail[len(tail)/2:]...), ". ")
		d.Published = news.Date{
			Time:      time.Date(1986, 1, 1, 0, g.IntN(months24), 0, 0, time.UTC),
			Precision: news.Minute,
		}
		docs[i] = d
	}
	return docs
}

func sentences(text string) []string { return strings.Split(text, ". ") }
