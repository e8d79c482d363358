package web_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web"
)

var (
	_ web.Searcher = (*fakeSearcher)(nil)
	_ web.Ingester = (*fakeStore)(nil)
	_ web.Articles = (*fakeStore)(nil)
	_ web.Tagger   = fakeTagger{}
	_ web.Names    = (*fakeNames)(nil)
)

// fakeSearcher answers every search alike and keeps what it was asked.
type fakeSearcher struct {
	asked   search.Request
	result  search.Result
	err     error
	panics  any
	walked  []news.Record
	similar int
}

func (f *fakeSearcher) Search(_ context.Context, r search.Request) (*search.Result, error) {
	f.asked = r
	if f.panics != nil {
		panic(f.panics)
	}
	result := f.result
	return &result, f.err
}

// Walk gives the hits as records, and fails behind them where err is set.
func (f *fakeSearcher) Walk(_ context.Context, r search.Request, v search.Visitor) (search.Walked, error) {
	f.asked = r
	if len(f.walked) == 0 && f.err != nil {
		return search.Walked{}, f.err
	}
	if err := v.Begin(search.Understood{Input: r.Q, Parsed: r.Q}, len(f.walked)); err != nil {
		return search.Walked{}, err
	}
	for i := range f.walked {
		if err := v.Visit(search.WalkHit{Record: &f.walked[i]}); err != nil {
			return search.Walked{}, err
		}
	}
	return search.Walked{Total: len(f.walked), Given: len(f.walked)}, f.err
}

// Similar gives the hits of the result as near-duplicates.
func (f *fakeSearcher) Similar(_ context.Context, _ *news.Record, _ news.Tags) (*search.Related, error) {
	return &search.Related{Duplicates: f.result.Hits, About: []search.Hit{}}, f.err
}

func (f *fakeSearcher) SimilarCount(context.Context, string) (int, error) { return f.similar, nil }

// fakeStore is an archive in memory.
type fakeStore struct {
	mu      sync.Mutex
	records map[string]news.Record
	former  []news.Record // texts that were replaced
	gone    map[string]bool
	seq     uint64
	puts    []int // the lengths of the chunks
	waited  uint64
	err     error // of every Put, from the failAt-th on
	failAt  int
	waitErr error
}

func newFakeStore() *fakeStore {
	return &fakeStore{records: map[string]news.Record{}, gone: map[string]bool{}}
}

func (s *fakeStore) Put(ctx context.Context, articles []news.Article) ([]index.Outcome, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.puts = append(s.puts, len(articles))
	if s.err != nil && len(s.puts) > s.failAt {
		return nil, fmt.Errorf("archive: disk at /var/secret: %w", s.err)
	}
	outcomes := make([]index.Outcome, len(articles))
	for i := range articles {
		outcomes[i] = s.put(articles[i])
	}
	return outcomes, ctx.Err()
}

func (s *fakeStore) put(a news.Article) index.Outcome {
	if a.ID == "" {
		a.ID = "derived-" + a.Title
	}
	if a.Title == "" {
		return index.Outcome{ID: a.ID, Status: index.Rejected, Err: fmt.Errorf("%w: title is missing", index.ErrInvalid)}
	}
	old, there := s.records[a.ID]
	if there && old.Title == a.Title && old.Body == a.Body {
		return index.Outcome{ID: a.ID, Status: index.Unchanged, Seq: old.Seq, Version: old.Version}
	}
	s.seq++
	if there {
		s.former = append(s.former, old)
	}
	r := news.Record{Article: a, Seq: s.seq, Version: old.Version + 1, FirstSeen: firstSeen, Changed: firstSeen}
	s.records[a.ID] = r
	delete(s.gone, a.ID)
	status := index.Created
	if there {
		status = index.Updated
	}
	return index.Outcome{ID: a.ID, Status: status, Seq: r.Seq, Version: r.Version}
}

func (s *fakeStore) Delete(_ context.Context, id string) (index.Outcome, error) {
	if s.gone[id] {
		return index.Outcome{}, fmt.Errorf("archive: %w", index.ErrGone)
	}
	if _, there := s.records[id]; !there {
		return index.Outcome{}, fmt.Errorf("archive: %w", index.ErrNotFound)
	}
	delete(s.records, id)
	s.gone[id] = true
	s.seq++
	return index.Outcome{ID: id, Status: index.Deleted, Seq: s.seq}, nil
}

func (s *fakeStore) Wait(_ context.Context, seq uint64) error {
	s.waited = seq
	return s.waitErr
}

func (s *fakeStore) Get(_ context.Context, id string) (news.Record, error) {
	if s.gone[id] {
		return news.Record{}, fmt.Errorf("archive: %w", index.ErrGone)
	}
	r, there := s.records[id]
	if !there {
		return news.Record{}, fmt.Errorf("archive: get %s: %w", id, index.ErrNotFound)
	}
	if u := r.Usage; u.HeldAt(firstSeen) {
		return news.Record{}, fmt.Errorf("archive: get %s: %w", id, &index.HeldError{Until: u.Embargo})
	}
	return r, nil
}

func (s *fakeStore) GetMany(ctx context.Context, ids []string) (found []news.Record, err error) {
	for _, id := range ids {
		if r, err := s.Get(ctx, id); err == nil {
			found = append(found, r)
		}
	}
	return found, nil
}

func (s *fakeStore) Versions(ctx context.Context, id string) ([]index.Version, error) {
	r, err := s.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	var list []index.Version
	for _, old := range s.former {
		if old.ID == id {
			list = append(list, index.Version{Number: old.Version, Stored: firstSeen})
		}
	}
	return append(list, index.Version{Number: r.Version, Stored: firstSeen, Current: true}), nil
}

func (s *fakeStore) GetVersion(ctx context.Context, id string, n int) (news.Record, error) {
	r, err := s.Get(ctx, id)
	if err != nil || r.Version == n {
		return r, err
	}
	for _, old := range s.former {
		if old.ID == id && old.Version == n {
			return old, nil
		}
	}
	return news.Record{}, index.ErrNotFound
}

// fakeTagger finds Rubio and May 2, once each, and dates what calls itself undated
// to May 2.
type fakeTagger struct{}

func (fakeTagger) Tag(a *news.Record) news.Tags {
	var tags news.Tags
	if i := strings.Index(a.Body, "Rubio"); i >= 0 {
		tags.Entities = []news.Entity{{
			Type: news.Person, Name: "Marco Rubio", ID: "person:marco-rubio",
			Mentions: []news.Mention{{Field: "body", Start: i, End: i + 5, Text: "Rubio"}},
		}}
	}
	if i := strings.Index(a.Body, "May 2"); i >= 0 {
		tags.Dates = []news.DateMention{{Value: "2025-05-02", Precision: "day", Field: "body", Start: i, End: i + 5, Text: "May 2"}}
	}
	if a.Published.IsZero() && strings.Contains(a.Body, "undated") {
		tags.Published = news.Date{Time: time.Date(2025, 5, 2, 0, 0, 0, 0, time.UTC), Precision: news.Day}
	}
	return tags
}

var firstSeen = time.Date(2025, 5, 9, 15, 4, 5, 0, time.UTC)

// site is a server with what is behind it.
type site struct {
	searcher *fakeSearcher
	store    *fakeStore
	options  web.Options
	handler  http.Handler
}

// newSite is a server on a loopback address; change may make it another.
func newSite(change ...func(*web.Options)) *site {
	s := &site{searcher: &fakeSearcher{}, store: newFakeStore()}
	s.options = web.Options{
		Searcher: s.searcher, Ingester: s.store, Articles: s.store, Tagger: fakeTagger{}, Names: new(fakeNames), Apart: new(fakeNames), Feeds: new(fakeFeeds), Jobs: fakeJobs{}, Retrier: fakeJobs{}, Hurry: hurryFake,
		Open: true, Version: "1.2.3",
	}
	for _, c := range change {
		c(&s.options)
	}
	s.handler = web.New(s.options).Handler()
	return s
}

// do sends a request; headers are pairs of name and value.
func (s *site) do(method, target, body string, headers ...string) *httptest.ResponseRecorder {
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	r := httptest.NewRequest(method, target, reader)
	r.Host = "localhost:8080"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func (s *site) get(target string, headers ...string) *httptest.ResponseRecorder {
	return s.do(http.MethodGet, target, "", headers...)
}

func wantStatus(t *testing.T, w *httptest.ResponseRecorder, want int) {
	t.Helper()
	if w.Code != want {
		t.Fatalf("status %d, want %d; body: %.500s", w.Code, want, w.Body)
	}
}

// fakeNames keeps merges in memory.
type fakeNames struct {
	all   []alias.Merge
	apart []alias.Apart
}

func (f *fakeNames) Merges(context.Context) (*alias.Table, error) {
	return alias.New(f.all, f.apart...), nil
}

func (f *fakeNames) KeepApart(_ context.Context, a alias.Apart) error {
	a, err := alias.New(f.all).CheckApart(a)
	if err == nil {
		f.apart = append(f.apart, a)
	}
	return err
}

func (f *fakeNames) DropApart(_ context.Context, a alias.Apart) error {
	a, err := alias.New(f.all).CheckApart(a)
	f.apart = slices.DeleteFunc(f.apart, func(have alias.Apart) bool { return have == a })
	return err
}

func (f *fakeNames) Merge(_ context.Context, m alias.Merge) error {
	m, err := alias.New(f.all).Check(m)
	if err == nil && !alias.New(f.all).Has(m) {
		f.all = append(f.all, m)
	}
	return err
}

func (f *fakeNames) Split(_ context.Context, m alias.Merge) error {
	if !alias.New(f.all).Has(m) {
		return alias.ErrNotMerged
	}
	f.all = slices.DeleteFunc(f.all, func(have alias.Merge) bool { return have.Type == m.Type && have.Name == m.Name })
	return nil
}
