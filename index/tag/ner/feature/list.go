package feature

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// The lists of names, as bits of what they name. Files hold their order.
const (
	Country = iota
	Capital
	City
	Town
	Region
	FirstName
	ForeignFirstName
	Surname
	Ticker
	Company
	Club
	University
	People
	Kinds

	firstNames = 1<<FirstName | 1<<ForeignFirstName
	more       = 1 << 15 // a longer name begins so
)

// Lists are names by heart, of up to five words, in any case. They are kept as
// hashes: one in 30,000 of other words looks like a name of theirs, which is
// nothing to a feature.
type Lists struct {
	slots []uint64 // the hash above, the kinds in the lowest 16 bits; 0 is empty
	mask  uint64
}

// longestName is how many words a name may have to be kept.
const longestName = 5

// Names collects names for a Lists.
type Names map[string]uint16

// Add adds a name to the list of a kind; names too short to tell anything and
// too long to be found are passed over.
func (n Names) Add(kind int, name string) {
	name = strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, "'s", " 's"), ",", " ,"))
	words := strings.Fields(name)
	least := 3
	if kind == Country {
		least = 2
	}
	if len(words) == 0 || len(words) > longestName || len(name) < least {
		return
	}
	for i := 1; i < len(words); i++ {
		n[strings.Join(words[:i], " ")] |= more
	}
	n[strings.Join(words, " ")] |= 1 << kind
}

// next is the hash of a name that goes on by one word.
func next(name uint64, lower uint64) uint64 { return mix(name, lower) }

func key(name uint64) uint64 { return name &^ math.MaxUint32 }

// Write writes the lists. The same names give the same bytes.
func (n Names) Write(w io.Writer) error {
	type entry struct {
		hash  uint32
		kinds uint16
	}
	entries := make([]entry, 0, len(n))
	for name, kinds := range n {
		var h uint64
		for word := range strings.FieldsSeq(name) {
			h = next(h, Hash(word))
		}
		entries = append(entries, entry{uint32(h >> 32), kinds})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.kinds, b.kinds))
	})
	b := binary.AppendUvarint(nil, uint64(len(entries)))
	var before uint32
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.hash-before))
		before = e.hash
	}
	for _, e := range entries {
		b = binary.LittleEndian.AppendUint16(b, e.kinds)
	}
	_, err := w.Write(b)
	return err
}

// mostNames is how many names a file may claim to have.
const mostNames = 4 << 20

// ReadLists reads what Names.Write wrote.
func ReadLists(r *bytes.Reader) (*Lists, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil || n > mostNames {
		return nil, fmt.Errorf("feature: read lists: %d names: %w", n, cmp.Or(err, errFile))
	}
	hashes := make([]uint32, n)
	var before uint64
	for i := range hashes {
		step, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, fmt.Errorf("feature: read lists: %w", err)
		}
		before += step
		hashes[i] = uint32(before)
	}
	kinds := make([]byte, 2*n)
	if _, err := io.ReadFull(r, kinds); err != nil {
		return nil, fmt.Errorf("feature: read lists: %w", err)
	}
	l := newLists(len(hashes))
	for i, h := range hashes {
		l.put(uint64(h)<<32, uint64(binary.LittleEndian.Uint16(kinds[2*i:])))
	}
	return l, nil
}

func newLists(n int) *Lists {
	size := uint64(16)
	for size*2 < uint64(n)*3 {
		size *= 2
	}
	return &Lists{slots: make([]uint64, size), mask: size - 1}
}

func (l *Lists) put(key, kinds uint64) {
	at := key >> 32 & l.mask
	for l.slots[at] != 0 && l.slots[at]&^math.MaxUint32 != key {
		at = (at + 1) & l.mask
	}
	l.slots[at] |= key | kinds
}

func (l *Lists) kinds(name uint64) uint32 {
	want := key(name)
	for at := want >> 32 & l.mask; l.slots[at] != 0; at = (at + 1) & l.mask {
		if l.slots[at]&^math.MaxUint32 == want {
			return uint32(l.slots[at] & math.MaxUint16)
		}
	}
	return 0
}

// IsFirstName reports whether a word in small letters is a first name.
func (l *Lists) IsFirstName(lower string) bool {
	return l.kinds(next(0, Hash(lower)))&firstNames != 0
}

// mark finds the names in a sentence. They begin with a capital.
func (l *Lists) mark(s *Sentence) {
	if l == nil {
		return
	}
	for i := range s.Tokens {
		if !s.Tokens[i].Capital {
			continue
		}
		var name uint64
		for end := i + 1; end <= min(i+longestName, len(s.Tokens)); end++ {
			name = next(name, s.Tokens[end-1].lemma.hash)
			kinds := l.kinds(name)
			if found := kinds &^ more; found != 0 {
				s.Mark(i, end, found)
			}
			if kinds&more == 0 {
				break
			}
		}
	}
}

// What a token is of a listed name, as one of four bits.
const (
	begins = 1 << iota
	inside
	ends
	whole
)

// Mark says that the tokens from start to end are a name of some lists, given as
// bits: what the lists themselves do not know may be added so, after Prepare.
func (s *Sentence) Mark(start, end int, kinds uint32) {
	var spread uint64 // the lowest of the four bits of each list
	for k := range Kinds {
		spread |= uint64(kinds>>k&1) << (4 * k)
	}
	for i := start; i < end; i++ {
		part := uint64(inside)
		switch {
		case end-start == 1:
			part = whole
		case i == start:
			part = begins
		case i == end-1:
			part = ends
		}
		s.Tokens[i].lists |= kinds
		s.Tokens[i].parts |= spread * part
	}
}
