package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	_ "embed" // holds the manifest
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
	"github.com/dateline-search/dateline/index/tag/train/corpus"
)

// manifest lists the data: use, file, SHA-256, licence, name and source, split by
// tabs. `make notice` reads it too.
//
//go:embed manifest.tsv
var manifest string

// clusters are the clusters of like words that .ci/clusters made.
//
//go:embed clusters.tsv
var clusters []byte

// data is what a model is made of.
type data struct {
	train    []conll.Document
	dev      []measured
	test     []corpus.Article // our own to measure on
	lists    map[int][]string // names by the kinds of feature
	names    feature.Names    // the same, as they go into the model
	clusters *feature.Clusters
}

// measured is a corpus that is never learnt from.
type measured struct {
	name      string
	documents []conll.Document
}

// load reads what the manifest lists from a folder.
func load(folder string) (*data, error) {
	d := &data{lists: map[int][]string{}, names: feature.Names{}}
	var err error
	if d.clusters, err = readClusters(clusters); err != nil {
		return nil, err
	}
	for n, line := range strings.Split(strings.TrimSpace(manifest), "\n") {
		cells := strings.Split(line, "\t")
		if n == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		if len(cells) != 6 {
			return nil, fmt.Errorf("manifest, line %d: want six columns", n+1)
		}
		text, err := read(filepath.Join(folder, filepath.FromSlash(cells[1])), cells[2])
		if err != nil {
			return nil, err
		}
		if err := d.add(cells[0], cells[1], text); err != nil {
			return nil, fmt.Errorf("%s: %w", cells[1], err)
		}
	}
	return d, nil
}

// worth is how often an article of our own counts: it is the only corpus of news,
// annotated by the rules that Dateline keeps.
const worth = 3

// addNews adds the articles that are annotated for Dateline.
func (d *data) addNews(folder fs.FS) error {
	articles, err := corpus.Read(folder)
	if err != nil {
		return err
	}
	for _, a := range corpus.Only(corpus.Train, articles) {
		for range worth {
			d.train = append(d.train, document(a))
		}
	}
	d.test = corpus.Only(corpus.Test, articles)
	return nil
}

// read reads a file and refuses one with another checksum.
func read(path, sum string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if got := sha256.Sum256(text); hex.EncodeToString(got[:]) != sum {
		return nil, fmt.Errorf("%s: its SHA-256 is %x, want %s", path, got, sum)
	}
	return text, nil
}

func (d *data) add(use, name string, text []byte) error {
	kind, isList := strings.CutPrefix(use, "list:")
	switch {
	case isList:
		return d.addList(kind, text)
	case use == "train":
		documents, err := conll.Read(bytes.NewReader(text))
		d.train = append(d.train, documents...)
		return err
	case use == "dev":
		documents, err := conll.Read(bytes.NewReader(text))
		d.dev = append(d.dev, measured{name, documents})
		return err
	default:
		return fmt.Errorf("the manifest has an unknown use, %q", use)
	}
}

// addList adds a list of names; of a table, its first column below the header.
func (d *data) addList(kind string, text []byte) error {
	k, err := strconv.Atoi(kind)
	if err != nil || k < 0 || k >= feature.Kinds {
		return fmt.Errorf("the manifest has an unknown kind of list, %q", kind)
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		name, _, _ := strings.Cut(lines.Text(), "\t")
		if name = strings.TrimSpace(name); name != "" {
			d.names.Add(k, name)
			d.lists[k] = append(d.lists[k], name)
		}
	}
	return lines.Err()
}

// packLists makes of names the lists that the program will have.
func packLists(names feature.Names) (*feature.Lists, error) {
	var b bytes.Buffer
	if err := names.Write(&b); err != nil {
		return nil, err
	}
	return feature.ReadLists(bytes.NewReader(b.Bytes()))
}
