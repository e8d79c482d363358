package metrics

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Request is one request that was answered.
type Request struct {
	Method string // "other" where it is none that is served
	Route  string // the pattern, not the address: there must be few
	Status int
}

// bounds are the ends of the buckets of latency, in seconds: from a search in
// memory to one that its deadline ends.
func bounds() []float64 {
	return []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}
}

// latency is how long the requests of a route took.
type latency struct {
	buckets []uint64 // by bound; what took longer is in count alone
	count   uint64
	seconds float64
}

// Requests counts requests. It is safe for use by many goroutines. The zero value
// has counted none.
type Requests struct {
	mu      sync.Mutex
	counts  map[Request]uint64
	latency map[string]*latency // by route
}

// Add counts a request and how long it took.
func (r *Requests) Add(of Request, took time.Duration) {
	seconds := took.Seconds()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.counts == nil {
		r.counts, r.latency = map[Request]uint64{}, map[string]*latency{}
	}
	r.counts[of]++
	l := r.latency[of.Route]
	if l == nil {
		l = &latency{buckets: make([]uint64, len(bounds()))}
		r.latency[of.Route] = l
	}
	l.count++
	l.seconds += seconds
	if i, _ := slices.BinarySearch(bounds(), seconds); i < len(l.buckets) {
		l.buckets[i]++
	}
}

func (r *Requests) write(t *text) {
	r.mu.Lock()
	defer r.mu.Unlock()
	const total, duration = "dateline_http_requests_total", "dateline_http_request_duration_seconds"
	t.family(total, counter, "Requests answered, by method, route and status.")
	for _, of := range slices.SortedFunc(maps.Keys(r.counts), func(a, b Request) int {
		return cmp.Or(cmp.Compare(a.Route, b.Route), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Status, b.Status))
	}) {
		t.sample(total, float64(r.counts[of]), label{"method", of.Method}, label{"route", of.Route}, label{"status", strconv.Itoa(of.Status)})
	}
	t.family(duration, histogram, "How long requests took until the end of their answer, by route.")
	for _, route := range slices.Sorted(maps.Keys(r.latency)) {
		r.latency[route].write(t, duration, label{"route", route})
	}
}

// write gives the buckets as the format has them: each holds those below it.
func (l *latency) write(t *text, name string, route label) {
	below := uint64(0)
	for i, bound := range bounds() {
		below += l.buckets[i]
		t.sample(name+"_bucket", float64(below), route, label{"le", number(bound)})
	}
	t.sample(name+"_bucket", float64(l.count), route, label{"le", "+Inf"})
	t.sample(name+"_sum", l.seconds, route)
	t.sample(name+"_count", float64(l.count), route)
}
