package feature

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is all that can be said of a word without its neighbours. There is one of
// each text in a Vocabulary.
type Word struct {
	ID      int // of no other word of the Vocabulary; below its IDs
	Text    string
	Capital bool // begins like a name: a capital, "al-Asad", "1st" not, "3M" yes
	Small   bool // begins with a small letter and not like a name
	Upper   bool // has a capital and no small letter

	asked              int // how often the Vocabulary was asked for it, since it was trimmed
	length             int // letters and digits, in code points
	shape              uint64
	exact              uint64
	lemma              *lemma
	cue                cue
	prefixes, suffixes [affixes]uint64 // 0 where the word is too short
	parts              [2]uint64       // before and behind the hyphen, or 0
}

// Lower is the hash of the word in small letters.
func (w *Word) Lower() uint64 { return w.lemma.hash }

// IsTitle reports whether the word may stand before a person's name: "Mr.".
func (w *Word) IsTitle() bool { return w.cue&titleCue != 0 }

// lemma is what words that differ in case alone share.
type lemma struct {
	text         string
	hash, ending uint64
	cluster      uint64 // of like words; 0 is unknown
	group, field uint64 // of like clusters, and of like groups
	seen         seen
}

// affixes is how long a prefix or suffix may be, in bytes.
const affixes = 4

// longest is how many bytes of a word are looked at; what is longer is no word.
const longest = 64

// Hash is the hash of a text. It never changes: files hold it.
func Hash[T string | []byte](s T) uint64 {
	h := uint64(0xCBF29CE484222325) // FNV-1a, 64 bits
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001B3
	}
	return h
}

// mix makes one hash of two; the order matters.
func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a^0x9E3779B97F4A7C15, b^0xD6E8FEB86659FD93)
	return high ^ low ^ a
}

func (v *Vocabulary) newWord(text string) *Word {
	lower := strings.ToLower(text)
	w := &Word{
		ID: v.newID(), Text: text, exact: Hash(text), shape: Hash(shape(text)),
		lemma: v.lemma(lower), cue: v.cues[lower],
	}
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			w.Upper = true
			w.length++
		case unicode.IsLetter(r), unicode.IsDigit(r):
			w.length++
		}
	}
	w.setCase(text)
	for n := 1; n <= affixes && n < len(lower); n++ {
		w.prefixes[n-1] = Hash(lower[:n])
		w.suffixes[n-1] = Hash(lower[len(lower)-n:])
	}
	if before, behind, ok := strings.Cut(lower, "-"); ok && before != "" {
		w.parts = [2]uint64{Hash(before), Hash(behind)}
	}
	return w
}

func (w *Word) setCase(text string) {
	first, _ := utf8.DecodeRuneInString(text)
	article := strings.HasPrefix(text, "al-") || strings.HasPrefix(text, "el-") || strings.HasPrefix(text, "ul-")
	w.Capital = unicode.IsUpper(first) || unicode.IsDigit(first) && w.Upper || article && w.Upper
	w.Small = unicode.IsLower(first) && !w.Capital
	w.Upper = w.Upper && !strings.ContainsFunc(text, unicode.IsLower)
}

// shape is a word with its capitals as X, its small letters as x, its digits as
// d, and no more than two alike in a row.
func shape(s string) string {
	var b strings.Builder
	var last byte
	again := false
	for _, r := range s {
		c := class(r)
		if c == last && again {
			continue
		}
		again = c == last
		last = c
		b.WriteByte(c)
	}
	return b.String()
}

func class(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	case r < utf8.RuneSelf:
		return byte(r)
	default:
		return 'u'
	}
}

func (v *Vocabulary) lemma(lower string) *lemma {
	if l, ok := v.lemmas[lower]; ok {
		return l
	}
	l := &lemma{text: lower, hash: Hash(lower), ending: Hash(lower[max(0, len(lower)-3):])}
	l.cluster, l.group, l.field = v.clusters.of(l.hash)
	v.lemmas[lower] = l
	return l
}
