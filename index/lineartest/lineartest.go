// Package lineartest holds readers of foreign text to time that grows with the
// length of the text and no faster.
//
// Tests of any room call it with texts that would take long otherwise. It measures
// the processor's time, compares two lengths, and knows no limit in seconds. It
// imports nothing of ours.
package lineartest

import (
	"testing"
	"time"
)

const (
	// steeper is how much more time four times the text may take: four times for
	// what is linear, sixteen where every part is compared with every other.
	steeper = 10
	// slack is what garbage collection and the like may add.
	slack = 200 * time.Millisecond
)

// Check fails where do takes far more than four times as long for 4n bytes of a
// text as for n. It measures the processor's time, which other work on the machine
// does not change. Under the race detector, which slows everything down alike, texts
// are a quarter as long.
func Check(t testing.TB, n int, do func(n int)) {
	t.Helper()
	n /= shorter
	quarter := min(spent(do, n), spent(do, n))
	if whole := spent(do, 4*n); !isLinear(quarter, whole) {
		t.Errorf("%d bytes take %v, %d bytes %v", n, quarter, 4*n, whole)
	}
}

func isLinear(quarter, whole time.Duration) bool { return whole <= steeper*quarter+slack }

func spent(do func(n int), n int) time.Duration {
	before := processorTime()
	do(n)
	return processorTime() - before
}
