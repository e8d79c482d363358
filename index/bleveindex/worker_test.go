package bleveindex_test

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/bleveindex"
)

func TestNoWorkersAreLeftBehind(t *testing.T) {
	const rounds = 10
	tests := []struct {
		name   string
		damage func(dir string)
	}{
		{"closed", func(string) {}},
		{"foreign root", func(dir string) { put(t, filepath.Join(dir, "1", "root.bolt"), strings.Repeat("no bolt ", 4096)) }},
		{"no segments", func(dir string) { eachSegment(t, dir, func(p string) { remove(t, p) }) }},
		{"empty segments", func(dir string) { eachSegment(t, dir, func(p string) { put(t, p, "") }) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := runtime.NumGoroutine()
			for range rounds {
				dir := t.TempDir()
				s, err := bleveindex.Open(dir, bleveindex.Options{})
				if err != nil {
					t.Fatal(err)
				}
				write(t, s.Current(), 1, article("a", "one"))
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				tt.damage(dir)
				s, err = bleveindex.Open(dir, bleveindex.Options{})
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			left := func() int { return runtime.NumGoroutine() - before }
			for end := time.Now().Add(5 * time.Second); left() >= rounds && time.Now().Before(end); {
				time.Sleep(10 * time.Millisecond) // workers end a moment after Close
			}
			if n := left(); n >= rounds {
				t.Errorf("%d goroutines are left of %d indexes", n, rounds)
			}
		})
	}
}
