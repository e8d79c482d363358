package index

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

// sliceSource gives what a test lists: articles and errors.
type sliceSource struct {
	items []any
	line  int
	raw   Item // of every article
}

var _ Source = (*sliceSource)(nil)

func (s *sliceSource) Next() (news.Article, error) {
	if s.line == len(s.items) {
		return news.Article{}, io.EOF
	}
	s.line++
	switch item := s.items[s.line-1].(type) {
	case news.Article:
		return item, nil
	case error:
		return news.Article{}, item
	}
	panic("neither an article nor an error")
}

func (s *sliceSource) Place() (file string, line int) { return "list", s.line }
func (s *sliceSource) Raw() Item                      { return s.raw }

func (s *sliceSource) Close() error { return nil }

func TestLoadCounts(t *testing.T) {
	g := NewIngester(t.Context(), newMemArchive(), nil)
	defer g.Close()
	if _, err := g.Put(t.Context(), []news.Article{article("old", "text"), article("same", "text")}); err != nil {
		t.Fatal(err)
	}
	src := &sliceSource{items: []any{
		article("new", "text"),
		&Rejection{File: "list", Line: 2, Err: errors.New("broken")},
		article("old", "another text"),
		article("same", "text"),
		article("new", "text"),
		news.Article{ID: "untitled", Body: "text"},
		&Rejection{File: "closed", Err: errors.New("permission denied")},
	}}
	var reasons []string
	report, err := g.Load(t.Context(), src, Watch{Rejected: func(r *Rejection) {
		reasons = append(reasons, fmt.Sprintf("%s:%d", r.File, r.Line))
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := Report{Read: 7, New: 1, Updated: 1, Unchanged: 1, Duplicates: 1, Rejected: 3, Unreadable: 1}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"list:2", "closed:0", "list:6"}, reasons); diff != "" {
		t.Error(diff)
	}
}

// An article that is rejected is kept as it was sent, or else in our own form.
func TestLoadKeepsWhatIsRejected(t *testing.T) {
	g := NewIngester(t.Context(), newMemArchive(), nil)
	defer g.Close()
	sent := Item{Form: FormFile, Bytes: []byte("<nitf/>")}
	for name, tt := range map[string]struct{ raw, want Item }{
		"as it was sent":  {sent, sent},
		"in our own form": {Item{}, Item{Form: FormArticle, Bytes: []byte(`{"id":"untitled","body":"text"}`)}},
	} {
		src := &sliceSource{items: []any{article("good", "text"), news.Article{ID: "untitled", Body: "text"}}, raw: tt.raw}
		var kept []Item
		if _, err := g.Load(t.Context(), src, Watch{Rejected: func(r *Rejection) { kept = append(kept, r.Item) }}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]Item{tt.want}, kept); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestLoadInManyChunks(t *testing.T) {
	archive := newMemArchive()
	g := NewIngester(t.Context(), archive, nil)
	defer g.Close()
	var items []any
	for _, a := range articles(3*loadSize+7, "text") {
		items = append(items, a)
	}
	last := 0
	report, err := g.Load(t.Context(), &sliceSource{items: items}, Watch{Progress: func(r Report) {
		if r.Read <= last {
			t.Errorf("progress from %d to %d", last, r.Read)
		}
		last = r.Read
	}})
	if err != nil || report.New != len(items) || last != len(items) || len(archive.texts()) != len(items) {
		t.Errorf("%+v, %v; progress ended at %d", report, err, last)
	}
}

func TestLoadEndsWithAnError(t *testing.T) {
	archive := newMemArchive()
	g := NewIngester(t.Context(), archive, nil)
	defer g.Close()
	broken := errors.New("the disk is gone")
	report, err := g.Load(t.Context(), &sliceSource{items: []any{article("a", "text"), broken}}, Watch{})
	if !errors.Is(err, broken) || report.New > 1 {
		t.Errorf("%+v, %v, want the source's error", report, err)
	}
	archive.fail(ErrFull)
	if _, err := g.Load(t.Context(), &sliceSource{items: []any{article("b", "text")}}, Watch{}); !errors.Is(err, ErrFull) {
		t.Errorf("%v, want ErrFull", err)
	}
}
