package zap_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search/blevesearch/zap"
)

// TestLikeBleve reads every term of an index as Bleve's own iterator does: how
// often and where, of all documents and of some.
func TestLikeBleve(t *testing.T) {
	for _, docs := range []int{1, 40, 3000} {
		t.Run(fmt.Sprint(docs), func(t *testing.T) {
			for _, seg := range segments(t, docs) {
				file := zap.Open(seg)
				if file == nil {
					t.Fatalf("%T is no file of a known version", seg)
				}
				compare(t, seg, file)
			}
		})
	}
}

func compare(t *testing.T, seg segmentapi.Segment, file *zap.File) {
	t.Helper()
	dictionary, err := seg.Dictionary("body")
	if err != nil {
		t.Fatal(err)
	}
	terms := 0
	for it := dictionary.AutomatonIterator(nil, nil, nil); ; terms++ {
		entry, err := it.Next()
		if err != nil {
			t.Fatal(err)
		}
		if entry == nil {
			break
		}
		want := read(t, dictionary, entry.Term)
		all := roaring.New()
		for _, p := range want {
			all.Add(p.Doc)
		}
		postings, ok := file.Postings("body", entry.Term, all)
		if !ok {
			t.Fatalf("no details of %q", entry.Term)
		}
		check(t, &postings, want)
	}
	if terms == 0 {
		t.Error("no term was compared")
	}
}

// posting is a term in a document.
type posting struct {
	Doc    uint32
	Times  int
	Places []zap.Place
}

func (p posting) same(other posting) bool {
	return p.Doc == other.Doc && p.Times == other.Times && slices.Equal(p.Places, other.Places)
}

// read takes a term's postings from Bleve.
func read(t *testing.T, d segmentapi.TermDictionary, term string) (all []posting) {
	t.Helper()
	list, err := d.PostingsList([]byte(term), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for it := list.Iterator(true, true, true, nil); ; {
		p, err := it.Next()
		if err != nil {
			t.Fatal(err)
		}
		if p == nil {
			return all
		}
		got := posting{Doc: uint32(p.Number()), Times: int(p.Frequency())}
		for _, l := range p.Locations() {
			got.Places = append(got.Places, zap.Place{Position: int(l.Pos()), Start: l.Start(), End: l.End()})
		}
		all = append(all, got)
	}
}

func check(t *testing.T, p *zap.Postings, want []posting) {
	t.Helper()
	for _, every := range []int{1, 2, 7, 1000} {
		some, docs := choose(want, every)
		cursor, got := p.Cursor(true), []posting(nil)
		for _, w := range some {
			if !cursor.Seek(w.Doc) {
				t.Fatalf("document %d is not found", w.Doc)
			}
			places := cursor.Places(nil)
			got = append(got, posting{w.Doc, cursor.Times(), places})
			if want, got := positions(places), cursor.Positions(nil); !slices.Equal(want, got) {
				t.Fatalf("positions in document %d (- of places, + alone):\n%s", w.Doc, cmp.Diff(want, got))
			}
			if want, got := third(positions(places)), fromThird(cursor); !slices.Equal(want, got) {
				t.Fatalf("positions in document %d from thirds on (- want, + got):\n%s", w.Doc, cmp.Diff(want, got))
			}
		}
		if !slices.EqualFunc(some, got, posting.same) {
			t.Fatalf("one of %d, sought (- Bleve, + read):\n%s", every, cmp.Diff(some, got))
		}
		for i := range some {
			some[i].Places = nil
		}
		got = nil
		p.Each(docs, make([]uint32, 64), make([]uint32, 64), func(docs, times []uint32) {
			for i, doc := range docs {
				got = append(got, posting{Doc: doc, Times: int(times[i])})
			}
		})
		if !slices.EqualFunc(some, got, posting.same) {
			t.Fatalf("one of %d, all at once (- Bleve, + read):\n%s", every, cmp.Diff(some, got))
		}
	}
}

func positions(places []zap.Place) (all []int) {
	for _, p := range places {
		all = append(all, p.Position)
	}
	return all
}

// third is the first position, and of the others each that is three or more behind
// the one before.
func third(all []int) (some []int) {
	for _, at := range all {
		if len(some) == 0 || at >= some[len(some)-1]+3 {
			some = append(some, at)
		}
	}
	return some
}

func fromThird(c *zap.Cursor) (some []int) {
	for at, ok := c.From(0); ok; at, ok = c.From(at + 3) {
		some = append(some, at)
	}
	return some
}

func choose(all []posting, every int) (some []posting, docs *roaring.Bitmap) {
	docs = roaring.New()
	for i, p := range all {
		if i%every == every/2 || i == len(all)-1 {
			some = append(some, p)
			docs.Add(p.Doc)
		}
	}
	return some, docs
}

// TestSeekWhatIsNotThere holds that a document without the term is passed over.
func TestSeekWhatIsNotThere(t *testing.T) {
	seg := segments(t, 3000)[0]
	dictionary, err := seg.Dictionary("body")
	if err != nil {
		t.Fatal(err)
	}
	want := read(t, dictionary, "b")
	have := roaring.New()
	for _, p := range want {
		have.Add(p.Doc)
	}
	postings, _ := zap.Open(seg).Postings("body", "b", have)
	cursor := postings.Cursor(true)
	for doc := range uint32(seg.Count() + 10) {
		if got := cursor.Seek(doc); got != have.Contains(doc) {
			t.Fatalf("document %d: found is %v", doc, got)
		}
	}
}

// TestUnknown holds that what cannot be read so is left to Bleve.
func TestUnknown(t *testing.T) {
	if zap.Open(struct{}{}) != nil {
		t.Error("what is no segment was opened")
	}
	file := zap.Open(segments(t, 40)[0])
	for _, of := range [][2]string{{"body", "nowhere"}, {"nofield", "a"}} {
		if _, ok := file.Postings(of[0], of[1], roaring.BitmapOf(1)); ok {
			t.Errorf("%q has postings", of)
		}
	}
}

// segments are those of an index of random documents, in files.
func segments(t *testing.T, docs int) (all []segmentapi.Segment) {
	t.Helper()
	return segmentsOf(t, bleve.NewIndexMapping(), docs, text)
}

func segmentsOf(t *testing.T, m mapping.IndexMapping, docs int, text func(seed uint64) string) (all []segmentapi.Segment) {
	t.Helper()
	dir := t.TempDir() + "/index"
	idx, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	batch := idx.NewBatch()
	for i := range docs {
		if err := batch.Index(fmt.Sprint(i), map[string]any{"body": text(uint64(i))}); err != nil {
			t.Fatal(err)
		}
	}
	if err := idx.Batch(batch); err != nil {
		t.Fatal(err)
	}
	if err := idx.Close(); err != nil {
		t.Fatal(err)
	}
	return reopen(t, dir)
}

func reopen(t *testing.T, dir string) (all []segmentapi.Segment) {
	t.Helper()
	idx, err := bleve.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	advanced, err := idx.Advanced()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = reader.Close(), idx.Close() })
	for _, s := range reader.(*scorch.IndexSnapshot).Segments() {
		all = append(all, s.Segment())
	}
	return all
}

// text is 1 to 80 words, of which some are in almost all texts and some in one.
// Some have so many that their number takes two bytes, and one is so long that the
// places of its words take three.
func text(seed uint64) string {
	g := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, 1+g.IntN(80))
	if seed == 7 {
		words = make([]string, 20_000)
	}
	for i := range words {
		words[i] = strings.Repeat("b", 1+min(int(g.ExpFloat64()*3), 20))
	}
	return strings.Join(append(words, slices.Repeat([]string{"z"}, g.IntN(2)*g.IntN(200))...), " ") + fmt.Sprintf(" only%d", seed)
}
