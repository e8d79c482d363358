package config

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// Size is a number of bytes.
type Size int64

// The units of a Size: powers of ten, and of two.
const (
	Byte     Size = 1
	Kilobyte      = 1000 * Byte
	Megabyte      = 1000 * Kilobyte
	Gigabyte      = 1000 * Megabyte
	Terabyte      = 1000 * Gigabyte
	Kibibyte      = 1024 * Byte
	Mebibyte      = 1024 * Kibibyte
	Gibibyte      = 1024 * Mebibyte
	Tebibyte      = 1024 * Gibibyte
)

var errSize = errors.New("a size such as 500KB, 64MB or 2GiB")

type unit struct {
	name  string
	bytes Size
}

// units are ordered so that no name ends in a later one, and larger ones come first.
func units() []unit {
	return []unit{
		{"TiB", Tebibyte},
		{"TB", Terabyte},
		{"GiB", Gibibyte},
		{"GB", Gigabyte},
		{"MiB", Mebibyte},
		{"MB", Megabyte},
		{"KiB", Kibibyte},
		{"KB", Kilobyte},
		{"B", Byte},
	}
}

// ParseSize reads a whole number with a unit, such as 64MB or 2 GiB. Without a
// unit it counts bytes; capitals do not matter.
func ParseSize(text string) (Size, error) {
	number, u := text, Byte
	for _, known := range units() {
		if before, ok := cutSuffixFold(text, known.name); ok {
			number, u = strings.TrimRight(before, " "), known.bytes
			break
		}
	}
	n, err := strconv.ParseUint(number, 10, 63)
	if err != nil || n > uint64(math.MaxInt64/u) {
		return 0, errSize
	}
	return Size(n) * u, nil
}

// String is the size in the largest unit that gives a whole number.
func (s Size) String() string {
	for _, u := range units() {
		if s != 0 && s%u.bytes == 0 {
			return strconv.FormatInt(int64(s/u.bytes), 10) + u.name
		}
	}
	return "0B"
}

func cutSuffixFold(text, suffix string) (string, bool) {
	at := len(text) - len(suffix)
	if at < 0 || !strings.EqualFold(text[at:], suffix) {
		return text, false
	}
	return text[:at], true
}
