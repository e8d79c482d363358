package page_test

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/source/page"
)

// realPage is one page of a collection that people have read: its text, by them,
// and its bytes.
type realPage struct {
	name        string
	data        []byte
	URL         string
	ArticleBody string
}

// realPages reads the pages with known texts; where there are none, the test is
// skipped.
func realPages(t testing.TB) []realPage {
	t.Helper()
	folder := filepath.Join(os.Getenv("DATELINE_TESTDATA"), "html-scrapinghub")
	truth, err := os.ReadFile(filepath.Join(folder, "ground-truth.dev.json"))
	if os.Getenv("DATELINE_TESTDATA") == "" || errors.Is(err, fs.ErrNotExist) {
		t.Skip("there are no real pages here: DATELINE_TESTDATA names no folder with html-scrapinghub")
	}
	var pages map[string]realPage
	if err == nil {
		err = json.Unmarshal(truth, &pages)
	}
	if err != nil {
		t.Fatal(err)
	}
	var out []realPage
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		p := pages[name]
		p.name = name
		if p.data, err = unzip(filepath.Join(folder, "html", name+".html.gz")); err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		t.Fatal("the collection is empty")
	}
	return out
}

func unzip(name string) (_ []byte, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// TestEvalRealPages measures the text by the 4-grams of words that it shares with
// the true one, averaged over pages, as the collection's authors do.
func TestEvalRealPages(t *testing.T) {
	const least = 0.95
	var precision, recall float64
	pages := realPages(t)
	for _, p := range pages {
		a, err := page.Read(p.data, page.Options{URL: p.URL})
		if err != nil {
			t.Errorf("%.8s: %v", p.name, err)
		}
		hit, found, true4 := sharedGrams(a.Body, p.ArticleBody)
		precision += share(hit, found)
		recall += share(hit, true4)
	}
	precision /= float64(len(pages))
	recall /= float64(len(pages))
	f1 := 2 * precision * recall / (precision + recall)
	fmt.Printf("page: text of %d pages: 4-gram precision %.3f, recall %.3f, F1 %.3f\n", len(pages), precision, recall, f1)
	if f1 < least {
		t.Errorf("F1 is %.3f, must be %.2f", f1, least)
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func sharedGrams(got, want string) (hit, found, expected int) {
	g, w := grams(got), grams(want)
	for gram, n := range g {
		hit += min(n, w[gram])
		found += n
	}
	for _, n := range w {
		expected += n
	}
	return hit, found, expected
}

func grams(text string) map[string]int {
	const size = 4
	words := regexp.MustCompile(`[\p{L}\p{N}_]+`).FindAllString(text, -1)
	out := map[string]int{}
	for i := 0; i < max(1, len(words)-size+1); i++ {
		out[strings.Join(words[i:min(len(words), i+size)], " ")]++
	}
	return out
}
