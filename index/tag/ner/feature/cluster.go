package feature

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// Clusters say which words stand in like places: "striker" and "midfielder" are
// of one cluster. A cluster belongs to a group of clusters, and that to a field.
//
// Words are kept as hashes: of other words one in a thousand million looks like one.
type Clusters struct {
	slots   []uint64 // the hash above, the cluster in the lowest 16 bits; 0 is empty
	mask    uint64
	parents []Parents
	words   map[string]uint16 // to write; nil in those that were read
}

// Parents are the group and the field of a cluster.
type Parents struct{ Group, Field uint16 }

// errFile says that a file is not what was written.
var errFile = errors.New("not a model's part")

// NewClusters returns clusters: of each lower-case word its cluster, counted from
// 0, and of each cluster its parents.
func NewClusters(words map[string]uint16, parents []Parents) *Clusters {
	c := &Clusters{words: words, parents: parents}
	c.grow(len(words))
	for word, n := range words {
		c.put(Hash(word), n)
	}
	return c
}

// grow makes room for n words, a third of it empty.
func (c *Clusters) grow(n int) {
	size := uint64(16)
	for size*2 < uint64(n)*3 {
		size *= 2
	}
	c.slots, c.mask = make([]uint64, size), size-1
}

// kept are the bits of a word's hash that a slot keeps; of no word all are 0.
func kept(hash uint64) uint64 { return hash&^math.MaxUint16 | 1<<63 }

func (c *Clusters) put(hash uint64, cluster uint16) {
	at := hash & c.mask
	for c.slots[at] != 0 {
		at = (at + 1) & c.mask
	}
	c.slots[at] = kept(hash) | uint64(cluster)
}

// of returns a word's cluster, group and field, counted from 1; 0 is unknown.
// The word is given by its Hash.
func (c *Clusters) of(word uint64) (cluster, group, field uint64) {
	if c == nil {
		return 0, 0, 0
	}
	for at, want := word&c.mask, kept(word); c.slots[at] != 0; at = (at + 1) & c.mask {
		if slot := c.slots[at]; slot&^math.MaxUint16 == want {
			n := slot & math.MaxUint16
			p := c.parents[n]
			return n + 1, uint64(p.Group) + 1, uint64(p.Field) + 1
		}
	}
	return 0, 0, 0
}

// Write writes the clusters: words in alphabetical order, each by what it does
// not share with the one before.
func (c *Clusters) Write(w io.Writer) error {
	if c == nil {
		c = &Clusters{}
	}
	words := make([]string, 0, len(c.words))
	for word := range c.words {
		words = append(words, word)
	}
	slices.Sort(words)
	b := binary.AppendUvarint(nil, uint64(len(c.parents)))
	for _, p := range c.parents {
		b = binary.LittleEndian.AppendUint16(b, p.Group)
		b = binary.LittleEndian.AppendUint16(b, p.Field)
	}
	b = binary.AppendUvarint(b, uint64(len(words)))
	before := ""
	for _, word := range words {
		shared := 0
		for shared < min(len(word), len(before), 255) && word[shared] == before[shared] {
			shared++
		}
		rest := word[shared:]
		b = append(b, byte(shared), byte(len(rest)))
		b = append(b, rest...)
		before = word
	}
	for _, word := range words {
		b = binary.LittleEndian.AppendUint16(b, c.words[word])
	}
	_, err := w.Write(b)
	return err
}

// mostWords is how many words or clusters a file may claim to have.
const mostWords = 1 << 20

// ReadClusters reads what Clusters.Write wrote.
func ReadClusters(r *bytes.Reader) (*Clusters, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil || n > mostWords {
		return nil, fmt.Errorf("feature: read clusters: %d: %w", n, cmp.Or(err, errFile))
	}
	c := &Clusters{parents: make([]Parents, n)}
	if err := binary.Read(r, binary.LittleEndian, c.parents); err != nil {
		return nil, fmt.Errorf("feature: read clusters: %w", err)
	}
	if n, err = binary.ReadUvarint(r); err != nil || n > mostWords {
		return nil, fmt.Errorf("feature: read clusters: %d words: %w", n, cmp.Or(err, errFile))
	}
	words, err := readWords(r, int(n))
	if err != nil {
		return nil, fmt.Errorf("feature: read clusters: %w", err)
	}
	numbers := make([]byte, 2*n)
	if _, err := io.ReadFull(r, numbers); err != nil {
		return nil, fmt.Errorf("feature: read clusters: %w", err)
	}
	c.grow(len(words))
	for i, word := range words {
		number := binary.LittleEndian.Uint16(numbers[2*i:])
		if int(number) >= len(c.parents) {
			return nil, fmt.Errorf("feature: read clusters: %w", errFile)
		}
		c.put(word, number)
	}
	return c, nil
}

// readWords reads the hashes of n words.
func readWords(r *bytes.Reader, n int) ([]uint64, error) {
	words := make([]uint64, n)
	var word []byte
	for i := range words {
		shared, err := r.ReadByte()
		if err != nil {
			return nil, err
		}
		rest, err := r.ReadByte()
		if err != nil {
			return nil, err
		}
		if int(shared) > len(word) {
			return nil, errFile
		}
		word = slices.Grow(word[:shared], int(rest))[:int(shared)+int(rest)]
		if _, err := io.ReadFull(r, word[shared:]); err != nil {
			return nil, err
		}
		words[i] = Hash(word)
	}
	return words, nil
}
