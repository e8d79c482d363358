package similar

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
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

// TestEvalPairs measures on the wire which pairs are found to be near-duplicates.
// Recall counts the known pairs that share 80 % of their 5-grams of words; a pair
// that is found is right where it shares half of them, as the collection's makers
// count near-duplicates.
func TestEvalPairs(t *testing.T) {
	const leastPrecision, leastRecall, same, near = 0.98, 0.97, 0.8, 0.5
	s, tab := newSigner(), newTable()
	texts, keys := map[int]string{}, map[int]uint64{}
	sigs := map[int]*Signature{}
	var took time.Duration
	all := stories(t)
	found, right := 0, 0
	for i := range all {
		st := &all[i]
		texts[st.ID] = st.Title + " " + st.Body
		a := news.Article{ID: strconv.Itoa(st.ID), Title: st.Title, Body: st.Body}
		begin := time.Now()
		sig, ok := s.sign(&a)
		if !ok {
			continue
		}
		sigs[st.ID] = &sig
		keys[st.ID] = schema.GroupOf(a.ID)
		// The group is the nearest story's number here.
		other, hit := tab.nearest(&sig)
		tab.put(keys[st.ID], 1, uint64(st.ID), &sig)
		took += time.Since(begin)
		if hit {
			found++
			if jaccard(fiveGrams(texts[int(other)]), fiveGrams(texts[st.ID])) >= near {
				right++
			} else if os.Getenv("SHOW") != "" {
				t.Logf("%.2f %d %d\n%.300s\n--\n%.300s", jaccard(fiveGrams(texts[int(other)]), fiveGrams(texts[st.ID])), st.ID, other, st.Title+" "+st.Body, texts[int(other)])
			}
		}
	}
	known, hit := 0, 0
	for _, p := range knownPairs(t) {
		if p.jaccard < same || sigs[p.a] == nil || sigs[p.b] == nil {
			if p.jaccard >= same {
				known++
			}
			continue
		}
		known++
		if sigs[p.a].Resemblance(sigs[p.b]) >= Least && meet(sigs[p.a], sigs[p.b]) {
			hit++
		} else if os.Getenv("SHOW") != "" {
			t.Logf("LOST %v %.2f", p, sigs[p.a].Resemblance(sigs[p.b]))
		}
	}
	precision, recall := float64(right)/float64(found), float64(hit)/float64(known)
	fmt.Printf("similar: %d near-duplicates among %d stories: precision %.3f; recall %.3f of %d known pairs; %.3f ms a story\n",
		found, len(all), precision, recall, known, took.Seconds()*1000/float64(len(all)))
	if precision < leastPrecision || recall < leastRecall {
		t.Errorf("precision %.3f and recall %.3f, must be %.2f and %.2f", precision, recall, leastPrecision, leastRecall)
	}
}

// meet reports whether two signatures share a band.
func meet(a, b *Signature) bool {
	for band := range bands {
		if sameBand(a, b, band) {
			return true
		}
	}
	return false
}
