package search

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
)

// job is a request on its way to a result.
type job struct {
	request   Request
	parsed    query.Parsed
	plan      *Plan
	known     Known
	cursor    cursor        // what the request's cursor says
	tie       [tieSize]byte // ties cursors to the request
	least     int           // how many words were asked for; 0 is all
	mayLoosen bool
}

// Prepare makes the plan of a request without running it. Words are not loosened:
// MatchAuto is as good as MatchAll. It fails as Search does.
func (s *Searcher) Prepare(ctx context.Context, r Request) (*Plan, error) {
	j, err := s.read(ctx, r)
	if err != nil {
		return nil, err
	}
	return j.plan, nil
}

// read parses and checks a request.
func (s *Searcher) read(ctx context.Context, r Request) (*job, error) {
	j := &job{request: r, known: s.known, plan: &Plan{Zone: r.Zone, Recency: !r.NoRecency, Collapse: r.Collapse, Now: s.now(), Timeline: r.Interval}}
	if j.plan.Zone == nil {
		j.plan.Zone = time.UTC
	}
	if err := s.open(j); err != nil {
		return nil, err
	}
	var err error
	if j.plan.Aliases, err = s.merges(ctx); err != nil {
		return nil, err
	}
	for _, step := range []func() error{j.parse, j.readRange, j.readFilters, j.readPage, j.readFacets, j.readInterval} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	j.tie = tie(r, j.plan)
	return j, j.resume()
}

// merges are the names that people have merged; nil where that is not known.
func (s *Searcher) merges(ctx context.Context) (*alias.Table, error) {
	if s.names == nil {
		return nil, nil
	}
	table, err := s.names.Merges(ctx)
	if err != nil {
		return nil, fmt.Errorf("search: merged names: %w", err)
	}
	return table, nil
}

// parse reads the query and decides how its words must match.
func (j *job) parse() error {
	now := j.plan.Now.In(j.plan.Zone)
	parsed, err := query.Parse(j.request.Q, query.Options{Strict: j.request.Strict, Now: func() time.Time { return now }})
	if err != nil {
		return err
	}
	switch j.request.Match {
	case "", MatchAuto:
		j.mayLoosen = true
	case MatchAll:
	case MatchAny:
		parsed.Node = query.Any(parsed.Node)
	default:
		return &ParamError{"match", string(j.request.Match), "auto, all or any"}
	}
	parsed.Node = called(parsed.Node, j.known)
	j.parsed, j.plan.Query = parsed, parsed.Node
	return nil
}

func (j *job) readRange() (err error) {
	j.plan.Range, err = query.ParseRange(j.request.From, j.request.To)
	if err != nil {
		return fmt.Errorf("%w: from, to: %w", ErrBadRequest, err)
	}
	j.plan.Mentions, err = query.ParseMentions(j.request.MentionsFrom, j.request.MentionsTo)
	if err != nil {
		return fmt.Errorf("%w: mentions_from, mentions_to: %w", ErrBadRequest, err)
	}
	return nil
}

// readFilters sorts chosen values into those asked for and those excluded.
func (j *job) readFilters() error {
	for _, field := range schema.Facets() {
		f := Filter{Field: field}
		for _, v := range j.request.Filters[field] {
			switch rest, excluded := strings.CutPrefix(v, "-"); {
			case rest == "": // a form sends what was left empty
			case excluded:
				f.Exclude = append(f.Exclude, j.value(field, rest))
			default:
				f.Include = append(f.Include, j.value(field, v))
			}
		}
		if len(f.Include)+len(f.Exclude) > 0 {
			j.plan.Filters = append(j.plan.Filters, f)
		}
	}
	for field := range j.request.Filters {
		if err := checkFacet("filter", field); err != nil {
			return err
		}
	}
	return nil
}

// value is a facet's value as it is counted.
func (j *job) value(field, asked string) string {
	return j.plan.Aliases.Root(news.EntityType(field), schema.Value(asked))
}

func (j *job) readPage() error {
	j.plan.Size = DefaultSize
	if size := j.request.Size; size != nil {
		if *size < 0 || *size > MaxSize {
			return &ParamError{"size", strconv.Itoa(*size), fmt.Sprintf("0 to %d", MaxSize)}
		}
		j.plan.Size = *size
	}
	switch j.plan.Sort = j.request.Sort; j.plan.Sort {
	case Relevance, Newest, Oldest:
	case "":
		j.plan.Sort = Newest
		if query.TextNodes(j.parsed.Node) > 0 {
			j.plan.Sort = Relevance
		}
	default:
		return &ParamError{"sort", string(j.plan.Sort), "relevance, newest or oldest"}
	}
	return nil
}

func (j *job) readFacets() error {
	names, size := j.request.Facets, j.request.FacetSize
	if names == nil {
		names = schema.Facets()
	}
	if size == 0 {
		size = DefaultFacetSize
	}
	if size < 1 || size > MaxFacetSize {
		return &ParamError{"facet_size", strconv.Itoa(size), fmt.Sprintf("1 to %d", MaxFacetSize)}
	}
	for _, name := range names {
		if err := checkFacet("facets", name); err != nil {
			return err
		}
		j.plan.Facets = append(j.plan.Facets, FacetRequest{Field: name, Size: size, Prefix: j.request.FacetPrefix[name], Words: j.request.FacetWords})
		if j.request.FacetWords && j.request.FacetPrefix[name] != "" {
			j.plan.Facets[len(j.plan.Facets)-1].Also = j.knownBy(news.EntityType(name), j.request.FacetPrefix[name])
		}
	}
	for name := range j.request.FacetPrefix {
		if err := checkFacet("facet_prefix", name); err != nil {
			return err
		}
	}
	return nil
}

func checkFacet(param, name string) error {
	if slices.Contains(schema.Facets(), name) {
		return nil
	}
	return &ParamError{param, name, "one of " + strings.Join(schema.Facets(), ", ")}
}

func (j *job) readInterval() error {
	switch j.plan.Timeline {
	case "":
		j.plan.Timeline = IntervalAuto
	case IntervalAuto, IntervalHour, IntervalDay, IntervalWeek, IntervalMonth, IntervalYear, IntervalNone:
	default:
		return &ParamError{"interval", string(j.plan.Timeline), "auto, hour, day, week, month, year or none"}
	}
	return nil
}

// loosen notes that fewer than all words were asked for.
func (j *job) loosen(least, all int) {
	j.least = least
	j.parsed.Notes = append(j.parsed.Notes, query.NewNote(-1, "loosened", "No article has all {all}; these have at least {least} of them.", all, least))
}
