package zap_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/blevesearch/zapx/v17"
	"github.com/google/go-cmp/cmp"

	dateline "github.com/dateline-search/dateline/index/bleveindex/zap"
)

const (
	indexed = bleveindex.IndexField
	located = bleveindex.IndexField | bleveindex.IncludeTermVectors
	valued  = bleveindex.IndexField | bleveindex.DocValues
)

// field is a field with terms that are given.
type field struct {
	name    string
	options bleveindex.FieldIndexingOptions
	terms   []dateline.Term
	stored  string
}

func (f *field) Name() string                             { return f.name }
func (f *field) Value() []byte                            { return []byte(f.stored) }
func (f *field) ArrayPositions() []uint64                 { return nil }
func (f *field) EncodedFieldType() byte                   { return 't' }
func (f *field) Analyze()                                 {}
func (f *field) Options() bleveindex.FieldIndexingOptions { return f.options }
func (f *field) AnalyzedLength() int                      { return 1 }
func (f *field) NumPlainTextBytes() uint64                { return 0 }
func (f *field) Terms() []dateline.Term                   { return f.terms }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies {
	return dateline.Frequencies(f)
}

// document is one as our writer takes it, and Bleve's as well.
type document struct {
	id     string
	fields []*field
}

func (d *document) ID() string                                      { return d.id }
func (d *document) Size() int                                       { return 0 }
func (d *document) AddIDField()                                     {}
func (d *document) VisitComposite(bleveindex.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                              { return false }
func (d *document) NumPlainTextBytes() uint64                       { return 0 }
func (d *document) StoredFieldsBytes() uint64                       { return 0 }
func (d *document) Indexed() bool                                   { return false }

func (d *document) TermFields() []dateline.Field {
	all := make([]dateline.Field, len(d.fields))
	for i, f := range d.fields {
		all[i] = f
	}
	return all
}

// VisitFields gives the id too, as Bleve's writer needs it.
func (d *document) VisitFields(do bleveindex.FieldVisitor) {
	for _, f := range d.fields {
		do(f)
	}
	do(&field{name: "_id", options: indexed | bleveindex.StoreField, terms: []dateline.Term{{Text: d.id}}, stored: d.id})
}

func (d *document) with(name string, options bleveindex.FieldIndexingOptions, terms ...dateline.Term) *document {
	d.fields = append(d.fields, &field{name: name, options: options, terms: terms})
	return d
}

// words are terms at the positions from 1.
func words(texts ...string) []dateline.Term {
	terms := make([]dateline.Term, len(texts))
	for i, text := range texts {
		terms[i] = dateline.Term{Text: text, Position: uint32(i + 1)}
	}
	return terms
}

// Bleve's own writer is the measure: what ours writes has the same bytes, up to
// the table of the fields.
func TestSegmentsHaveTheBytesOfBleve(t *testing.T) {
	tests := map[string][]*document{
		"one document":       {new(document).with("body", located, words("drone", "strikes", "drone")...)},
		"no field":           {{id: "a"}, {id: "b"}},
		"an empty field":     {(&document{id: "a"}).with("body", located)},
		"empty values":       {(&document{id: "a"}).with("place", valued), (&document{id: "b"}).with("place", valued, words("Delhi")...)},
		"the empty term":     {(&document{id: "a"}).with("place", valued, words("")...)},
		"values unsorted":    {(&document{id: "a"}).with("place", valued, words("Lahore", "Delhi", "Lahore")...)},
		"some have a field":  {(&document{id: "b"}).with("title", located, words("x")...), (&document{id: "a"}).with("body", indexed, words("x")...)},
		"options differ":     {(&document{id: "b"}).with("x", indexed, words("x")...), (&document{id: "a"}).with("x", valued, words("y")...)},
		"long numbers":       {(&document{id: "a"}).with("body", located, dateline.Term{Text: "x", Position: 1<<32 - 1, Start: 1<<41 - 1, End: 1<<32 - 1})},
		"every script":       {(&document{id: "新华社"}).with("body", located, words("नई", "दिल्ली", "新", "کراچی", "é")...)},
		"more than a chunk":  many(3000, 40),
		"more than an array": many(9000, 8),
		"more than a bitmap": many(66_000, 2),
	}
	for name, docs := range tests {
		t.Run(name, func(t *testing.T) { compare(t, docs) })
	}
}

// Random documents, with terms from one in all to one in a thousand.
func TestRandomSegmentsHaveTheBytesOfBleve(t *testing.T) {
	plugin := new(dateline.Plugin)
	for seed := range uint64(25) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		docs := random(rnd)
		if !sameBytes(t, plugin, docs) {
			t.Fatalf("seed %d: %d documents are written otherwise", seed, len(docs))
		}
	}
}

func random(rnd *rand.Rand) []*document {
	docs := make([]*document, 1+rnd.IntN(1+rnd.IntN(1500)))
	for i := range docs {
		docs[i] = &document{id: fmt.Sprint(rnd.Uint64())}
		for _, name := range []string{"title", "body"} {
			if rnd.IntN(5) > 0 {
				docs[i].with(name, located, randomTerms(rnd, 30)...)
			}
		}
		for _, name := range []string{"place", "org"} {
			if rnd.IntN(3) > 0 {
				docs[i].with(name, valued, randomTerms(rnd, 3)...)
			}
		}
		docs[i].with("has", indexed, words("image")[:rnd.IntN(2)]...)
	}
	return docs
}

func randomTerms(rnd *rand.Rand, most int) []dateline.Term {
	terms := make([]dateline.Term, rnd.IntN(most))
	for i := range terms {
		terms[i] = dateline.Term{
			Text: fmt.Sprint(rnd.IntN(1 + rnd.IntN(1000))), Position: uint32(i + 1), End: uint32(rnd.IntN(300)), Start: rnd.Uint64N(1 << 20),
		}
	}
	return terms
}

// many makes documents of which the first terms are in all.
func many(docs, each int) []*document {
	all := make([]*document, docs)
	for i := range all {
		texts := make([]string, each)
		for j := range texts {
			texts[j] = fmt.Sprint(i % (j*j*j + 1))
		}
		all[i] = (&document{id: fmt.Sprint(i)}).with("body", located, words(texts...)...).with("place", valued, words(texts[0])...)
	}
	return all
}

func compare(t *testing.T, docs []*document) {
	t.Helper()
	if !sameBytes(t, new(dateline.Plugin), docs) {
		t.Error("other bytes than Bleve's")
	}
}

func sameBytes(t *testing.T, plugin *dateline.Plugin, docs []*document) bool {
	t.Helper()
	all := make([]bleveindex.Document, len(docs))
	for i, d := range docs {
		all[i] = d
	}
	want := written(t, new(zap.ZapPlugin), all)
	got := written(t, plugin, all)
	if data, sum := got[:len(got)-4], binary.BigEndian.Uint32(got[len(got)-4:]); crc32.ChecksumIEEE(data) != sum {
		t.Error("wrong checksum")
	}
	return bytes.Equal(beforeFields(want), beforeFields(got))
}

type maker interface {
	New(docs []bleveindex.Document) (segmentapi.Segment, uint64, error)
}

func written(t *testing.T, m maker, docs []bleveindex.Document) []byte {
	t.Helper()
	s, _, err := m.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := s.(io.WriterTo).WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// beforeFields is what stands before the table of the fields in a file.
func beforeFields(file []byte) []byte {
	const behindTable = 4 + 4 + 4 + 8 // checksum, version, chunk mode, where the table stands
	table := binary.BigEndian.Uint64(file[len(file)-behindTable:])
	_, n := binary.Uvarint(file[table:])
	return file[:binary.BigEndian.Uint64(file[table+uint64(n):])]
}

// The table of the fields says the same as Bleve's, and the file is one that Bleve
// opens, checks and merges.
func TestBleveOpensAndMergesOurs(t *testing.T) {
	docs := random(rand.New(rand.NewPCG(7, 7)))
	all := make([]bleveindex.Document, len(docs))
	for i, d := range docs {
		all[i] = d
	}
	ours, theirs := opened(t, new(dateline.Plugin), all), opened(t, new(zap.ZapPlugin), all)
	if diff := cmp.Diff(theirs.Fields(), ours.Fields()); diff != "" {
		t.Errorf("fields (-Bleve +ours):\n%s", diff)
	}
	for _, s := range []segmentapi.Segment{ours, theirs} {
		if got := s.Count(); got != uint64(len(docs)) {
			t.Errorf("%d documents, want %d", got, len(docs))
		}
	}
	plugin := new(dateline.Plugin)
	path := filepath.Join(t.TempDir(), "merged.zap")
	if _, _, err := plugin.Merge([]segmentapi.Segment{ours, theirs}, make([]*roaring.Bitmap, 2), path, nil, nil); err != nil {
		t.Fatal(err)
	}
	merged, err := plugin.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = merged.Close() }()
	if got := merged.Count(); got != uint64(2*len(docs)) {
		t.Errorf("%d documents after merging, want %d", got, 2*len(docs))
	}
}

func opened(t *testing.T, m maker, docs []bleveindex.Document) segmentapi.Segment {
	t.Helper()
	s, _, err := m.New(docs)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.zap")
	if err := s.(segmentapi.UnpersistedSegment).Persist(path); err != nil {
		t.Fatal(err)
	}
	file, err := new(zap.ZapPlugin).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}
