package search_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/searchtest"
)

// texts are the articles that an archive has by id.
type texts map[string]news.Record

func (a texts) GetMany(_ context.Context, ids []string) ([]news.Record, error) {
	var found []news.Record
	for _, id := range ids {
		if r, there := a[id]; there {
			found = append(found, r)
		}
	}
	return found, nil
}

// room is an engine and an archive with the same articles, and a clock.
type room struct {
	engine  *searchtest.Fake
	archive texts
	clock   time.Time
	*search.Searcher
}

func open(docs ...index.Document) *room {
	r := &room{engine: searchtest.NewFake(), archive: texts{}, clock: time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)}
	r.add(docs...)
	r.Searcher = search.New(search.Options{
		Backend: r.engine, Articles: r.archive, Key: []byte("sixteen bytes or"), Now: func() time.Time { return r.clock },
	})
	return r
}

func (r *room) add(docs ...index.Document) {
	r.engine.Add(docs...)
	for i := range docs {
		r.archive[docs[i].ID] = docs[i].Record
	}
}

func (r *room) search(t *testing.T, request search.Request) *search.Result {
	t.Helper()
	result, err := r.Search(t.Context(), request)
	if err != nil {
		t.Fatalf("search %+v: %v", request, err)
	}
	return result
}

// article has one title for all, so that bodies alone decide the relevance.
func article(id, body string, change ...func(*index.Document)) index.Document {
	var d index.Document
	d.ID, d.Title, d.Body, d.Lang = id, "Untitled", body, "en"
	d.FirstSeen = time.Date(2025, 5, 20, 8, 0, 0, 0, time.UTC)
	for _, c := range change {
		c(&d)
	}
	return d
}

func at(date string) func(*index.Document) {
	return func(d *index.Document) {
		var err error
		if d.Published, err = news.ParseDate(date); err != nil {
			panic(err)
		}
	}
}

func ids(hits []search.Hit) []string {
	all := []string{}
	for i := range hits {
		all = append(all, hits[i].ID)
	}
	return all
}

func TestMatch(t *testing.T) {
	r := open(article("a", "harbour ferry"), article("b", "harbour strike"), article("c", "tower"))
	note := func(all, least string) []query.Note {
		return []query.Note{{Position: -1, Message: "No article has all " + all + "; these have at least " + least + " of them."}}
	}
	tests := []struct {
		name, q string
		match   search.Match
		want    []string
		notes   []query.Note
	}{
		{"all there", "harbour ferry", "", []string{"a"}, []query.Note{}},
		{"two of three", "harbour ferry strike", "", []string{"a", "b"}, note("3", "2")},
		{"auto by name", "harbour ferry strike", search.MatchAuto, []string{"a", "b"}, note("3", "2")},
		{"one of two", "ferry tower", "", []string{"a", "c"}, note("2", "1")},
		{"one of three", "strike missing absent", "", []string{"b"}, note("3", "1")},
		{"none of two", "missing absent", "", []string{}, []query.Note{}},
		{"nothing to give up", "missing", "", []string{}, []query.Note{}},
		{"a value is not given up", "harbour tower source:Nowhere", "", []string{}, []query.Note{}},
		{"an exclusion is not given up", "ferry tower -harbour", "", []string{"c"}, note("2", "1")},
		{"all", "harbour ferry strike", search.MatchAll, []string{}, []query.Note{}},
		{"any", "ferry tower", search.MatchAny, []string{"a", "c"}, []query.Note{}},
		{"any, all there", "harbour ferry", search.MatchAny, []string{"a", "b"}, []query.Note{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := r.search(t, search.Request{Q: tt.q, Match: tt.match, Sort: search.Newest})
			if diff := cmp.Diff(tt.want, ids(got.Hits)); diff != "" || got.Total != len(tt.want) {
				t.Errorf("total %d (-want +got):\n%s", got.Total, diff)
			}
			if diff := cmp.Diff(tt.notes, got.Query.Notes, cmpopts.IgnoreFields(query.Note{}, "Reason")); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

// What cannot be found yet is said beside what was done to the query, in whatever
// form the result is asked for.
func TestLacking(t *testing.T) {
	r, lacking := open(article("a", "harbour")), ""
	s := search.New(search.Options{
		Backend: r.engine, Articles: r.archive, Key: []byte("sixteen bytes or"), Lacking: func() string { return lacking },
	})
	for _, tt := range []struct {
		q, lacking string
		notes      []string
	}{
		{"harbour", "", nil},
		{"harbour", "Much is lacking.", []string{"Much is lacking."}},
		{`"harbour`, "Much is lacking.", []string{`The closing quote was missing; it was put at the end.`, "Much is lacking."}},
	} {
		lacking = tt.lacking
		result, err := s.Search(t.Context(), search.Request{Q: tt.q})
		if err != nil {
			t.Fatal(err)
		}
		var walked understood
		if _, err := s.Walk(t.Context(), search.Request{Q: tt.q}, &walked); err != nil {
			t.Fatal(err)
		}
		for _, notes := range [][]query.Note{result.Query.Notes, walked.Notes} {
			if notes == nil || len(notes) != len(tt.notes) {
				t.Fatalf("%s: notes %v, want %q", tt.q, notes, tt.notes)
			}
			if n := len(notes); n > 0 && (notes[n-1].Message != tt.lacking || notes[n-1].Position != -1) {
				t.Errorf("%s: notes %v, want %q at the end", tt.q, notes, tt.lacking)
			}
		}
	}
}

// understood visits what a walk says of its query.
type understood search.Understood

func (u *understood) Begin(q search.Understood, _ int) error { *u = understood(q); return nil }
func (*understood) Visit(search.WalkHit) error               { return nil }

// What was asked and what was searched are told apart.
func TestUnderstood(t *testing.T) {
	r := open(article("a", "harbour"), article("b", "ferry"))
	got := r.search(t, search.Request{Q: "Harbour  ferry"})
	want := search.Understood{Input: "Harbour  ferry", Parsed: "harbour AND ferry", Notes: got.Query.Notes}
	if diff := cmp.Diff(want, got.Query); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if most, ok := got.Node.(query.Most); !ok || most.Min != 1 {
		t.Errorf("searched %v, want at least one of the words", got.Node)
	}
	if got := r.search(t, search.Request{Q: "missing absent"}); got.Node.String() != "missing AND absent" {
		t.Errorf("searched %v where no word was found, want all of them", got.Node)
	}
	if got := r.search(t, search.Request{Q: "harbour ferry", Match: search.MatchAny}); got.Query.Parsed != "harbour OR ferry" {
		t.Errorf("parsed %q", got.Query.Parsed)
	}
}

func TestSyntaxErrors(t *testing.T) {
	r := open(article("a", "open harbour"))
	got := r.search(t, search.Request{Q: `harbour "open`})
	if got.Total != 1 || len(got.Query.Notes) != 1 || got.Query.Notes[0].Position != 8 {
		t.Errorf("total %d, notes %+v, want the quote repaired", got.Total, got.Query.Notes)
	}
	for name, request := range map[string]search.Request{
		"strict":      {Q: `harbour "open`, Strict: true},
		"not a month": {Q: "harbour published:2025-13"},
	} {
		_, err := r.Search(t.Context(), request)
		var syntax *query.SyntaxError
		if !errors.As(err, &syntax) || syntax.Position < 8 || syntax.Message == "" {
			t.Errorf("%s: error %v, want a SyntaxError behind harbour", name, err)
		}
	}
	if _, err := r.Search(t.Context(), search.Request{Q: "harbour", Strict: true}); err != nil {
		t.Errorf("strict refuses what needs no repair: %v", err)
	}
}

func TestDefaultSort(t *testing.T) {
	r := open(article("often", "ferry ferry", at("2025-05-01")), article("once", "ferry boat", at("2025-05-02")))
	for q, want := range map[string][]string{
		"ferry": {"often", "once"}, "": {"once", "often"}, "published:2025": {"once", "often"}, "-boat": {"often"},
	} {
		if diff := cmp.Diff(want, ids(r.search(t, search.Request{Q: q, NoRecency: true}).Hits)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", q, diff)
		}
	}
}

func TestCount(t *testing.T) {
	r := open(article("a", "x"), article("b", "x"))
	if n, err := r.Count(t.Context()); n != 2 || err != nil {
		t.Errorf("count %d, %v, want 2", n, err)
	}
}

// engine answers with a function.
type engine func(ctx context.Context, p *search.Plan) (*search.Answer, error)

func (e engine) Find(ctx context.Context, p *search.Plan) (*search.Answer, error) { return e(ctx, p) }

func (engine) Count(context.Context) (int, error)                                   { return 0, nil }
func (engine) Walk(context.Context, *search.Plan, func(*search.Answer) error) error { return nil }

func (e engine) Spell(context.Context, []string) (map[string]string, error) { return nil, nil }

// archive answers with a function.
type archive func(ctx context.Context) ([]news.Record, error)

func (a archive) GetMany(ctx context.Context, _ []string) ([]news.Record, error) { return a(ctx) }

func waitingEngine(ctx context.Context, _ *search.Plan) (*search.Answer, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func waitingArchive(ctx context.Context) ([]news.Record, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func TestErrorsArePassedOn(t *testing.T) {
	broken := errors.New("the disk is gone")
	noEngine := func(context.Context, *search.Plan) (*search.Answer, error) { return nil, search.ErrTooCostly }
	noArchive := func(context.Context) ([]news.Record, error) { return nil, broken }
	s := search.New(search.Options{Backend: engine(noEngine), Articles: texts{}})
	if _, err := s.Search(t.Context(), search.Request{Q: "two words"}); !errors.Is(err, search.ErrTooCostly) {
		t.Errorf("error %v, want the engine's", err)
	}
	s = search.New(search.Options{Backend: searchtest.NewFake(article("a", "x")), Articles: archive(noArchive)})
	if _, err := s.Search(t.Context(), search.Request{}); !errors.Is(err, broken) {
		t.Errorf("error %v, want the archive's", err)
	}
}

func TestTimeout(t *testing.T) {
	for name, o := range map[string]search.Options{
		"engine":  {Backend: engine(waitingEngine), Articles: texts{}},
		"archive": {Backend: searchtest.NewFake(article("a", "x")), Articles: archive(waitingArchive)},
	} {
		o.Timeout = 2 * time.Millisecond
		_, err := search.New(o).Search(t.Context(), search.Request{})
		if !errors.Is(err, search.ErrTimeout) || !errors.Is(err, search.ErrUnavailable) {
			t.Errorf("%s: error %v, want ErrTimeout, which is an ErrUnavailable", name, err)
			continue
		}
		for _, said := range []string{"2ms", "ask for less"} {
			if !strings.Contains(err.Error(), said) {
				t.Errorf("%s: %q does not say %q", name, err, said)
			}
		}
	}
}

// A reader who went away is no fault of the engine.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := search.New(search.Options{Backend: engine(waitingEngine)}).Search(ctx, search.Request{})
	if !errors.Is(err, context.Canceled) || errors.Is(err, search.ErrUnavailable) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}

func TestDefaultTimeout(t *testing.T) {
	var left time.Duration
	look := func(ctx context.Context, _ *search.Plan) (*search.Answer, error) {
		if deadline, set := ctx.Deadline(); set {
			left = time.Until(deadline)
		}
		return nil, search.ErrUnavailable
	}
	_, err := search.New(search.Options{Backend: engine(look)}).Search(t.Context(), search.Request{})
	if !errors.Is(err, search.ErrUnavailable) || left <= 0 || left > search.DefaultTimeout {
		t.Errorf("error %v with %v left, want at most %v", err, left, search.DefaultTimeout)
	}
}
