package bleveindex_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

func open(t *testing.T, dir string) *bleveindex.Store {
	t.Helper()
	s, err := bleveindex.Open(dir, bleveindex.Options{Tag: "t1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func article(id, body string) index.Document {
	var d index.Document
	d.ID, d.Title, d.Body, d.Lang = id, "Title of "+id, body, "en"
	d.FirstSeen = time.Date(2025, 5, 9, 12, 0, 0, 0, time.UTC)
	return d
}

func deleted(id string) index.Document {
	var d index.Document
	d.ID, d.Deleted = id, true
	return d
}

func write(t *testing.T, g index.Generation, watermark uint64, docs ...index.Document) {
	t.Helper()
	if err := g.Write(t.Context(), docs, watermark); err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, s *bleveindex.Store) int {
	t.Helper()
	idx, release, err := s.Acquire()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	return held(t, idx)
}

// held is the number of documents that an index holds.
func held(t *testing.T, idx *scorch.Scorch) int {
	t.Helper()
	reader, err := idx.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close() //nolint:errcheck // gives a reference back
	n, err := reader.DocCount()
	if err != nil {
		t.Fatal(err)
	}
	return int(n)
}

func watermark(t *testing.T, g index.Generation) uint64 {
	t.Helper()
	mark, err := g.Watermark()
	if err != nil {
		t.Fatal(err)
	}
	return mark
}

func TestWhatIsWrittenIsThereAfterReopening(t *testing.T) {
	dir := t.TempDir()
	s, err := bleveindex.Open(dir, bleveindex.Options{Tag: "t1"})
	if err != nil {
		t.Fatal(err)
	}
	write(t, s.Current(), 3, article("a", "one"), article("b", "two"), article("c", "three"))
	write(t, s.Current(), 5, article("a", "one again"), deleted("b"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = open(t, dir)
	if n := count(t, s); n != 2 {
		t.Errorf("%d documents, want 2", n)
	}
	if mark := watermark(t, s.Current()); mark != 5 {
		t.Errorf("watermark %d, want 5", mark)
	}
	if s.Current().Made() != (index.Versions{Schema: schema.Version, Tag: "t1"}) {
		t.Error("fits other versions than those it was made for")
	}
}

func TestWatermarkNeverFalls(t *testing.T) {
	s := open(t, t.TempDir())
	write(t, s.Current(), 9)
	write(t, s.Current(), 4, article("a", "late"))
	if mark := watermark(t, s.Current()); mark != 9 {
		t.Errorf("watermark %d, want 9", mark)
	}
}

func TestNextGenerationIsBuiltBesideAndSwapped(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	write(t, s.Current(), 1, article("old", "text"))
	idx, release, err := s.Acquire()
	if err != nil {
		t.Fatal(err)
	}
	former := s.Current()

	if _, err := s.Next("t1"); err != nil { // begun and left
		t.Fatal(err)
	}
	next, err := s.Next("t1")
	if err != nil {
		t.Fatal(err)
	}
	write(t, next, 2, article("new", "text"), article("newer", "text"))
	if n := count(t, s); n != 1 {
		t.Errorf("%d documents serve before the swap, want 1", n)
	}
	if err := s.Swap(); err != nil {
		t.Fatal(err)
	}
	if n := count(t, s); n != 2 {
		t.Errorf("%d documents serve after the swap, want 2", n)
	}

	if n := held(t, idx); n != 1 {
		t.Errorf("the former generation gives %d to who reads it, want 1", n)
	}
	if err := former.Write(t.Context(), nil, 7); !errors.Is(err, index.ErrClosed) {
		t.Errorf("writing to the former generation: %v, want ErrClosed", err)
	}
	if got := folders(t, dir); len(got) != 2 {
		t.Errorf("folders %v while one reads the former, want 2", got)
	}
	release()
	release()
	if got := folders(t, dir); len(got) != 1 {
		t.Errorf("folders %v after the last reader has left, want 1", got)
	}
}

func TestSwapNeedsNext(t *testing.T) {
	if err := open(t, t.TempDir()).Swap(); err == nil {
		t.Error("swapped with nothing begun")
	}
}

func TestHalfBuiltGenerationsAreRemovedAtOpen(t *testing.T) {
	dir := t.TempDir()
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"7/x.zap", "9/root.bolt", "CURRENT.123"} {
		put(t, filepath.Join(dir, name), "half")
	}
	open(t, dir)
	if got := folders(t, dir); len(got) != 1 {
		t.Errorf("folders %v, want the one that serves", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "CURRENT.123")); err == nil {
		t.Error("a half-written CURRENT is left")
	}
}

func TestDamagedIndexIsReplacedByAnEmptyOne(t *testing.T) {
	tests := []struct {
		name   string
		damage func(t *testing.T, dir string)
	}{
		{"no folder", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "1")) }},
		{"no root", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "1", "root.bolt")) }},
		{"foreign root", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "1", "root.bolt"), strings.Repeat("no bolt ", 4096))
		}},
		{"empty root", func(t *testing.T, dir string) { put(t, filepath.Join(dir, "1", "root.bolt"), "") }},
		{"no segments", func(t *testing.T, dir string) { eachSegment(t, dir, func(p string) { remove(t, p) }) }},
		{"empty segments", func(t *testing.T, dir string) { eachSegment(t, dir, func(p string) { put(t, p, "") }) }},
		{"cut segments", func(t *testing.T, dir string) {
			eachSegment(t, dir, func(p string) {
				if err := os.Truncate(p, 100); err != nil {
					t.Fatal(err)
				}
			})
		}},
		{"unreadable CURRENT", func(t *testing.T, dir string) { put(t, filepath.Join(dir, "CURRENT"), "one") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			s, err := bleveindex.Open(dir, bleveindex.Options{})
			if err != nil {
				t.Fatal(err)
			}
			write(t, s.Current(), 3, article("a", "one"), article("b", "two"))
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			tt.damage(t, dir)

			s = open(t, dir)
			if n, mark := count(t, s), watermark(t, s.Current()); n != 0 || mark != 0 {
				t.Errorf("%d documents up to %d, want an empty index", n, mark)
			}
			write(t, s.Current(), 1, article("a", "one"))
			if n := count(t, s); n != 1 {
				t.Errorf("%d documents after writing one", n)
			}
		})
	}
}

func TestSecondStoreIsToldThatTheIndexIsLocked(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	next, err := s.Next("t1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bleveindex.Open(dir, bleveindex.Options{}); !errors.Is(err, bleveindex.ErrLocked) {
		t.Errorf("error %v, want ErrLocked", err)
	}
	write(t, next, 1, article("a", "one"))
	if err := s.Swap(); err != nil {
		t.Errorf("the other one touched what is being built: %v", err)
	}
}

func TestWritesBesideEachOther(t *testing.T) {
	s := open(t, t.TempDir())
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			for i := range 25 {
				d := article(fmt.Sprintf("%d-%d", w, i), "some words")
				if err := s.Current().Write(context.Background(), []index.Document{d}, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	if n := count(t, s); n != 100 {
		t.Errorf("%d documents, want 100", n)
	}
}

func TestWriteHonoursItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := open(t, t.TempDir()).Current().Write(ctx, []index.Document{article("a", "one")}, 1)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestClosedStoreRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	g := s.Current()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, _, acquire := s.Acquire()
	_, next := s.Next("t1")
	for name, err := range map[string]error{
		"acquire": acquire, "next": next, "swap": s.Swap(), "write": g.Write(t.Context(), nil, 1),
	} {
		if !errors.Is(err, index.ErrClosed) {
			t.Errorf("%s: error %v, want ErrClosed", name, err)
		}
	}
}

// Live updates come one by one; neither files nor handles may grow with them.
func TestTinyBatchesLeaveFewFiles(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for i := range 1500 {
		write(t, s.Current(), uint64(i+1), article(fmt.Sprint(i%300), "a few words of text"))
	}
	if n := count(t, s); n != 300 {
		t.Errorf("%d documents, want 300", n)
	}
	segments := 0
	eachSegment(t, dir, func(string) { segments++ })
	if segments > 150 {
		t.Errorf("%d segment files on disk, want at most 150", segments)
	}
}

func TestArticleWithNothingInIt(t *testing.T) {
	s := open(t, t.TempDir())
	var d index.Document
	d.ID = "bare"
	d.Published = news.Date{Time: time.Unix(0, 0), Precision: news.Year}
	write(t, s.Current(), 1, d)
	if n := count(t, s); n != 1 {
		t.Errorf("%d documents, want 1", n)
	}
}

func folders(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "[0-9]*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func eachSegment(t *testing.T, dir string, do func(path string)) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*", "*.zap"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no segments: %v", err)
	}
	for _, path := range found {
		do(path)
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}
