package lineartest

import (
	"bytes"
	"testing"
	"time"
)

func TestIsLinear(t *testing.T) {
	for _, c := range []struct {
		quarter, whole time.Duration
		want           bool
	}{
		{100 * time.Millisecond, 400 * time.Millisecond, true},
		{100 * time.Millisecond, 900 * time.Millisecond, true}, // a cache that was too small
		{0, 100 * time.Millisecond, true},
		{100 * time.Millisecond, 1600 * time.Millisecond, false},
		{time.Second, 16 * time.Second, false},
	} {
		if got := isLinear(c.quarter, c.whole); got != c.want {
			t.Errorf("a quarter in %v and the whole in %v: %t", c.quarter, c.whole, got)
		}
	}
}

func TestCheck(t *testing.T) {
	var sizes []int
	Check(t, 1<<16, func(n int) {
		sizes = append(sizes, n)
		bytes.Count(make([]byte, n), []byte("a"))
	})
	if len(sizes) != 3 || sizes[0] != 1<<16/shorter || sizes[2] != 1<<18/shorter {
		t.Errorf("did %v bytes", sizes)
	}
}
