package similar

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

type story struct {
	ID          int
	Title, Body string
}

// stories reads the wire of 1987; where there is none, the test is skipped.
func stories(t testing.TB) []story {
	t.Helper()
	folder := os.Getenv("DATELINE_TESTDATA")
	file, err := os.Open(filepath.Join(folder, "reuters21578", "reuters21578.jsonl.gz"))
	if folder == "" || errors.Is(err, fs.ErrNotExist) {
		t.Skip("there is no real news here: DATELINE_TESTDATA names no folder with reuters21578")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []story
	for d := json.NewDecoder(bufio.NewReader(z)); d.More(); {
		var s story
		if err := d.Decode(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// pair is two stories and the share of 5-grams that they have in common.
type pair struct {
	a, b    int
	jaccard float64
}

func knownPairs(t *testing.T) []pair {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(os.Getenv("DATELINE_TESTDATA"), "reuters21578", "near_duplicate_pairs.dev.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var pairs []pair
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		f := strings.Split(line, "\t")
		a, errA := strconv.Atoi(f[0])
		b, errB := strconv.Atoi(f[1])
		j, errJ := strconv.ParseFloat(f[2], 64)
		if err := errors.Join(errA, errB, errJ); err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, pair{a, b, j})
	}
	return pairs
}

// jaccard is the share of 5-grams of words that two texts have in common, by the
// definition.
func jaccard(a, b map[string]bool) float64 {
	both := 0
	for g := range a {
		if b[g] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}

func fiveGrams(text string) map[string]bool {
	words := regexp.MustCompile(`[a-z0-9]+`).FindAllString(strings.ToLower(text), -1)
	out := map[string]bool{}
	for i := 0; i+5 <= len(words); i++ {
		out[strings.Join(words[i:i+5], " ")] = true
	}
	return out
}

// TestEvalPairs groups the whole wire and measures it. Recall counts the known pairs
// that share 80 % of their 5-grams of words; they must be in one group. Of all pairs
// in one group one is right where it shares half of them, as the collection's makers
// count near-duplicates.
func TestEvalPairs(t *testing.T) {
	const leastPrecision, leastRecall, same, near = 0.98, 0.97, 0.8, 0.5
	all := stories(t)
	texts, store := map[string]string{}, new(memory)
	records := make([]news.Record, len(all))
	for i := range all {
		st := &all[i]
		records[i] = record(strconv.Itoa(st.ID), st.Body, 1)
		records[i].Title, records[i].Published.Time = st.Title, time.Unix(int64(st.ID), 0)
		texts[records[i].ID] = st.Title + " " + st.Body
	}
	g, begin := New(store), time.Now()
	for batch := range slices.Chunk(records, 1000) {
		group(t, g, batch...)
	}
	millis := time.Since(begin).Seconds() * 1000 / float64(len(all))
	groups := store.groups()
	found, right := 0, 0
	for a, b := range inOneGroup(groups) {
		found++
		if j := jaccard(fiveGrams(texts[a]), fiveGrams(texts[b])); j >= near {
			right++
		} else if os.Getenv("SHOW") != "" {
			t.Logf("%.2f %s %s\n%.300s\n--\n%.300s", j, a, b, texts[a], texts[b])
		}
	}
	known, hit := 0, 0
	for _, p := range knownPairs(t) {
		if p.jaccard < same {
			continue
		}
		known++
		a, b := groups[strconv.Itoa(p.a)], groups[strconv.Itoa(p.b)]
		if a != 0 && a == b {
			hit++
		} else if os.Getenv("SHOW") != "" {
			t.Logf("LOST %v", p)
		}
	}
	precision, recall := float64(right)/float64(found), float64(hit)/float64(known)
	fmt.Printf("similar: %d pairs in one group among %d stories: precision %.3f; recall %.3f of %d known pairs; %.3f ms a story\n",
		found, len(all), precision, recall, known, millis)
	if precision < leastPrecision || recall < leastRecall {
		t.Errorf("precision %.3f and recall %.3f, must be %.2f and %.2f", precision, recall, leastPrecision, leastRecall)
	}
}

// inOneGroup yields every two articles of one group.
func inOneGroup(groups map[string]uint64) iter.Seq2[string, string] {
	members := map[uint64][]string{}
	for id, g := range groups {
		members[g] = append(members[g], id)
	}
	return func(yield func(a, b string) bool) {
		for _, ids := range members {
			for i, a := range ids {
				for _, b := range ids[:i] {
					if !yield(a, b) {
						return
					}
				}
			}
		}
	}
}
