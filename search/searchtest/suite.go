package searchtest

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// Add writes further documents to an engine: new ones, new versions, and
// tombstones. They can be found when it returns.
type Add func(docs ...index.Document)

// Open makes an engine that holds docs and nothing else, and that is closed when
// the test ends.
type Open func(t *testing.T, docs []index.Document) (search.Backend, Add)

// Run tests that an engine means by a Plan what every engine does.
func Run(t *testing.T, open Open) {
	t.Helper()
	tests := []struct {
		name string
		run  func(t *testing.T, open Open)
	}{
		{"words", testWords},
		{"capitals", testCapitals},
		{"written capitals", testWrittenCapitals},
		{"spelling", testSpelling},
		{"phrases of little words", testLittleWords},
		{"phrases", testPhrases},
		{"chinese name", testChineseName},
		{"languages", testLanguages},
		{"patterns and fuzzy words", testExpansions},
		{"weights", testWeights},
		{"near each other", testNear},
		{"sentences and paragraphs", testUnits},
		{"how often", testAtLeast},
		{"boolean", testBoolean},
		{"fields", testFields},
		{"values", testValues},
		{"values beyond measure", testLongValues},
		{"dates", testDates},
		{"dates in the text", testMentions},
		{"language not declared", testDetected},
		{"facets under AND and NOT", testFacetsUnderQuery},
		{"facets ignore their own filter", testFacetsIgnoreOwnFilter},
		{"facet values", testFacetValues},
		{"words of facet values", testFacetWords},
		{"names that people have merged", testMerges},
		{"ties at a page edge", testTies},
		{"paging while articles arrive", testPaging},
		{"walking through all", testWalk},
		{"walking while articles arrive", testWalkIsConsistent},
		{"walking ends early", testWalkEnds},
		{"collapsing", testCollapse},
		{"collapsing over pages", testCollapsePages},
		{"sort times", testSortTimes},
		{"relevance", testRelevance},
		{"recency", testRecency},
		{"timeline", testTimeline},
		{"timeline intervals", testIntervals},
		{"timeline over a change of clocks", testClockChange},
		{"versions and tombstones", testVersions},
		{"nothing", testNothing},
		{"bad plans", testBadPlans},
		{"costly prefix", testCostly},
		{"at random", testRandom},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.run(t, open) })
	}
}

// now is the present of all plans.
func now() time.Time { return time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC) }

// article makes a document with a body in English.
func article(id, body string, change ...func(*index.Document)) index.Document {
	var d index.Document
	d.ID, d.Title, d.Body, d.Lang = id, "Untitled", body, "en"
	d.FirstSeen = time.Date(2025, 5, 20, 8, 0, 0, 0, time.UTC)
	for _, c := range change {
		c(&d)
	}
	return d
}

func tombstone(id string) index.Document {
	var d index.Document
	d.ID, d.Deleted = id, true
	return d
}

// at is a date of publication; its layout says how precise it is.
func at(date string) func(*index.Document) {
	return func(d *index.Document) {
		for layout, precision := range map[string]news.Precision{
			"2006": news.Year, "2006-01": news.Month, time.DateOnly: news.Day, time.RFC3339: news.Second,
		} {
			if t, err := time.Parse(layout, date); err == nil {
				d.Published = news.Date{Time: t.UTC(), Precision: precision}
			}
		}
		if d.Published.IsZero() {
			panic("searchtest: no date: " + date)
		}
	}
}

func titled(title string) func(*index.Document) { return func(d *index.Document) { d.Title = title } }

func from(source string) func(*index.Document) { return func(d *index.Document) { d.Source = source } }
func in(lang string) func(*index.Document)     { return func(d *index.Document) { d.Lang = lang } }

// naming adds people.
func naming(people ...string) func(*index.Document) {
	return func(d *index.Document) {
		for _, name := range people {
			d.Tags.Entities = append(d.Tags.Entities, news.Entity{Type: news.Person, Name: name})
		}
	}
}

// plan is a plan as the searcher would make it, sorted by time.
func plan(q query.Node, change ...func(*search.Plan)) *search.Plan {
	p := &search.Plan{Query: q, Zone: time.UTC, Sort: search.Newest, Size: 100, Now: now(), Timeline: search.IntervalNone}
	for _, c := range change {
		c(p)
	}
	return p
}

func word(term string) query.Word  { return query.Word{Term: term} }
func exact(term string) query.Word { return query.Word{Term: term, Exact: true} }
func phrase(terms ...string) query.Phrase {
	var p query.Phrase
	for _, term := range terms {
		p.Words = append(p.Words, word(term))
	}
	return p
}

// find asks twice: what is remembered of the first time must not change the
// answer.
func find(t *testing.T, b search.Backend, p *search.Plan) *search.Answer {
	t.Helper()
	a, err := b.Find(t.Context(), p)
	if err != nil {
		t.Fatalf("find %v: %v", p.Query, err)
	}
	if again, err := b.Find(t.Context(), p); err != nil || !reflect.DeepEqual(a, again) {
		t.Fatalf("find %v again: %v, other than %v (%v)", p.Query, again, a, err)
	}
	if len(a.Hits) > p.Size {
		t.Fatalf("find %v: %d hits, more than %d", p.Query, len(a.Hits), p.Size)
	}
	return a
}

func ids(hits []search.Found) []string {
	all := []string{}
	for _, h := range hits {
		all = append(all, h.ID)
	}
	return all
}

// queries is a table of queries and the ids that each must find.
type queries []struct {
	q    query.Node
	want []string
}

func (qs queries) check(t *testing.T, b search.Backend, change ...func(*search.Plan)) {
	t.Helper()
	for _, tt := range qs {
		a := find(t, b, plan(tt.q, change...))
		got := ids(a.Hits)
		slices.Sort(got)
		if diff := cmp.Diff(append([]string{}, tt.want...), got); diff != "" {
			t.Errorf("%#v (-want +got):\n%s", tt.q, diff)
		}
		if a.Total != len(got) {
			t.Errorf("%#v: total %d, hits %d", tt.q, a.Total, len(got))
		}
	}
}

// pages walks through all pages of a plan, and calls between after each.
func pages(t *testing.T, b search.Backend, p *search.Plan, between func()) [][]string {
	t.Helper()
	var all [][]string
	for turn := *p; ; {
		a := find(t, b, &turn)
		all = append(all, ids(a.Hits))
		if !a.More {
			return all
		}
		if len(a.Hits) == 0 || len(all) > 1000 {
			t.Fatal("paging does not end")
		}
		last := a.Hits[len(a.Hits)-1].Position
		turn.After, turn.Pin = &last, a.Pin
		between()
	}
}

func numbered(n int, make func(i int) index.Document) []index.Document {
	var docs []index.Document
	for i := range n {
		docs = append(docs, make(i))
		docs[i].ID = fmt.Sprintf("%03d", i)
	}
	return docs
}
