package search_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
)

// ferries are five articles, two of them equal in every order.
func ferries() []index.Document {
	return []index.Document{
		article("a", "ferry and a boat", at("2025-05-01")),
		article("b", "ferry and ferry again", at("2025-05-03")),
		article("c", "ferry and ferry again", at("2025-05-03")),
		article("d", "ferry ferry ferry again", at("2025-05-02")),
		article("e", "a boat that was never on time and a ferry"), // first seen on May 20
	}
}

func orders() map[search.Sort][]string {
	return map[search.Sort][]string{
		search.Relevance: {"d", "b", "c", "a", "e"},
		search.Newest:    {"e", "b", "c", "d", "a"},
		search.Oldest:    {"a", "d", "b", "c", "e"},
	}
}

// walk goes through all pages of a request and calls between after each.
func walk(t *testing.T, r *room, request search.Request, between func(page int)) []string {
	t.Helper()
	var seen []string
	for page := 1; page < 100; page++ {
		result := r.search(t, request)
		if len(result.Hits) > *request.Size {
			t.Fatalf("%d hits on a page of %d", len(result.Hits), *request.Size)
		}
		seen = append(seen, ids(result.Hits)...)
		if result.Next == "" {
			return seen
		}
		request.Cursor = result.Next
		between(page)
	}
	t.Fatal("paging does not end")
	return nil
}

func TestPaging(t *testing.T) {
	r := open(ferries()...)
	for order, want := range orders() {
		for size := 1; size <= len(want)+1; size++ {
			request := search.Request{Q: "ferry", Sort: order, Size: &size, NoRecency: true}
			if diff := cmp.Diff(want, walk(t, r, request, func(int) {})); diff != "" {
				t.Errorf("%s by %d (-want +got):\n%s", order, size, diff)
			}
		}
	}
}

// Articles that arrive between pages may be seen or not; those that were there
// are seen once and in their order.
func TestPagingWhileArticlesArrive(t *testing.T) {
	for order, want := range orders() {
		for size := 1; size <= len(want); size++ {
			r := open(ferries()...)
			arrive := func(page int) {
				if page > len(want) {
					return
				}
				r.clock = r.clock.Add(time.Hour)
				r.add(
					article(fmt.Sprintf("0 ties %d", page), "ferry and ferry again", at("2025-05-03")),
					article(fmt.Sprintf("z ties %d", page), "ferry and ferry again", at("2025-05-03")),
					article(fmt.Sprintf("new %d", page), strings.Repeat("ferry ", 9), at("2025-05-31")),
					article(fmt.Sprintf("old %d", page), strings.Repeat("many words and a ferry ", 9), at("1931-05-31")),
				)
			}
			seen := map[string]bool{}
			var early []string
			for _, id := range walk(t, r, search.Request{Q: "ferry", Sort: order, Size: &size}, arrive) {
				if seen[id] {
					t.Errorf("%s by %d: %s is seen twice", order, size, id)
				}
				seen[id] = true
				if len(id) == 1 {
					early = append(early, id)
				}
			}
			if diff := cmp.Diff(want, early); diff != "" {
				t.Errorf("%s by %d (-want +got):\n%s", order, size, diff)
			}
		}
	}
}

// What last: counts back from must not move while someone reads.
func TestPagingWhileTimePasses(t *testing.T) {
	r := open(article("a", "x", at("2025-05-31T12:00:02Z")), article("b", "x", at("2025-05-31T12:00:01Z")))
	size := 1
	request := search.Request{Q: "last:24h", Size: &size}
	got := walk(t, r, request, func(int) { r.clock = r.clock.Add(time.Minute) })
	if diff := cmp.Diff([]string{"a", "b"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The pages of a query that was loosened are all of the loosened query.
func TestPagingLoosened(t *testing.T) {
	r := open(article("a", "harbour ferry"), article("b", "harbour strike"), article("c", "ferry strike"), article("d", "ferry"))
	size := 1
	request := search.Request{Q: "harbour ferry strike", Sort: search.Newest, Size: &size}
	arrive := func(int) { r.add(article("all", "harbour ferry strike", at("2025-05-01"))) }
	if diff := cmp.Diff([]string{"a", "b", "c", "all"}, walk(t, r, request, arrive)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	r = open(article("a", "harbour ferry"), article("b", "harbour strike"))
	first := r.search(t, request)
	request.Cursor = first.Next
	second := r.search(t, request)
	if diff := cmp.Diff(first.Query, second.Query); diff != "" || len(second.Query.Notes) != 1 {
		t.Errorf("the second page was read otherwise (-first +second):\n%s", diff)
	}
}

// A search that began with all words ends with them, whatever is deleted.
func TestPagingIsNotLoosenedLater(t *testing.T) {
	both, one := "harbour ferry", 1
	r := open(article("a", both), article("b", both), article("c", "harbour"))
	gone := func(int) {
		for _, id := range []string{"a", "b"} {
			var tombstone index.Document
			tombstone.ID, tombstone.Deleted = id, true
			r.add(tombstone)
		}
	}
	got := walk(t, r, search.Request{Q: both, Sort: search.Newest, Size: &one}, gone)
	if diff := cmp.Diff([]string{"a"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Counts are those of the whole search on every page.
func TestPagesCountAlike(t *testing.T) {
	r := open(ferries()...)
	zero, two := 0, 2
	first := r.search(t, search.Request{Q: "ferry", Size: &two})
	second := r.search(t, search.Request{Q: "ferry", Size: &two, Cursor: first.Next})
	none := r.search(t, search.Request{Q: "ferry", Size: &zero})
	for name, other := range map[string]*search.Result{"second page": second, "size 0": none} {
		if other.Total != 5 {
			t.Errorf("%s: total %d, want 5", name, other.Total)
		}
		if diff := cmp.Diff(first.Facets, other.Facets); diff != "" {
			t.Errorf("%s: facets (-first +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(first.Timeline, other.Timeline); diff != "" {
			t.Errorf("%s: timeline (-first +got):\n%s", name, diff)
		}
	}
	if len(none.Hits) != 0 || none.Next != "" {
		t.Errorf("size 0: hits %v, next %q", ids(none.Hits), none.Next)
	}
}

// paged is a request whose cursor the tests below use elsewhere.
func paged(size *int) search.Request {
	return search.Request{
		Q: "ferry boat", From: "2025-01", To: "2025-12", Size: size,
		Filters: map[string][]string{"lang": {"en"}, "source": {"-Other"}},
	}
}

func refused(t *testing.T, name string, r *room, request search.Request) {
	t.Helper()
	_, err := r.Search(t.Context(), request)
	var wrong *search.ParamError
	if !errors.As(err, &wrong) || !errors.Is(err, search.ErrBadRequest) {
		t.Errorf("%s: error %v, want a ParamError", name, err)
	} else if wrong.Param != "cursor" || wrong.Want == "" || len(wrong.Value) > 200 {
		t.Errorf("%s: %+v, want one on the cursor that can be read", name, wrong)
	}
}

func readers(t *testing.T) (r *room, request search.Request) {
	t.Helper()
	size := 1
	r = open(ferries()...)
	r.add(article("f", "a boat and a ferry", at("2025-05-04")))
	request = paged(&size)
	request.Cursor = r.search(t, request).Next
	if request.Cursor == "" {
		t.Fatal("no second page")
	}
	return r, request
}

func TestCursorOfAnotherSearch(t *testing.T) {
	r, request := readers(t)
	for name, change := range map[string]func(*search.Request){
		"query":          func(q *search.Request) { q.Q = "ferry" },
		"match":          func(q *search.Request) { q.Match = search.MatchAny },
		"sort":           func(q *search.Request) { q.Sort = search.Newest },
		"recency":        func(q *search.Request) { q.NoRecency = true },
		"from":           func(q *search.Request) { q.From = "2025-02" },
		"no to":          func(q *search.Request) { q.To = "" },
		"from as to":     func(q *search.Request) { q.From, q.To = "", "2025-12" },
		"zone":           func(q *search.Request) { q.Zone = time.FixedZone("+01:00", 3600) },
		"no filters":     func(q *search.Request) { q.Filters = nil },
		"other value":    func(q *search.Request) { q.Filters = map[string][]string{"lang": {"de"}, "source": {"-Other"}} },
		"one more value": func(q *search.Request) { q.Filters = map[string][]string{"lang": {"en", "de"}, "source": {"-Other"}} },
		"not excluded":   func(q *search.Request) { q.Filters = map[string][]string{"lang": {"en"}, "source": {"Other"}} },
		"other facet":    func(q *search.Request) { q.Filters = map[string][]string{"lang": {"en"}, "author": {"-Other"}} },
	} {
		other := request
		change(&other)
		refused(t, name, r, other)
	}
}

// What changes neither the hits nor their order may change from page to page.
func TestCursorOfTheSameSearch(t *testing.T) {
	r, request := readers(t)
	ten := 10
	want := ids(r.search(t, request).Hits)
	for name, change := range map[string]func(*search.Request){
		"size":         func(q *search.Request) { q.Size = &ten },
		"facets":       func(q *search.Request) { q.Facets = []string{"lang"} },
		"facet size":   func(q *search.Request) { q.FacetSize = 3 },
		"facet prefix": func(q *search.Request) { q.FacetPrefix = map[string]string{"lang": "e"} },
		"interval":     func(q *search.Request) { q.Interval = search.IntervalNone },
		"highlight":    func(q *search.Request) { q.NoHighlight = true },
		"strict":       func(q *search.Request) { q.Strict = true },
		"match said":   func(q *search.Request) { q.Match = search.MatchAuto },
		"sort said":    func(q *search.Request) { q.Sort = search.Relevance },
		"zone said":    func(q *search.Request) { q.Zone = time.UTC },
	} {
		other := request
		change(&other)
		result, err := r.Search(t.Context(), other)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := ids(result.Hits); len(got) == 0 || got[0] != want[0] {
			t.Errorf("%s: hits %v, want them to go on with %v", name, got, want)
		}
	}
}

func TestForgedCursor(t *testing.T) {
	r, request := readers(t)
	whole := request.Cursor
	with := func(cursor string) search.Request {
		request.Cursor = cursor
		return request
	}
	for _, garbage := range []string{"x", "next", "AAAA", "ä€", "%%", whole + whole, whole + "A", strings.Repeat("A", 1<<20)} {
		refused(t, "garbage", r, with(garbage))
	}
	for i := range len(whole) - 1 {
		other := "A"
		if whole[i] == 'A' {
			other = "B"
		}
		refused(t, fmt.Sprintf("character %d", i), r, with(whole[:i]+other+whole[i+1:]))
		if i > 0 {
			refused(t, fmt.Sprintf("cut at %d", i), r, with(whole[:i]))
		}
	}
	elsewhere := search.New(search.Options{
		Backend: r.engine, Articles: r.archive, Key: []byte("sixteen other by"), Now: func() time.Time { return r.clock },
	})
	refused(t, "another key", &room{Searcher: elsewhere}, with(whole))
	restarted := search.New(search.Options{Backend: r.engine, Articles: r.archive, Key: []byte("sixteen bytes or")})
	if _, err := restarted.Search(t.Context(), with(whole)); err != nil {
		t.Errorf("the same key after a restart: %v", err)
	}
}
