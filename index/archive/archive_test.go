package archive_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/archive/archivetest"
	"github.com/dateline-search/dateline/index/news"
)

func open(tb testing.TB, dir string, opts archive.Options) *archive.Archive {
	tb.Helper()
	a, err := archive.Open(context.Background(), dir, opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := a.Close(); err != nil {
			tb.Error(err)
		}
	})
	return a
}

func put(tb testing.TB, a *archive.Archive, articles []news.Article) []index.Outcome {
	tb.Helper()
	outcomes, err := a.Put(context.Background(), articles)
	if err != nil {
		tb.Fatal(err)
	}
	return outcomes
}

// id is spread over the alphabet as the ids that are derived from URLs are.
func id(n int) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(n)))
	return hex.EncodeToString(sum[:12])
}

// article is one of about 1 KB.
func article(n int) news.Article {
	const sentence = "The committee met on Thursday and put off its vote on the harbour once more. "
	return news.Article{
		ID: id(n), URL: fmt.Sprint("https://harbour-ledger.example/news/", n),
		Title:  fmt.Sprintf("Harbour vote put off for the %dth time", n),
		Body:   fmt.Sprint("No ", n, ". ", strings.Repeat(sentence, 9)),
		Source: "Harbour Ledger", Section: "Local", Authors: []string{"Ada Bell"}, Lang: "en",
		Published: news.Date{Time: time.Date(2025, 5, 9, 14, 0, n%60, 0, time.UTC), Precision: news.Second},
	}
}

func TestArchive(t *testing.T) {
	archivetest.Run(t, func(t *testing.T) archivetest.Archive {
		a := open(t, t.TempDir(), archive.Options{})
		t.Cleanup(func() {
			if err := a.Check(context.Background()); err != nil {
				t.Error(err)
			}
		})
		return a
	})
}

// Long articles come in smaller portions, and none is left out.
func TestSinceBoundsMemory(t *testing.T) {
	a := open(t, t.TempDir(), archive.Options{})
	const count, size = 6, 6 << 20
	for n := range count {
		long := article(n)
		long.Body = strings.Repeat("tide ", size/5)
		put(t, a, []news.Article{long})
	}
	var portions []int
	for seq := uint64(0); ; {
		records, err := a.Since(t.Context(), seq, 1000)
		if err != nil {
			t.Fatal(err)
		}
		if len(records) == 0 {
			break
		}
		portions, seq = append(portions, len(records)), records[len(records)-1].Seq
	}
	if !slices.Equal(portions, []int{3, 3}) { // the third passes 16 MiB
		t.Errorf("portions of %v articles", portions)
	}
}
