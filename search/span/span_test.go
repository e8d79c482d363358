package span_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

// text is words between blanks; | stands between sentences.
type text struct {
	words  []string // of the query, by number
	tokens []string
	starts []int // where sentences begin
}

func (t *text) Positions(word int) (at []int) {
	for i, token := range t.tokens {
		if token == t.words[word] {
			at = append(at, i)
		}
	}
	return at
}

func (t *text) Unit(_ query.Unit, position int) (from, to int) {
	to = len(t.tokens)
	for _, start := range t.starts {
		if start <= position {
			from = start
		} else {
			to = min(to, start)
		}
	}
	return from, to
}

// find gives the spans of a query in a text, and how often it stands there.
func find(t *testing.T, q, in string, parts bool) (spans []span.Span, times int, err error) {
	t.Helper()
	e, content := read(t, q, in)
	f := span.Finder{Parts: parts}
	if spans, err = f.Find(e, content); err != nil {
		return nil, 0, err
	}
	times, err = f.Times(e, content)
	return spans, times, err
}

// timesOnce is more than 0 where a query stands in a text.
func timesOnce(t *testing.T, q, in string) int {
	t.Helper()
	e, content := read(t, q, in)
	f := span.Finder{Once: true}
	times, err := f.Times(e, content)
	if err != nil {
		t.Fatal(err)
	}
	return times
}

func read(t *testing.T, q, in string) (*span.Expr, *text) {
	t.Helper()
	parsed, err := query.Parse(q, query.Options{Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	var content text
	for _, sentence := range strings.Split(in, "|") {
		content.starts = append(content.starts, len(content.tokens))
		content.tokens = append(content.tokens, strings.Fields(sentence)...)
	}
	e := span.New(parsed.Node, func(w query.Word) int {
		content.words = append(content.words, w.Term)
		return len(content.words) - 1
	})
	if e == nil {
		t.Fatalf("%s has no place in a text", q)
	}
	return e, &content
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		query, text string
		want        [][2]int
		times       int
	}{
		{"b", "a b c b", [][2]int{{1, 2}, {3, 4}}, 2},
		{`"a b"`, "a b a a b", [][2]int{{0, 2}, {3, 5}}, 2},
		{`"a a"`, "a a a", [][2]int{{0, 2}, {1, 3}}, 1},
		{`a OR "a b"`, "a b", [][2]int{{0, 1}, {0, 2}}, 1},
		{"a NEAR/1 b", "a b a x b", [][2]int{{0, 2}, {1, 3}}, 1},
		{"a NEAR/2 b", "a b a x b", [][2]int{{0, 2}, {1, 3}, {2, 5}}, 2},
		{"a PRE/2 b", "a b a x b", [][2]int{{0, 2}, {2, 5}}, 2},
		{"a NEAR/2 a", "a x a", [][2]int{{0, 3}}, 1},
		{`"a b" NEAR/1 b`, "a b b", [][2]int{{0, 3}}, 1}, // the phrase's own b does not count
		{`"a b" NEAR/1 b`, "b a b", [][2]int{{0, 3}}, 1},
		{`"a b" NEAR/1 b`, "a b", nil, 0},
		{"(a NEAR/3 b) NEAR/1 c", "a x b c", [][2]int{{0, 4}}, 1},
		{"(a NEAR/5 b) NEAR/6 c", "a x b x b x x x x x c", [][2]int{{0, 11}}, 1}, // by the second b alone
		{`"a b c"~1`, "c a b", [][2]int{{0, 3}}, 1},
		{`"a b c"~1`, "c a x b", nil, 0},
		{`"a b c"~2`, "c a x b", [][2]int{{0, 4}}, 1},
		{"a W/S b", "a x x b | b | x a", [][2]int{{0, 4}}, 1},
		{"(a NEAR/5 b) W/S c", "a | b c | c a b", [][2]int{{3, 6}}, 1},
		{"a NEAR/5 b", "a", nil, 0},
	} {
		spans, n, err := find(t, c.query, c.text, false)
		var got [][2]int
		for _, s := range spans {
			got = append(got, [2]int{s.Start, s.End})
		}
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s in %q: %v %s", c.query, c.text, err, diff)
		}
		if n != c.times {
			t.Errorf("%s in %q: %d times, want %d", c.query, c.text, n, c.times)
		}
	}
}

func TestParts(t *testing.T) {
	spans, _, err := find(t, `("a b" OR d) NEAR/2 c`, "d x a b x c", true)
	want := []span.Span{{Start: 2, End: 6, Parts: []span.Span{{Start: 2, End: 4}, {Start: 5, End: 6}}}}
	bare := cmp.Comparer(func(a, b span.Span) bool {
		same := func(a, b span.Span) bool { return a.Start == b.Start && a.End == b.End }
		return same(a, b) && (a.Parts == nil || b.Parts == nil || slices.EqualFunc(a.Parts, b.Parts, same))
	})
	if diff := cmp.Diff(want, spans, bare); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

// Five of the same word anywhere in a long text: more ways than anyone waits for.
func TestTooManyWays(t *testing.T) {
	if _, _, err := find(t, `"a a a a a"~255`, strings.Repeat("a ", 400), false); !errors.Is(err, span.ErrTooMany) {
		t.Errorf("error %v", err)
	}
}

func TestUnits(t *testing.T) {
	parsed, err := query.Parse(`("a b" OR c) NEAR/3 "d e"`, query.Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	e := span.New(parsed.Node, func(query.Word) int { n++; return n - 1 })
	if diff := cmp.Diff([][]int{{0, 1, 2}, {3}, {4}}, e.Units()); diff != "" {
		t.Error(diff)
	}
	if span.New(query.All{}, nil) != nil || span.New(query.Not{Node: query.Word{Term: "a"}}, nil) != nil {
		t.Error("what has no place in a text became an Expr")
	}
}

// TestTimesIsTheMost counts, in random texts, how many of all spans there can be
// without two that overlap, and wants Times to say the same; where once is enough,
// whether there is one.
func TestTimesIsTheMost(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 1))
	for _, q := range []string{
		"a", `"a b"`, `"a a"`, "a OR b", `a OR "a b"`, "a NEAR/1 b", "a NEAR/3 b", "a PRE/2 b", "a NEAR/2 a", "a W/S b", "a W/S a",
		`"a b" NEAR/2 c`, `"a a" NEAR/1 a`, `"a b" PRE/3 "b a"`, "(a OR b) NEAR/2 c", "(a OR b) NEAR/2 (b OR c)", `(a OR b) W/S "c a"`,
		"(a NEAR/2 b) NEAR/3 c", `"a b c"~3`,
	} {
		for range 300 {
			var in strings.Builder
			for range g.IntN(14) {
				in.WriteString([]string{"a ", "b ", "c ", "x ", "| "}[g.IntN(5)])
			}
			spans, times, err := find(t, q, in.String(), false)
			if most := mostApart(spans); err != nil || times != most {
				t.Fatalf("%s in %q: %d times, want %d (%v)", q, in.String(), times, most, err)
			}
			if there := timesOnce(t, q, in.String()) > 0; there != (len(spans) > 0) {
				t.Fatalf("%s in %q: there is %v", q, in.String(), there)
			}
		}
	}
}

// mostApart tries every choice: the first span is among the most or it is not.
func mostApart(spans []span.Span) int {
	if len(spans) == 0 {
		return 0
	}
	first, rest := spans[0], spans[1:]
	beside := slices.DeleteFunc(slices.Clone(rest), func(s span.Span) bool { return s.Start < first.End && first.Start < s.End })
	if len(beside) == len(rest) {
		return 1 + mostApart(rest)
	}
	return max(1+mostApart(beside), mostApart(rest))
}
