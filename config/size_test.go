package config

import (
	"math"
	"testing"
)

func TestParseSize(t *testing.T) {
	tests := []struct {
		text string
		want Size
		as   string // printed
	}{
		{"0", 0, "0B"},
		{"1", 1, "1B"},
		{"1000", 1000, "1KB"},
		{"1024", 1024, "1KiB"},
		{"64MB", 64_000_000, "64MB"},
		{"64 mb", 64_000_000, "64MB"},
		{"64MiB", 67_108_864, "64MiB"},
		{"2gib", 2 << 30, "2GiB"},
		{"3TB", 3_000_000_000_000, "3TB"},
		{"1TiB", 1 << 40, "1TiB"},
		{"5b", 5, "5B"},
		{"9223372036854775807", math.MaxInt64, "9223372036854775807B"},
	}
	for _, tt := range tests {
		got, err := ParseSize(tt.text)
		if err != nil || got != tt.want || got.String() != tt.as {
			t.Errorf("ParseSize(%q) = %d, %v, printed %s; want %d, printed %s", tt.text, got, err, got, tt.want, tt.as)
		}
	}
}

func TestParseSizeRefuses(t *testing.T) {
	for _, text := range []string{"", "MB", "-1", "+1", "1.5GB", "1e3", "64M", "64 MB x", "9223372036854775808", "8388608TiB", "1 000"} {
		if got, err := ParseSize(text); err == nil {
			t.Errorf("ParseSize(%q) = %d, want an error", text, got)
		}
	}
}

func FuzzParseSize(f *testing.F) {
	for _, text := range []string{"64MB", "0", "1TiB", "12 kib", "x", "9223372036854775807B"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		size, err := ParseSize(text)
		if err != nil {
			return
		}
		if size < 0 {
			t.Fatalf("ParseSize(%q) = %d", text, size)
		}
		if again, err := ParseSize(size.String()); err != nil || again != size {
			t.Errorf("%q is %d, printed %s, which is %d (%v)", text, size, size, again, err)
		}
	})
}
