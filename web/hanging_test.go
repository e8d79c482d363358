package web_test

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// Two hundred webhooks that never answer hold up neither what matches nor the
// articles that come in: every step ends while all of them still hang.
func TestHangingWebhooksHoldNothingUp(t *testing.T) {
	const hooks = 200
	d, release := newDesk(t), make(chan struct{})
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	defer hanging.Close()
	var saved []savedSearch
	for range hooks {
		saved = append(saved, d.save("q=ferry", hanging.URL))
	}
	var sent sync.WaitGroup
	for _, id := range []string{"a", "b", "c"} {
		d.put(id, "Ferry sails")
		if err := d.runner.Step(t.Context(), &sent); err != nil {
			t.Fatal(err)
		}
		last, err := d.archive.Last(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if done, err := d.archive.Percolated(t.Context()); err != nil || done != last {
			t.Errorf("matched up to %d of %d: %v", done, last, err)
		}
	}
	for _, search := range saved {
		kept, err := d.archive.Deliveries(t.Context(), search.ID, -1, 10)
		if err != nil || len(kept) != 3 {
			t.Fatalf("%d deliveries of a search are kept, want one for each article: %v", len(kept), err)
		}
	}
	close(release)
	sent.Wait()
}
