package sieve_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/tag/sieve"
)

func words(format string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf(format, i)
	}
	return all
}

func TestSieve(t *testing.T) {
	in := append(strings.Fields("a an the minister of Ελλάδα 中国 "+strings.Repeat("very", 30)), words("name%d", 5000)...)
	in = append(in, "")
	s := sieve.New(len(in))
	for _, w := range in {
		s.Add(w)
	}
	for _, w := range in {
		if !sieve.Passes(&s, w) || !sieve.Passes(&s, []byte(w)) {
			t.Errorf("%q does not get through, and is in the set", w)
		}
	}
	through := 0
	out := append(words("word%d", 5000), words("%d-other", 5000)...)
	for _, w := range out {
		if sieve.Passes(&s, w) {
			through++
		}
	}
	if through*8 > len(out) {
		t.Errorf("%d of %d other words get through", through, len(out))
	}
}

func TestSieveOfAMap(t *testing.T) {
	s := sieve.Of(map[string]int{"may": 5, "march": 3})
	if !sieve.Passes(&s, "may") || !sieve.Passes(&s, "march") {
		t.Error("a key does not get through")
	}
}

func TestEmptySieve(t *testing.T) {
	var s sieve.Sieve
	if sieve.Passes(&s, "word") || sieve.Passes(&s, "") {
		t.Error("something gets through")
	}
}

func BenchmarkPasses(b *testing.B) {
	s := sieve.Of(map[string]bool{"may": true})
	in := strings.Fields("the minister of foreign affairs said on Thursday that negotiations")
	for b.Loop() {
		for _, w := range in {
			sieve.Passes(&s, w)
		}
	}
}
