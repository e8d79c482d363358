package search

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
)

// summaryLength is how much of the text stands for an article without a
// subtitle, in code points: about two lines.
const summaryLength = 200

// present makes the result of an answer, with texts from the archive.
func (s *Searcher) present(ctx context.Context, j *job, a *Answer) (*Result, error) {
	hits, err := s.hits(ctx, j, a.Hits)
	if err != nil {
		return nil, err
	}
	if err := s.countSimilar(ctx, j, hits); err != nil {
		return nil, err
	}
	next, err := s.next(j, a)
	if err != nil {
		return nil, err
	}
	return &Result{
		Query: s.understood(j),
		Total: a.Total, Groups: a.Groups, Hits: hits, Facets: facets(j.plan, a.Facets), Timeline: timeline(j.plan, a.Timeline),
		Next: next, Node: j.plan.Query,
	}, nil
}

// understood tells how the request's query was read, and what it cannot find yet.
func (s *Searcher) understood(j *job) Understood {
	notes := append([]query.Note{}, j.parsed.Notes...) // never null in JSON
	if lacking := s.lacking(); lacking != "" {
		notes = append(notes, query.Note{Position: -1, Message: lacking})
	}
	return Understood{Input: j.request.Q, Parsed: j.parsed.Node.String(), Notes: notes}
}

// hits joins what was found with its texts. An article that was deleted since
// the engine looked is left out.
func (s *Searcher) hits(ctx context.Context, j *job, found []Found) ([]Hit, error) {
	byID, err := s.texts(ctx, found)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, 0, len(found))
	for i := range found {
		if r := byID[found[i].ID]; r != nil {
			hits = append(hits, hit(&found[i], r))
		}
	}
	if !j.request.NoHighlight {
		s.markAll(hits, byID, j.plan)
	}
	return hits, nil
}

// texts reads the articles of hits, by id; those that are gone are not there.
func (s *Searcher) texts(ctx context.Context, found []Found) (map[string]*news.Record, error) {
	ids := make([]string, len(found))
	for i := range found {
		ids[i] = found[i].ID
	}
	records, err := s.articles.GetMany(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("search: texts of the hits: %w", err)
	}
	byID := make(map[string]*news.Record, len(records))
	for i := range records {
		byID[records[i].ID] = &records[i]
	}
	return byID, nil
}

// markAll highlights the hits side by side: to split twenty long texts into words
// takes longer than most searches.
func (s *Searcher) markAll(hits []Hit, byID map[string]*news.Record, p *Plan) {
	marker, asked := highlight.New(p.Query), askedFor(p)
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range hits {
		group.Go(func() error {
			r := byID[hits[i].ID]
			hits[i].Highlight = marks(marker, hits[i].Lang, &r.Article, s.mentions(asked, r))
			return nil
		})
	}
	_ = group.Wait() // nothing fails
}

// mentions are where an article speaks of whom is asked for, by field. Offsets are
// kept nowhere: the article is read again.
func (s *Searcher) mentions(asked Asked, r *news.Record) map[string][]highlight.Mark {
	if s.tagger == nil || asked.IsNobody() {
		return nil
	}
	return asked.Marks(s.tagger.Tag(r).Entities)
}

func hit(f *Found, r *news.Record) Hit {
	h := Hit{
		ID: r.ID, URL: r.URL, Title: r.Title, Summary: Summary(&r.Article), Source: r.Source, Section: r.Section,
		Authors: r.Authors, Lang: r.Lang, Score: &f.Score, Entities: prominent(f.Entities, &r.Article),
	}
	if h.Lang == "" {
		h.Lang = f.Lang
	}
	h.Dates = append([]string{}, f.Dates...)
	slices.SortFunc(h.Dates, byDay)
	if !r.Published.IsZero() {
		h.Published = r.Published.String()
		h.PublishedPrecision = r.Published.Precision.String()
		h.PublishedZone = r.Published.Zone()
	}
	return h
}

// byDay orders dates by the day on which they begin, the longer first.
func byDay(a, b string) int {
	p, errP := news.ParsePeriod(a)
	q, errQ := news.ParsePeriod(b)
	if errP != nil || errQ != nil {
		return cmp.Compare(a, b)
	}
	return cmp.Or(cmp.Compare(p.From, q.From), cmp.Compare(q.To, p.To), cmp.Compare(a, b))
}

// marks highlights the fields of an article in a language, and what else is to be
// marked in them.
func marks(m *highlight.Highlighter, lang string, a *news.Article, also map[string][]highlight.Mark) *Highlight {
	h := &Highlight{Body: m.Fragments(schema.Body, lang, a.Body, highlight.Options{Also: also[schema.Body]})}
	if f := m.Whole(schema.Title, lang, a.Title, also[schema.Title]...); len(f.Marks) > 0 {
		h.Title = []highlight.Fragment{f}
	}
	if f := m.Whole(schema.Subtitle, lang, a.Subtitle, also[schema.Subtitle]...); len(f.Marks) > 0 {
		h.Subtitle = []highlight.Fragment{f}
	}
	return h
}

// facets is what the engine counted, with the chosen values marked.
func facets(p *Plan, counted []FacetCounts) map[string]Facet {
	all := make(map[string]Facet, len(counted))
	for _, c := range counted {
		var chosen Filter
		if i := slices.IndexFunc(p.Filters, func(f Filter) bool { return f.Field == c.Field }); i >= 0 {
			chosen = p.Filters[i]
		}
		f := Facet{Values: make([]FacetValue, len(c.Values)), Distinct: c.Distinct, Missing: c.Missing}
		for i, v := range c.Values {
			f.Values[i] = FacetValue{
				Value: v.Value, Count: v.Count,
				Selected: slices.Contains(chosen.Include, v.Value), Excluded: slices.Contains(chosen.Exclude, v.Value),
			}
		}
		all[c.Field] = f
	}
	return all
}

func timeline(p *Plan, t *Timeline) *ResultTimeline {
	if t == nil {
		return nil
	}
	layout := time.DateOnly
	if t.Interval == IntervalHour {
		layout = time.RFC3339
	}
	r := &ResultTimeline{Interval: t.Interval, TZ: p.Zone.String(), Buckets: make([]ResultBucket, len(t.Buckets))}
	for i, b := range t.Buckets {
		r.Buckets[i] = ResultBucket{Start: b.Start.In(p.Zone).Format(layout), Count: b.Count, All: b.All}
	}
	return r
}

// Summary stands for an article in a line or two: its subtitle, or how its text
// begins.
func Summary(a *news.Article) string {
	if a.Subtitle != "" {
		return a.Subtitle
	}
	return opening(a.Body)
}

// opening is the beginning of a text, cut where a word ends; within a word where
// none ends for long, as Chinese has blanks between paragraphs alone.
func opening(text string) string {
	text = strings.Join(strings.Fields(first(text, 2*summaryLength)), " ")
	short := first(text, summaryLength)
	if short == text {
		return text
	}
	if cut := strings.LastIndexByte(short, ' '); cut > len(short)/2 {
		short = short[:cut]
	}
	return short + "…"
}

// first is the first n code points of a text.
func first(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
