package blevesearch_test

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
	"github.com/dateline-search/dateline/search/query"
)

// BenchmarkHostile asks what is meant to hurt, each query for a whole page, of an
// engine that remembers nothing of it. It tells how long the answer or the refusal
// takes, and by how much the live heap grows meanwhile at most.
func BenchmarkHostile(b *testing.B) {
	docs := asMany(b)
	store := storeWith(b, docs)
	for _, q := range hostile(docs) {
		b.Run(q.name, func(b *testing.B) {
			ready := func() *search.Searcher {
				ours := search.New(search.Options{ // however busy the machine is
					Backend: blevesearch.New(store.Acquire, blevesearch.Options{}), Articles: docs, Key: make([]byte, 32), Timeout: time.Hour,
				})
				ask(b, ours, asked{kind: "word", words: []string{"the"}}, search.Newest) // it makes the columns
				return ours
			}
			first, second := ready(), ready()
			var took, busy time.Duration
			var most uint64
			refused := 0.0
			for b.Loop() {
				runtime.GC()
				began, used := time.Now(), spent()
				_, err := first.Search(b.Context(), q.request)
				took, busy = max(took, time.Since(began)), max(busy, spent()-used)
				if err != nil {
					refused = 1
					b.Log(err)
				}
				if err != nil && !errors.Is(err, search.ErrTooCostly) && !errors.Is(err, search.ErrTimeout) {
					b.Fatal(err)
				}
				most = max(most, grown(b, second, q.request))
			}
			b.ReportMetric(took.Seconds()*1000, "most-ms")
			b.ReportMetric(busy.Seconds()*1000, "busy-ms")
			b.ReportMetric(float64(most)/(1<<20), "most-MB")
			b.ReportMetric(refused, "refused")
		})
	}
}

// grown is by how much the heap grows at most, with as little garbage about as
// can be: it is looked at every few milliseconds.
func grown(b *testing.B, s *search.Searcher, r search.Request) uint64 {
	b.Helper()
	const percent = 10
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	before, done, peak := heap(), make(chan struct{}), make(chan uint64)
	go func() {
		most := before
		for {
			select {
			case <-done:
				peak <- most
				return
			case <-time.After(2 * time.Millisecond):
				most = max(most, live())
			}
		}
	}()
	_, _ = s.Search(b.Context(), r)
	close(done)
	most := <-peak - before
	runtime.KeepAlive(s)
	return most
}

// spent is how long the processor has worked for this process.
func spent() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// live is what the last collection of garbage left.
func live() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// assault is a request that is meant to hurt.
type assault struct {
	name    string
	request search.Request
}

// hostile are the kinds of it.
func hostile(docs stories) []assault {
	high, middle, _ := vocabulary(docs)
	all := slices.Concat(middle, high)
	every := func(n int, change func(i int, w string) string) []string {
		var words []string
		for i := range n {
			words = append(words, change(i, all[i%len(all)]))
		}
		return words
	}
	plain := func(_ int, w string) string { return w }
	short := func(i int, w string) string { return fmt.Sprintf("%.4s", w) }
	little := strings.Fields("the of to in and a said for that on is it with its at by from as be was will has an")
	or, and := " OR ", " "
	list := []assault{}
	add := func(name, q string) {
		for len(q) > query.MaxLength { // the last parts are left out
			q = q[:strings.LastIndexAny(q[:len(q)-1], " ")]
			q = strings.TrimSuffix(q, " OR")
		}
		r := search.Request{Q: q, Match: search.MatchAll}
		list = append(list, assault{name, r})
	}
	add("any", "*a*")
	add("wildcards", strings.Join(every(100, func(i int, w string) string { return "*" + w[:3] + "*" }), or))
	add("wildcards-and", strings.Join(every(100, func(i int, w string) string { return "*" + w[1:3] + "*" }), and))
	add("prefixes", strings.Join(every(500, func(i int, w string) string { return fmt.Sprintf("%.5s*", w) }), or))
	add("fuzzy", strings.Join(every(200, func(i int, w string) string { return w + "~2" }), or))
	add("fuzzy-and", strings.Join(every(200, func(i int, w string) string { return w + "~1" }), and))
	add("or-500", strings.Join(every(500, plain), or))
	add("or-titles", strings.Join(every(500, func(i int, w string) string { return "title:" + w }), or))
	add("and-500", strings.Join(every(500, plain), and))
	add("little", strings.Join(little, and))
	add("little-or", strings.Join(little, or))
	add("phrase-little", `"`+strings.Join(little, " ")+`"`)
	add("phrase-the", `"the the the the the the the the"`)
	add("phrase-exact", `="the of to in"`)
	add("phrase-stars", `"th* of t* i* a*"`)
	add("phrase-starry", `"`+strings.Join(every(30, func(i int, w string) string { return short(i, w) + "*" }), " ")+`"`)
	add("phrases", strings.Join(every(60, func(i int, w string) string { return `"the ` + w + `"` }), or))
	add("phrases-little", strings.Join(every(100, func(i int, w string) string {
		return `"` + little[i%20] + " " + little[(i/20*3+i+1)%20] + " " + little[(i/20*7+i+5)%20] + `"`
	}), or))
	add("paragraph", "the W/P of W/P to W/P in")
	add("sentence", "the W/S of W/S to W/S in")
	add("paragraphs", strings.Join(every(50, func(i int, w string) string { return "the W/P " + w }), or))
	add("near-255", "the NEAR/255 of NEAR/255 to NEAR/255 in")
	add("near-common", "the NEAR/5 of")
	add("nears", strings.Join(every(100, func(i int, w string) string { return "the NEAR/5 " + w }), or))
	add("nears-little", strings.Join(every(100, func(i int, w string) string { return little[i%20] + " NEAR/5 " + little[(i+1+i/20)%20] }), or))
	add("near-chain", strings.Join(little, " NEAR/5 "))
	add("pre-chain", strings.Join(little, " PRE/9 "))
	add("near-or", "("+strings.Join(every(150, plain), or)+") NEAR/9 ("+strings.Join(every(150, func(i int, w string) string { return all[(i+200)%len(all)] }), or)+")")
	add("near-stars", "(th* OR s* OR c*) NEAR/9 (o* OR p* OR a*)")
	add("near-starry", "(prod* OR ship* OR cont*) NEAR/9 (comp* OR stat* OR pres*)")
	add("near-quoted", `"`+strings.Join(little[:12], " ")+`"~50`)
	add("atleast", "ATLEAST/30 the")
	add("atleast-or", "ATLEAST/30 ("+strings.Join(every(200, plain), or)+")")
	add("atleasts", strings.Join(every(100, func(i int, w string) string { return "ATLEAST/2 " + w }), or))
	add("cased", strings.Join(every(200, func(i int, w string) string { return "=" + strings.ToUpper(w[:1]) + w[1:] }), or))
	add("cased-little", "=The =Of =To =In =And =A =Said")
	add("nested", strings.Repeat("(", 60)+"the"+strings.Repeat(" OR of)", 60))
	add("nested-not", strings.Repeat("NOT (the ", 30)+"of"+strings.Repeat(")", 30))
	add("nots", strings.Join(every(500, func(i int, w string) string { return "-" + w }), and))
	add("not-phrases", strings.Join(every(60, func(i int, w string) string { return `-"the ` + w + `"` }), and))
	add("mentions", "mentions:>=1000 OR mentions:<=3000 OR "+strings.Join(every(200, func(i int, w string) string { return fmt.Sprintf("mentions:%d", 1800+i) }), or))
	add("values", strings.Join(every(300, func(i int, w string) string { return "person:" + string(rune('a'+i%26)) + " " + w }), or))
	add("dates", strings.Join(every(400, func(i int, w string) string { return fmt.Sprintf("published:1986-%02d-%02d", 1+i%12, 1+i%28) }), or))
	add("regexp", "/.*(a+)+$/ a*b*c*d*e*f*g*h*")
	add("stars", "*a*b*c* OR *e*a*t* OR ?*?*?*s OR *?a*?b*")
	most := search.Request{Match: search.MatchAuto, Q: strings.Join(every(60, func(i int, w string) string { return w + fmt.Sprintf("zq%d", i) }), and)}
	list = append(list, assault{"auto-none", most})
	most.Q = strings.Join(every(60, plain), and)
	list = append(list, assault{"auto-60", most}, assault{"any-60", search.Request{Q: most.Q, Match: search.MatchAny}})
	most.Q = strings.Join(every(400, plain), and)
	list = append(list, assault{"auto-500", most})
	size := search.MaxSize
	list = append(list, assault{"facets", search.Request{
		Facets: schema.Facets(), FacetSize: search.MaxFacetSize, Size: &size, Interval: search.IntervalHour, Collapse: true,
		Filters: map[string][]string{schema.Place: {"usa"}, schema.Source: {"-Reuters"}, schema.Lang: {"en"}},
	}}, assault{"facet-words", search.Request{
		Facets: schema.Facets(), FacetSize: search.MaxFacetSize, FacetWords: true, FacetPrefix: map[string]string{schema.Person: "a", schema.Place: "s"},
	}})
	return list
}
