package sieve

import "math/bits"

// bitsPerWord is how many bits a word has: one in sixteen other words gets
// through.
const bitsPerWord = 16

// Sieve lets the words of a set through, and few others. The zero value lets
// none through. Once made it may be used by many goroutines.
type Sieve struct {
	bits []uint64
	mask uint64 // of the number of a bit
}

// New returns a Sieve for n words.
func New(n int) Sieve {
	size := uint64(64)
	for size < uint64(n)*bitsPerWord {
		size *= 2
	}
	return Sieve{bits: make([]uint64, size/64), mask: size - 1}
}

// Of returns a Sieve of the keys of a map.
func Of[V any](set map[string]V) Sieve {
	s := New(len(set))
	for word := range set {
		s.Add(word)
	}
	return s
}

// Add adds a word to the set.
func (s *Sieve) Add(word string) {
	h := hash(word) & s.mask
	s.bits[h/64] |= 1 << (h % 64)
}

// Passes reports whether a word may be in the set. It is false for most words
// that are not, and for none that is.
func Passes[T string | []byte](s *Sieve, word T) bool {
	if len(s.bits) == 0 {
		return false
	}
	h := hash(word) & s.mask
	return s.bits[h/64]>>(h%64)&1 != 0
}

// hash looks at a word's length, its first and its last eight bytes, which tell
// nearly all words apart and take one step.
func hash[T string | []byte](s T) uint64 {
	var first, last uint64
	switch n := len(s); {
	case n >= 8:
		first, last = eight(s[:8]), eight(s[n-8:])
	case n >= 4:
		first, last = four(s[:4]), four(s[n-4:])
	case n > 0:
		first, last = uint64(s[0])|uint64(s[n/2])<<8, uint64(s[n-1])
	}
	high, low := bits.Mul64(first^0x9E3779B97F4A7C15^uint64(len(s)), last^0xD6E8FEB86659FD93)
	return high ^ low
}

func eight[T string | []byte](s T) uint64 { return four(s[:4]) | four(s[4:8])<<32 }

func four[T string | []byte](s T) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
