package feature

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Clusters say which words stand in like places: "striker" and "midfielder" are
// of one cluster. A cluster belongs to a group of clusters.
type Clusters struct {
	words  map[string]uint16
	groups []uint16
}

// errFile says that a file is not what was written.
var errFile = errors.New("not a model's part")

// NewClusters returns clusters: of each lower-case word its cluster, counted from
// 0, and of each cluster its group.
func NewClusters(words map[string]uint16, groups []uint16) *Clusters {
	return &Clusters{words: words, groups: groups}
}

// of returns a word's cluster and group, counted from 1; 0 is unknown.
func (c *Clusters) of(lower string) (cluster, group uint64) {
	if c == nil {
		return 0, 0
	}
	n, ok := c.words[lower]
	if !ok {
		return 0, 0
	}
	return uint64(n) + 1, uint64(c.groups[n]) + 1
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
	b := binary.AppendUvarint(nil, uint64(len(c.groups)))
	for _, g := range c.groups {
		b = binary.AppendUvarint(b, uint64(g))
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

// mostWords is how many words or groups a file may claim to have.
const mostWords = 1 << 20

// ReadClusters reads what Clusters.Write wrote.
func ReadClusters(r *bufio.Reader) (*Clusters, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil || n > mostWords {
		return nil, fmt.Errorf("feature: read clusters: %d: %w", n, cmp.Or(err, errFile))
	}
	c := &Clusters{groups: make([]uint16, n)}
	for i := range c.groups {
		g, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, fmt.Errorf("feature: read clusters: %w", err)
		}
		c.groups[i] = uint16(g)
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
	c.words = make(map[string]uint16, n)
	for i, word := range words {
		number := binary.LittleEndian.Uint16(numbers[2*i:])
		if int(number) >= len(c.groups) {
			return nil, fmt.Errorf("feature: read clusters: %w", errFile)
		}
		c.words[word] = number
	}
	return c, nil
}

func readWords(r *bufio.Reader, n int) ([]string, error) {
	words := make([]string, n)
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
		word = append(word[:shared], make([]byte, rest)...)
		if _, err := io.ReadFull(r, word[shared:]); err != nil {
			return nil, err
		}
		words[i] = string(word)
	}
	return words, nil
}
