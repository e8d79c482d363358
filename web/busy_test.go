package web_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web"
)

// shutStore stores nothing until it is opened.
type shutStore struct {
	*fakeStore
	open chan struct{}
	in   atomic.Int64 // requests that wait
}

func (s *shutStore) Put(ctx context.Context, articles []news.Article) ([]index.Outcome, error) {
	s.in.Add(1)
	<-s.open
	return s.fakeStore.Put(ctx, articles)
}

// Many clients send while the disk is slow: some are let in, the others are told
// to come again and do, and in the end everything is there.
func TestPostToABusyServer(t *testing.T) {
	const clients, fit = 60, 8 // each request costs 128 KB and its article
	store := &shutStore{fakeStore: newFakeStore(), open: make(chan struct{})}
	s := newSite(func(o *web.Options) { o.Ingester, o.Limits.InFlight = store, 1<<20 })
	refused := make(chan struct{}, clients)
	send := func(i int) *httptest.ResponseRecorder {
		return s.do("POST", "/api/v1/articles", fmt.Sprintf(`{"id":"a%d","title":"Quay opens","body":"On Monday."}`, i))
	}
	var group sync.WaitGroup
	for i := range clients {
		group.Go(func() {
			w := send(i)
			if w.Code == 429 {
				if w.Header().Get("Retry-After") != "2" || !strings.Contains(w.Body.String(), "urn:dateline:problem:busy") {
					t.Errorf("refused with %v: %s", w.Header(), w.Body)
				}
				refused <- struct{}{}
				<-store.open
			}
			for w.Code == 429 {
				w = send(i)
			}
			wantStatus(t, w, 201)
		})
	}
	for range clients - fit {
		<-refused
	}
	if in := store.in.Load(); in > fit {
		t.Errorf("%d requests were let in, want %d at most", in, fit)
	}
	close(store.open)
	group.Wait()
	if len(store.records) != clients {
		t.Errorf("%d articles are stored, want %d", len(store.records), clients)
	}
}

// A request under way hands on what it has where it would hold too much.
func TestPostHandsOnEarlierWhereMemoryIsShort(t *testing.T) {
	s := newSite(func(o *web.Options) { o.Limits.InFlight = 1 << 20 })
	var lines strings.Builder
	body := strings.Repeat("x", 64<<10)
	for i := range 100 {
		fmt.Fprintf(&lines, `{"id":"a%d","title":"Quay opens","body":"%s"}`+"\n", i, body)
	}
	wantStatus(t, s.do("POST", "/api/v1/articles", lines.String(), "Content-Type", "application/x-ndjson"), 200)
	if most := slices.Max(s.store.puts); most < 2 || most > 15 || len(s.store.records) != 100 {
		t.Errorf("%d articles at a time, %d in all", most, len(s.store.records))
	}
}

// What failed holds nothing afterwards.
func TestPostLetsGoOfWhatFailed(t *testing.T) {
	s := newSite(func(o *web.Options) { o.Limits.InFlight = 1 << 20 })
	article := fmt.Sprintf(`{"title":"Quay opens","body":"%s"}`, strings.Repeat("x", 200<<10))
	s.store.err = index.ErrFull
	for range 10 {
		wantStatus(t, s.do("POST", "/api/v1/articles", article), 507)
		wantStatus(t, s.do("POST", "/api/v1/articles", "nonsense"), 400)
		wantStatus(t, s.do("PUT", "/api/v1/articles/a", article), 507)
	}
	s.store.err = nil
	wantStatus(t, s.do("POST", "/api/v1/articles", article), 201)
}

// Nobody is refused up to the bound of what is not indexed yet.
func TestPostWhereTheIndexLags(t *testing.T) {
	var lag uint64
	s := newSite(func(o *web.Options) { o.Limits.Lag, o.Lag = 4, func() uint64 { return lag } })
	article := `{"title":"Quay opens","body":"On Monday."}`
	for lag = range 8 {
		want := map[bool]int{true: 429, false: 201}[lag > 4]
		wantStatus(t, s.do("POST", "/api/v1/articles", strings.Replace(article, "Quay", fmt.Sprint("Quay ", lag), 1)), want)
		wantStatus(t, s.do("PUT", fmt.Sprint("/api/v1/articles/a", lag), article), want)
	}
	unbounded := newSite(func(o *web.Options) { o.Limits.Lag, o.Lag = -1, func() uint64 { return 1 << 40 } })
	wantStatus(t, unbounded.do("POST", "/api/v1/articles", article), 201)
}
