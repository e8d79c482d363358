package search

import (
	"context"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/search/query"
)

// Backend is an engine. It answers Plans exactly: totals and counts are true,
// the order is total, and the same Plan on the same articles gives the same
// answer on every engine.
type Backend interface {
	// Find answers a plan from one consistent view of the index.
	Find(ctx context.Context, p *Plan) (*Answer, error)
	// Walk gives every match of a plan to do, in the plan's order and a batch at a
	// time, all from one consistent view of the index; it counts nothing but the
	// total, which each batch carries, and collapses nothing. There is one batch at least, and it may be
	// empty. The plan's Size and After do not matter. An error of do ends it.
	Walk(ctx context.Context, p *Plan, do func(*Answer) error) error
	// Count is the number of articles that can be found.
	Count(ctx context.Context) (int, error)
	// Spell gives for each term that no article has in a text field the
	// query.Closest of the words that articles have. Terms that are there, and
	// those with nothing close, are left out.
	Spell(ctx context.Context, terms []string) (map[string]string, error)
}

// MaxLifted is how many articles may have both words of a pair of query.Neighbours
// for the pair to lift those in which they stand together: to read the places of
// so many takes some milliseconds. Words that are in more tell little by standing
// together.
const MaxLifted = 10_000

// Plan is a Request made ready for an engine: parsed, resolved, within limits.
type Plan struct {
	Query   query.Node
	Filters []Filter // at most one a facet; ANDed
	// Aliases are the names that people have merged. Wherever an article has one,
	// it has the name that it is merged into instead, once: for values of the query
	// (which may give any of the names), filters, facets and hits. nil has none.
	Aliases *alias.Table
	// Range bounds the date of publication.
	Range query.Published
	// Mentions bounds the dates that the text speaks of; zero is open.
	Mentions query.Mentions
	Zone     *time.Location // never nil
	Sort     Sort           // Relevance, Newest or Oldest
	Recency  bool
	// Collapse leaves of each group of near-duplicates the hit that comes first in
	// the order. Totals, facets and the timeline count articles all the same.
	Collapse bool
	// Now is the moment that recency is counted from: the first page's.
	Now  time.Time
	Size int
	// After is the last hit of the page before; nil for the first page.
	After *Position
	// Pin is what the first page's Answer gave, so that scores stay as they were
	// while articles arrive; nil for the first page.
	Pin      []byte
	Facets   []FacetRequest
	Timeline Interval // IntervalAuto is resolved by the engine from the matches
}

// Filter restricts a search to values of one facet: any of Include, none of
// Exclude. It is not applied to the counts of its own facet.
type Filter struct {
	Field            string
	Include, Exclude []string
}

// FacetRequest asks for the Size most frequent values of a facet, only those
// that begin with Prefix (folded) where it is set.
type FacetRequest struct {
	Field  string
	Size   int
	Prefix string
	// Words lets Prefix be the beginning of any word of a value as well, and Also
	// are values that are wanted whatever they begin with.
	Words bool
	Also  []string
}

// Wants reports whether a value is wanted, by its folded form. Also is not looked
// at. The prefix must be folded.
func (r *FacetRequest) Wants(folded, prefix string) bool {
	if r.Words {
		return analysis.BeginsWord(folded, prefix)
	}
	return strings.HasPrefix(folded, prefix)
}

// Position is a hit's place in the order of hits.
type Position struct {
	Score float32 // for Relevance
	Time  int64   // for Newest and Oldest: min(published, first seen), Unix seconds
	ID    string
}

// Answer is what a Backend found.
type Answer struct {
	Total    int // exact
	Groups   int // how many hits there are in all where the Plan collapses, exact; else 0
	Hits     []Found
	Facets   []FacetCounts // in the order asked for
	Timeline *Timeline     // nil where IntervalNone was asked for
	Pin      []byte        // opaque; goes into the cursor
	More     bool          // whether hits follow the last one
}

// Found is one hit as the engine knows it.
type Found struct {
	Position
	Entities map[string][]string // canonical names by type of entity
	Lang     string              // declared or detected; empty where not known
	Dates    []string            // that the text speaks of, each once, as news.Period writes them
}

// FacetCounts is one facet, counted over all matches.
type FacetCounts struct {
	Field string
	// Values are ordered by count, then by value. The values that the Plan's
	// filter names are always among them, with their true counts.
	Values   []Count
	Distinct int // number of values with at least one match
	Missing  int // matches without a value
}

// Count is one value of a facet.
type Count struct {
	Value string
	Count int
}

// Timeline is the number of matches over time, without holes, by date of
// publication.
type Timeline struct {
	Interval Interval
	Buckets  []Bucket
}

// Bucket is one bar of a timeline.
type Bucket struct {
	Start time.Time // in the Plan's Zone
	Count int       // matches
	All   int       // all articles of that time in the index
}
