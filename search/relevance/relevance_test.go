package relevance_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search/relevance"
)

func TestNDCG(t *testing.T) {
	gains := relevance.Gains{"a": 3, "b": 2, "c": 1, "d": 0}
	for _, c := range []struct {
		name   string
		ranked string
		k      int
		want   float64
	}{
		{"ideal", "a b c d", 10, 1},
		// (1/log2(2) + 3/log2(3) + 7/log2(4)) / (7/log2(2) + 3/log2(3) + 1/log2(4)), by hand
		{"reversed", "c b a", 10, (1 + 3/1.5849625 + 7/2.0) / (7 + 3/1.5849625 + 1/2.0)},
		{"cut", "x y a", 2, 0},
		{"unjudged first", "x a b c", 10, (7/1.5849625 + 3/2.0 + 1/2.3219281) / (7 + 3/1.5849625 + 1/2.0)},
		{"nothing", "", 10, 0},
	} {
		if got := relevance.NDCG(gains, strings.Fields(c.ranked), c.k); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if got := relevance.NDCG(relevance.Gains{"a": 0}, []string{"a"}, 10); got != 0 {
		t.Errorf("nothing relevant: %v", got)
	}
}

func TestAveragePrecision(t *testing.T) {
	gains := relevance.Gains{"a": 1, "b": 2, "c": 1, "d": 0}
	// Two of three at ranks 1 and 3: (1/1 + 2/3) / 3.
	if got := relevance.AveragePrecision(gains, []string{"b", "d", "a"}); math.Abs(got-5.0/9) > 1e-9 {
		t.Errorf("got %v, want 5/9", got)
	}
	if got := relevance.AveragePrecision(relevance.Gains{"d": 0}, []string{"d"}); got != 0 {
		t.Errorf("nothing relevant: %v", got)
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := relevance.Open(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	write("docs.jsonl", `{"id":"d1","title":"One","body":"First."}`)
	write("queries.dev.jsonl", `{"id":"1","text":"first"}`)
	write("qrels.dev.tsv", "1\t0\td1\t2\n")
	got, err := relevance.Open(dir)
	want := relevance.Collection{
		Documents: []relevance.Document{{ID: "d1", Title: "One", Body: "First."}},
		Queries:   []relevance.Query{{ID: "1", Text: "first", Gains: relevance.Gains{"d1": 2}}},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	for _, broken := range []string{"1\t0\td1", "9\t0\td1\t1", "1\t0\td1\tmuch"} {
		write("qrels.dev.tsv", "1\t0\td1\t2\n"+broken)
		if _, err := relevance.Open(dir); err == nil || !strings.Contains(err.Error(), "qrels.dev.tsv:2") {
			t.Errorf("%q: error %v does not say where", broken, err)
		}
	}
}
