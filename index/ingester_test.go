package index

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

func TestIngesterAnswersForEachArticle(t *testing.T) {
	g := NewIngester(t.Context(), newMemArchive(), nil)
	defer g.Close()
	sent := []news.Article{article("a", "one"), {ID: "b", Body: "no title"}, article("c", "three"), article("a", "one")}
	outcomes, err := g.Put(t.Context(), sent)
	if err != nil {
		t.Fatal(err)
	}
	got := statuses(outcomes)
	if diff := cmp.Diff([]string{"a created", "b rejected", "c created", "a unchanged"}, got); diff != "" {
		t.Error(diff)
	}
	var field *news.FieldError
	if err := outcomes[1].Err; !errors.Is(err, ErrInvalid) || !errors.As(err, &field) || field.Field != "title" {
		t.Errorf("reason of the rejection: %v, want the title named", err)
	}
}

func statuses(outcomes []Outcome) []string {
	var s []string
	for _, o := range outcomes {
		s = append(s, o.ID+" "+string(o.Status))
	}
	return s
}

func TestIngesterSharesTransactions(t *testing.T) {
	archive := newMemArchive()
	archive.slow = 5 * time.Millisecond
	g := NewIngester(t.Context(), archive, nil)
	const clients = 200
	var group sync.WaitGroup
	for i := range clients {
		group.Go(func() {
			id := fmt.Sprint("a", i)
			outcomes, err := g.Put(context.Background(), []news.Article{article(id, "text")})
			if err != nil || outcomes[0].ID != id || outcomes[0].Status != Created {
				t.Errorf("put %s: %v, %v", id, outcomes, err)
			}
		})
	}
	group.Wait()
	g.Close()
	if archive.puts > clients/4 {
		t.Errorf("%d transactions for %d clients: they were not put together", archive.puts, clients)
	}
}

func TestIngesterSplitsWhatIsLarge(t *testing.T) {
	archive := newMemArchive()
	g := NewIngester(t.Context(), archive, nil)
	defer g.Close()
	outcomes, err := g.Put(t.Context(), articles(2*groupSize+1, "text"))
	if err != nil || len(outcomes) != 2*groupSize+1 {
		t.Fatalf("%d outcomes, %v", len(outcomes), err)
	}
	if archive.puts != 3 {
		t.Errorf("%d transactions, want 3", archive.puts)
	}
	for i, o := range outcomes {
		if want := fmt.Sprintf("a%04d", i); o.ID != want {
			t.Fatalf("outcome %d is of %s, want %s", i, o.ID, want)
		}
	}
}

func TestIngesterTellsEveryoneOfAFailure(t *testing.T) {
	archive := newMemArchive()
	archive.slow, archive.err = time.Millisecond, fmt.Errorf("archive: %w", ErrFull)
	g := NewIngester(t.Context(), archive, nil)
	defer g.Close()
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			if _, err := g.Put(t.Context(), articles(i+1, "text")); !errors.Is(err, ErrFull) {
				t.Errorf("got %v, want ErrFull", err)
			}
		})
	}
	group.Wait()
}

func TestIngesterRefusesAfterClose(t *testing.T) {
	g := NewIngester(t.Context(), newMemArchive(), nil)
	g.Close()
	g.Close()
	if _, err := g.Put(t.Context(), articles(1, "text")); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func TestIngesterLetsGoOfACallerThatGivesUp(t *testing.T) {
	archive := newMemArchive()
	archive.slow = 50 * time.Millisecond
	g := NewIngester(t.Context(), archive, nil)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := g.Put(ctx, articles(1, "text")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the deadline", err)
	}
	if _, err := g.Put(t.Context(), articles(2, "text")); err != nil {
		t.Errorf("the next caller: %v", err)
	}
	g.Close()
}

func TestIngesterDelete(t *testing.T) {
	g := NewIngester(t.Context(), newMemArchive(), nil)
	defer g.Close()
	if _, err := g.Put(t.Context(), articles(1, "text")); err != nil {
		t.Fatal(err)
	}
	if o, err := g.Delete(t.Context(), "a0000"); err != nil || o.Status != Deleted {
		t.Errorf("delete: %v, %v", o, err)
	}
	if _, err := g.Delete(t.Context(), "nobody"); !errors.Is(err, ErrNotFound) {
		t.Errorf("delete of an unknown one: %v, want ErrNotFound", err)
	}
}

// What cannot be found yet is counted from what this Ingester stored first.
func TestIngesterLag(t *testing.T) {
	s := newStation(t, newMemGeneration("v2"))
	if _, err := s.archive.Put(t.Context(), articles(5, "stored before")); err != nil {
		t.Fatal(err)
	}
	s.put(t, 2, "stored before") // nothing new
	if lag := s.in.Lag(); lag != 0 {
		t.Errorf("lag %d before anything was stored", lag)
	}
	s.put(t, 20, "new")
	if lag := s.in.Lag(); lag != 20 {
		t.Errorf("lag %d, want 20", lag)
	}
	s.run(t)
	s.settle(t)
	if lag := s.in.Lag(); lag != 0 {
		t.Errorf("lag %d when all is found", lag)
	}
	alone := NewIngester(t.Context(), newMemArchive(), nil)
	defer alone.Close()
	if _, err := alone.Put(t.Context(), articles(5, "text")); err != nil || alone.Lag() != 0 {
		t.Errorf("lag %d where nothing is indexed, %v", alone.Lag(), err)
	}
}

// The date that an address or a dateline states is stored as the article's, and
// sending it again changes nothing.
func TestIngesterFindsTheDate(t *testing.T) {
	archive := newMemArchive()
	g := NewIngester(t.Context(), archive, nil)
	defer g.Close()
	a := news.Article{ID: "a", Title: "Harbour shut", Body: "No ships.", URL: "https://post.example/2025/05/08/harbour"}
	for _, want := range []string{"a created", "a unchanged"} {
		outcomes, err := g.Put(t.Context(), []news.Article{a})
		if err != nil || statuses(outcomes)[0] != want {
			t.Fatalf("%v, %v; want %s", statuses(outcomes), err, want)
		}
	}
	records, err := archive.Since(t.Context(), 0, 1)
	if err != nil || len(records) != 1 || records[0].Published.String() != "2025-05-08" || records[0].PublishedFrom() != "url" {
		t.Errorf("stored %+v, %v", records, err)
	}
}
