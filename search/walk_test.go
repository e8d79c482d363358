package search_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
)

// collector keeps what a walk gives; visit may do more, or fail.
type collector struct {
	begun int
	query search.Understood
	total int
	ids   []string
	visit func() error
}

func (c *collector) Begin(query search.Understood, total int) error {
	c.begun++
	c.query, c.total = query, total
	return nil
}

func (c *collector) Visit(h search.WalkHit) error {
	c.ids = append(c.ids, h.Record.ID)
	if c.visit != nil {
		return c.visit()
	}
	return nil
}

func TestWalkGivesWhatIsSearched(t *testing.T) {
	var docs []index.Document
	for i := range 700 { // more than a batch of texts and than a page
		docs = append(docs, article(fmt.Sprintf("%04d", i), []string{"harbour ferry", "harbour", "tower"}[i%3]))
	}
	r := open(docs...)
	size := 3
	for _, request := range []search.Request{
		{},
		{Q: "harbour"},
		{Q: "ferry harbour", Sort: search.Oldest},
		{Q: "absent"},
		{Q: "harbour ferry tower"}, // loosened to two of three
		{Q: "harbour", Size: &size, Facets: []string{"person"}, FacetSize: 5}, // parameters of a page
	} {
		var c collector
		walked, err := r.Walk(t.Context(), request, &c)
		if err != nil {
			t.Fatalf("%+v: %v", request, err)
		}
		var want []string
		var total int
		for page := request; ; {
			page.Size = nil
			result := r.search(t, page)
			total = result.Total
			want = append(want, ids(result.Hits)...)
			if page.Cursor = result.Next; page.Cursor == "" {
				break
			}
		}
		if diff := cmp.Diff(want, c.ids); diff != "" || c.begun != 1 {
			t.Errorf("%q: begun %d times (-pages +walk):\n%s", request.Q, c.begun, diff)
		}
		if c.total != total || walked != (search.Walked{Total: total, Given: total}) {
			t.Errorf("%q: total %d and %+v, want %d", request.Q, c.total, walked, total)
		}
	}
}

func TestWalkLeavesOutWhatWasDeleted(t *testing.T) {
	r := open(article("a", "ferry"), article("b", "ferry"), article("c", "ferry"))
	delete(r.archive, "b")
	var c collector
	walked, err := r.Walk(t.Context(), search.Request{Q: "ferry"}, &c)
	if want := (search.Walked{Total: 3, Given: 2}); err != nil || walked != want || len(c.ids) != 2 {
		t.Errorf("%+v and %v, want %+v; error %v", walked, c.ids, want, err)
	}
}

func TestWalkFails(t *testing.T) {
	r := open(article("a", "ferry"), article("b", "ferry"))
	enough := errors.New("enough")
	c := collector{visit: func() error { return enough }}
	if _, err := r.Walk(t.Context(), search.Request{}, &c); !errors.Is(err, enough) || len(c.ids) != 1 {
		t.Errorf("visits %v, error %v, want the visitor's", c.ids, err)
	}
	if _, err := r.Walk(t.Context(), search.Request{Sort: "odd"}, &c); !errors.Is(err, search.ErrBadRequest) {
		t.Errorf("error %v for a wrong request", err)
	}
	slow := search.New(search.Options{Backend: stuck{}, Articles: r.archive, Key: []byte("sixteen bytes or"), Timeout: time.Millisecond})
	if _, err := slow.Walk(t.Context(), search.Request{Q: "ferry"}, &c); !errors.Is(err, search.ErrTimeout) {
		t.Errorf("error %v of an engine that does not answer", err)
	}
	// The limit is the engine's: a visitor may take longer.
	patient := search.New(search.Options{Backend: r.engine, Articles: r.archive, Key: []byte("sixteen bytes or"), Timeout: 50 * time.Millisecond})
	c = collector{visit: func() error { time.Sleep(60 * time.Millisecond); return nil }}
	if _, err := patient.Walk(t.Context(), search.Request{}, &c); err != nil || len(c.ids) != 2 {
		t.Errorf("a slow visitor gets %v, %v", c.ids, err)
	}
}

// stuck answers when its context ends.
type stuck struct{ engine }

func (stuck) Walk(ctx context.Context, _ *search.Plan, _ func(*search.Answer) error) error {
	<-ctx.Done()
	return ctx.Err()
}
