package similar

import (
	"encoding/binary"
	"math/bits"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// The measures of a signature. With 16 bands of 8 rows two texts that share 85 %
// of their shingles meet in one band at least in 99 of 100 cases, and two that
// share 40 % in one of 100.
const (
	rows  = 128
	bands = 16
	width = rows / bands

	// shingle is how many words stand together. Signs of Chinese, Japanese and
	// Korean are words of their own.
	shingle = 3
	// leastShingles is what a text must have to be compared: of shorter ones,
	// many say the same by chance.
	leastShingles = 8
	// most is how many words of a text are read: longer ones are books.
	most = 20_000
)

// Size is the length of a signature in bytes.
const Size = 2 * rows

// Signature is a text's MinHash: of each of 128 orders of all shingles the first
// that the text has, 16 bits of it.
type Signature [rows]uint16

// Resemblance estimates the share of shingles that two texts have in common, 0
// to 1, with a standard deviation of at most 0.045.
func (s *Signature) Resemblance(other *Signature) float64 {
	same := 0
	for i := range s {
		if s[i] == other[i] {
			same++
		}
	}
	return float64(same) / rows
}

// Bytes writes the signature down, in Size bytes.
func (s *Signature) Bytes() []byte {
	out := make([]byte, 0, Size)
	for _, v := range s {
		out = binary.LittleEndian.AppendUint16(out, v)
	}
	return out
}

// parse reads what Bytes wrote; it reports false for anything else.
func (s *Signature) parse(b []byte) bool {
	if len(b) != Size {
		return false
	}
	for i := range s {
		s[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return true
}

// signer makes signatures. It keeps the space that it works in.
type signer struct {
	factors, offsets [rows]uint64
	tokens           []analysis.Token
	words            []uint64
}

func newSigner() *signer {
	s := new(signer)
	state := uint64(0x9E3779B97F4A7C15) // any number will do, but always the same
	for i := range rows {
		s.factors[i] = splitMix(&state) | 1
		s.offsets[i] = splitMix(&state)
	}
	return s
}

// splitMix is the generator of Steele, Lea and Flood (2014).
func splitMix(state *uint64) uint64 {
	*state += 0x9E3779B97F4A7C15
	z := *state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// sign makes the signature of an article: of its title without the marks of
// outlet and section, and of its text. It reports false where that is too short.
func (s *signer) sign(a *news.Article) (sig Signature, ok bool) {
	s.words = s.words[:0]
	s.add(news.BareTitle(a.Title, a.Source, a.Section))
	s.add(a.Body)
	n := len(s.words) - shingle + 1
	if n < leastShingles {
		return sig, false
	}
	var least [rows]uint32
	for i := range least {
		least[i] = ^uint32(0)
	}
	for i := range n {
		x := join(s.words[i], s.words[i+1], s.words[i+2])
		for j := range least {
			least[j] = min(least[j], uint32((x*s.factors[j]+s.offsets[j])>>32))
		}
	}
	for i, v := range least {
		sig[i] = uint16(v)
	}
	return sig, true
}

func (s *signer) add(text string) {
	s.tokens = analysis.Append(s.tokens[:0], text)
	for i := range s.tokens {
		if len(s.words) == most {
			return
		}
		s.words = append(s.words, hash(s.tokens[i].Term))
	}
	clear(s.tokens)
}

// hash is FNV-1a.
func hash(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

// join makes one number of three words in their order.
func join(a, b, c uint64) uint64 {
	x := (a*0x9E3779B97F4A7C15 + bits.RotateLeft64(b, 21)) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>29 + bits.RotateLeft64(c, 42)) * 0x94D049BB133111EB
	return x ^ x>>32
}
