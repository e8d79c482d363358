package zap_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/vellum/levenshtein"
	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search/blevesearch/zap"
)

// TestTermsLikeBleve walks through dictionaries as Bleve's own iterator does: of
// few terms and of many, of letters that are frequent and of any bytes at all.
func TestTermsLikeBleve(t *testing.T) {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = keyword.Name
	for _, docs := range []int{1, 40, 5000} {
		for name, make := range map[string]func(seed uint64) string{"letters": letters, "bytes": anyBytes} {
			t.Run(fmt.Sprint(docs, name), func(t *testing.T) {
				for _, seg := range segmentsOf(t, m, docs, make) {
					compareTerms(t, seg)
				}
			})
		}
	}
}

// letters is a word of up to eight letters of which some are frequent.
func letters(seed uint64) string {
	g := rand.New(rand.NewPCG(seed, 2))
	var word strings.Builder
	for range 1 + g.IntN(8) {
		word.WriteByte("aaabbcdetünXY"[g.IntN(13)])
	}
	return word.String()
}

// anyBytes is up to three of them.
func anyBytes(seed uint64) string {
	g := rand.New(rand.NewPCG(seed, 3))
	some := make([]byte, 1+g.IntN(3))
	for i := range some {
		some[i] = byte(g.IntN(256))
	}
	return string(some)
}

func compareTerms(t *testing.T, seg segmentapi.Segment) {
	t.Helper()
	builder, err := levenshtein.NewLevenshteinAutomatonBuilder(2, true)
	if err != nil {
		t.Fatal(err)
	}
	automata := []segmentapi.Automaton{nil}
	for _, word := range []string{"abba", "xylophone", "e"} {
		a, err := builder.BuildDfa(word, 2)
		if err != nil {
			t.Fatal(err)
		}
		automata = append(automata, a)
	}
	for i, a := range automata {
		for _, prefix := range []string{"", "a", "ab", "\xff", "nowhere"} {
			for _, without := range []string{"", "XY\x00\x80"} {
				got, want := terms(t, seg, prefix, a, without), bleveTerms(t, seg, prefix, a, without)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("automaton %d, beginning with %q, without %q (- Bleve, + read):\n%s", i, prefix, without, diff)
				}
			}
		}
	}
}

func terms(t *testing.T, seg segmentapi.Segment, prefix string, a segmentapi.Automaton, without string) (all []string) {
	t.Helper()
	if !zap.Open(seg).Terms("body", prefix, a, without, func(term []byte) bool {
		all = append(all, string(term))
		return true
	}) {
		t.Fatal("the dictionary cannot be read")
	}
	return all
}

func bleveTerms(t *testing.T, seg segmentapi.Segment, prefix string, a segmentapi.Automaton, without string) (all []string) {
	t.Helper()
	d, err := seg.Dictionary("body")
	if err != nil {
		t.Fatal(err)
	}
	for it := d.AutomatonIterator(a, nil, nil); ; {
		entry, err := it.Next()
		if err != nil {
			t.Fatal(err)
		}
		if entry == nil {
			return all
		}
		if strings.HasPrefix(entry.Term, prefix) && !hasAny(entry.Term, without) {
			all = append(all, entry.Term)
		}
	}
}

func hasAny(term, of string) bool {
	for i := range len(of) {
		if bytes.IndexByte([]byte(term), of[i]) >= 0 {
			return true
		}
	}
	return false
}

// TestTermsStop holds that walking ends when it is told to.
func TestTermsStop(t *testing.T) {
	file := zap.Open(segments(t, 100)[0])
	for most := 1; most < 20; most++ {
		n := 0
		file.Terms("body", "", nil, "", func([]byte) bool { n++; return n < most })
		if n != most {
			t.Errorf("%d terms, where %d were enough", n, most)
		}
	}
	if file.Terms("nofield", "", nil, "", nil) {
		t.Error("a field that is not there was read")
	}
}
