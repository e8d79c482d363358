package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/dateline-search/dateline/index/tag/ner"
	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

type options struct {
	data, news, out string
	seed            uint64
	epochs          int
	least           float64
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", filepath.Join("..", "shared", "data", "ner"), "the folder of the data in manifest.tsv")
	flag.StringVar(&o.news, "news", filepath.Join("index", "tag", "train", "news"), "the folder of annotated news")
	flag.StringVar(&o.out, "out", filepath.Join("index", "tag", "ner", "english.model"), "the file to write")
	flag.Uint64Var(&o.seed, "seed", 1, "where chance begins")
	flag.IntVar(&o.epochs, "epochs", 3, "how often to go through the data")
	flag.Float64Var(&o.least, "least", 0.2, "the weight below which a feature is dropped")
	flag.Parse()
	if err := run(o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o options, out io.Writer) error {
	d, err := load(o.data)
	if err != nil {
		return err
	}
	if err := d.addNews(os.DirFS(o.news)); err != nil {
		return err
	}
	model, err := d.make(o, out)
	if err != nil {
		return err
	}
	m, err := ner.Read(model)
	if err != nil {
		return err
	}
	d.print(out, m)
	_, _ = fmt.Fprintf(out, "%d bytes, version %s\n", len(model), m.Version())
	return os.WriteFile(o.out, model, 0o644)
}

// print prints how well a model finds names that it did not learn from.
func (d *data) print(out io.Writer, m *ner.Model) {
	for _, f := range d.dev {
		_, _ = fmt.Fprintf(out, "%-32s %v\n", f.name, conll.Measure(m, f.documents))
	}
	_, _ = fmt.Fprintf(out, "%-32s %v\n", "our news, held out", measure(m, d.test))
}

// make learns a model, and returns its file.
func (d *data) make(o options, out io.Writer) ([]byte, error) {
	documents := newAugmenter(d, o.seed).augment(d.train)
	lists, err := packLists(d.names)
	if err != nil {
		return nil, err
	}
	v := feature.NewVocabulary(d.clusters, lists)
	x := collect(v, documents)
	_, _ = fmt.Fprintf(out, "%d documents, %d tokens, %d features\n", len(documents), len(x.gold), x.features())
	learnt := x.learn(o.seed, o.epochs, out)
	learnt.Least = float32(o.least)
	var file bytes.Buffer
	err = ner.Write(&file, learnt, d.names, d.clusters)
	return file.Bytes(), err
}
