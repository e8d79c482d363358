package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/tag/ner"
	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/train/corpus"
)

// folder is where the corpora lie that are not ours.
func folder(t *testing.T) string {
	t.Helper()
	path := filepath.Join(os.Getenv("DATELINE_TESTDATA"), "ner")
	if _, err := os.Stat(filepath.Join(path, "dev")); err != nil {
		t.Skip("there are no corpora to measure with in DATELINE_TESTDATA: ", err)
	}
	return path
}

// dev reads the corpora that a model is measured by.
func dev(t *testing.T) map[string][]conll.Document {
	t.Helper()
	read := map[string][]conll.Document{}
	for _, name := range []string{"conll2003.testa", "conllpp2020.first-half"} {
		file, err := os.Open(filepath.Join(folder(t), "dev", name+".conll"))
		if err != nil {
			t.Fatal(err)
		}
		documents, err := conll.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		read[name] = documents
	}
	return read
}

func held(t *testing.T) []corpus.Article {
	t.Helper()
	articles, err := corpus.Read(os.DirFS("news"))
	if err != nil {
		t.Fatal(err)
	}
	return corpus.Only(corpus.Test, articles)
}

// The embedded model must find what docs/tagging.md says, within what chance
// makes of it: half a point.
func TestEvalNames(t *testing.T) {
	m, err := ner.Load()
	if err != nil {
		t.Fatal(err)
	}
	check := func(name string, s *conll.Score, all, orgs float64) {
		t.Logf("%-24s %v, of %d names", name, s, s.Names())
		if s.F1() < all || s.F1(1) < orgs {
			t.Errorf("%s: F1 %.1f, organisations %.1f; want %.1f and %.1f", name, s.F1(), s.F1(1), all, orgs)
		}
	}
	check("our news, held out", measure(m, held(t)), 84, 72)
	corpora := dev(t)
	check("CoNLL-2003 testa", conll.Measure(m, corpora["conll2003.testa"]), 88, 79)
	check("CoNLL++ 2020, first half", conll.Measure(m, corpora["conllpp2020.first-half"]), 85, 76)
	t.Log("prose v2, measured before    F1 48.8 on CoNLL-2003 testb, 45.9 on CoNLL++ 2020")
	t.Log("compromise, measured before  F1 48.4 on CoNLL-2003 testb, 51.4 on CoNLL++ 2020")
}

// No sentence that a model is measured by may be among those it learns from.
func TestNothingMeasuredIsLearnt(t *testing.T) {
	d, err := load(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.addNews(os.DirFS("news")); err != nil {
		t.Fatal(err)
	}
	const long = 12 // words: shorter sentences come twice by chance
	learnt := map[string]bool{}
	for _, document := range d.train {
		for _, s := range document {
			learnt[strings.Join(s.Words, " ")] = true
		}
	}
	measured := dev(t)
	for _, a := range held(t) {
		measured["news "+a.File] = []conll.Document{document(a)}
	}
	for name, documents := range measured {
		for _, document := range documents {
			for _, s := range document {
				if text := strings.Join(s.Words, " "); len(s.Words) >= long && learnt[text] {
					t.Errorf("%s and the training data both have %q", name, text)
				}
			}
		}
	}
}

func TestLoadRefusesAnotherFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.txt")
	if err := os.WriteFile(path, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	// FIPS 180-2, appendix B.1.
	const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if _, err := read(path, sum); err != nil {
		t.Errorf("the right checksum: %v", err)
	}
	if _, err := read(path, strings.Replace(sum, "b", "c", 1)); err == nil {
		t.Error("another checksum is taken")
	}
	if _, err := load(t.TempDir()); err == nil {
		t.Error("a folder without the data is taken")
	}
}

// The same data give the same file, and it is a model.
func TestSameDataSameModel(t *testing.T) {
	model := func() []byte {
		d := &data{lists: map[int][]string{}}
		for kind := range 13 {
			for i := range 40 {
				d.lists[kind] = append(d.lists[kind], fmt.Sprintf("Name%c%c", 'a'+kind, 'a'+i%26))
			}
		}
		d.lists[0] = append(d.lists[0], "Zimbabwe")
		if err := d.addNews(few{os.DirFS("news")}); err != nil {
			t.Fatal(err)
		}
		file, err := d.make(options{seed: 1, epochs: 1, least: 0.2}, t.Output())
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	a, b := model(), model()
	if string(a) != string(b) {
		t.Error("two runs give different models")
	}
	if _, err := ner.Read(a); err != nil {
		t.Error(err)
	}
}

// few is the first articles of a folder.
type few struct{ fs.FS }

func (f few) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(f.FS, pattern)
	return names[:min(len(names), 8)], err
}

// Whoever's data are in the model is named beside it.
func TestNoticeNamesTheSources(t *testing.T) {
	notice, err := os.ReadFile(filepath.Join("..", "ner", "NOTICE"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(manifest), "\n")
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if use, source := cells[0], cells[5]; use != "dev" && source != "-" && !strings.Contains(string(notice), source) {
			t.Errorf("NOTICE does not name %s, of %s", source, cells[4])
		}
	}
}
