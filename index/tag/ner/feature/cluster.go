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
// of one cluster. A cluster belongs to a group of clusters, and that to a field.
type Clusters struct {
	words   map[string]uint16
	parents []Parents
}

// Parents are the group and the field of a cluster.
type Parents struct{ Group, Field uint16 }

// errFile says that a file is not what was written.
var errFile = errors.New("not a model's part")

// NewClusters returns clusters: of each lower-case word its cluster, counted from
// 0, and of each cluster its parents.
func NewClusters(words map[string]uint16, parents []Parents) *Clusters {
	return &Clusters{words: words, parents: parents}
}

// of returns a word's cluster, group and field, counted from 1; 0 is unknown.
func (c *Clusters) of(lower string) (cluster, group, field uint64) {
	if c == nil {
		return 0, 0, 0
	}
	n, ok := c.words[lower]
	if !ok {
		return 0, 0, 0
	}
	p := c.parents[n]
	return uint64(n) + 1, uint64(p.Group) + 1, uint64(p.Field) + 1
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
func ReadClusters(r *bufio.Reader) (*Clusters, error) {
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
	c.words = make(map[string]uint16, n)
	for i, word := range words {
		number := binary.LittleEndian.Uint16(numbers[2*i:])
		if int(number) >= len(c.parents) {
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
