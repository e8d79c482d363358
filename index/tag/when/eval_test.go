package when

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// collection opens a file of the real data that stays outside of the project.
func collection[T any](t *testing.T, parts ...string) []T {
	t.Helper()
	path := filepath.Join(append([]string{os.Getenv("DATELINE_TESTDATA")}, parts...)...)
	file, err := os.Open(path)
	if err != nil {
		t.Skipf("DATELINE_TESTDATA names no folder with %s: %v", filepath.Join(parts...), err)
	}
	defer func() { _ = file.Close() }()
	var all []T
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, v)
	}
	if lines.Err() != nil || len(all) == 0 {
		t.Fatalf("%s: %d lines, %v", path, len(all), lines.Err())
	}
	return all
}

// missed tells what went wrong, where somebody asks for it.
func missed(t *testing.T, format string, args ...any) {
	if os.Getenv("DATELINE_EVAL_MISSES") != "" {
		t.Logf(format, args...)
	}
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(1, whole)) }

func f1(right, found, wanted int) float64 { return percent(2*right, found+wanted) }

// codePoints gives the place of each code point's first byte, and the end.
func codePoints(s string) []int {
	var at []int
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}
