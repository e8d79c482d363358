package searchtest

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// Fake is a search.Backend that walks its articles for every plan. The zero
// value is empty. It is safe for use by many goroutines.
type Fake struct {
	mu    sync.RWMutex
	docs  map[string]*document
	stems map[string]*stems // by language
}

var _ search.Backend = (*Fake)(nil)

// unlimited tells the suite that a Fake, and what embeds one, refuses no query.
func (*Fake) unlimited() {}

// NewFake returns a Fake that holds these articles.
func NewFake(docs ...index.Document) *Fake {
	f := new(Fake)
	f.Add(docs...)
	return f
}

// Add adds, replaces or (for tombstones) removes articles.
func (f *Fake) Add(docs ...index.Document) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.docs == nil {
		f.docs, f.stems = map[string]*document{}, map[string]*stems{}
	}
	for i := range docs {
		if docs[i].Deleted {
			delete(f.docs, docs[i].ID)
		} else {
			f.docs[docs[i].ID] = f.document(&docs[i])
		}
	}
}

func (f *Fake) document(d *index.Document) *document {
	lang, _ := d.Tags.Language(&d.Article)
	lang = primary(lang)
	if f.stems[lang] == nil {
		f.stems[lang] = &stems{lang: lang}
	}
	return newDocument(d, lang, f.stems[lang])
}

// Count is the number of articles.
func (f *Fake) Count(context.Context) (int, error) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return len(f.docs), nil
}

// Find answers a plan, or fails with the context's error.
func (f *Fake) Find(ctx context.Context, p *search.Plan) (*search.Answer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f.mu.RLock()
	defer f.mu.RUnlock()
	r := &reading{plan: p, docs: f.docs}
	matches := r.matching("")
	a := &search.Answer{Total: len(matches), Hits: []search.Found{}}
	if p.Collapse {
		a.Groups = len(groupsOf(matches))
	}
	a.Hits, a.More, a.Pin = r.page(matches)
	for _, asked := range p.Facets {
		a.Facets = append(a.Facets, r.facet(asked))
	}
	a.Timeline = r.timeline(matches)
	return a, nil
}

// Walk gives all matches to do, in two batches where there are two, or fails
// with the context's error. Articles may be added meanwhile: they are not seen.
func (f *Fake) Walk(ctx context.Context, p *search.Plan, do func(*search.Answer) error) error {
	plan := *p
	plan.Size, plan.After, plan.Facets, plan.Timeline = math.MaxInt, nil, nil, search.IntervalNone
	plan.Collapse = false
	all, err := f.Find(ctx, &plan)
	if err != nil {
		return err
	}
	half := (len(all.Hits) + 1) / 2
	first := &search.Answer{Total: all.Total, Hits: all.Hits[:half], More: half < len(all.Hits)}
	if err := do(first); err != nil || !first.More {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return do(&search.Answer{Total: all.Total, Hits: all.Hits[half:]})
}

// Spell tries every word of every article, or fails with the context's error.
func (f *Fake) Spell(ctx context.Context, terms []string) (map[string]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f.mu.RLock()
	defer f.mu.RUnlock()
	better := map[string]string{}
	for _, term := range terms {
		if word := query.Closest(term, f.close(term)); word != "" && word != term {
			better[term] = word
		}
	}
	return better, nil
}

// close counts the articles, by field, that have words close to a term.
func (f *Fake) close(term string) map[string]int {
	articles := map[string]int{}
	for _, d := range f.docs {
		for _, tokens := range d.texts {
			seen := map[string]bool{}
			for _, t := range tokens {
				if !seen[t.Term] && edits([]rune(term), []rune(t.Term)) <= query.Slips(term) {
					seen[t.Term] = true
					articles[t.Term]++
				}
			}
		}
	}
	return articles
}

// reading is the work on one plan.
type reading struct {
	plan *search.Plan
	docs map[string]*document
}

// matching lists, by id, what the plan matches when the filter of one facet is
// left out.
func (r *reading) matching(leftOut string) []*document {
	var found []*document
	for _, d := range r.docs {
		if r.matches(d, leftOut) {
			found = append(found, d)
		}
	}
	slices.SortFunc(found, func(a, b *document) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

func (r *reading) matches(d *document, leftOut string) bool {
	if !r.plan.Mentions.IsZero() && !d.mentions(r.plan.Mentions) {
		return false
	}
	if !open(r.plan.Range) && !r.published(d, r.plan.Range) {
		return false
	}
	for _, f := range r.plan.Filters {
		if f.Field != leftOut && !r.passes(d, f) {
			return false
		}
	}
	return r.node(d, r.plan.Query)
}

func (r *reading) passes(d *document, f search.Filter) bool {
	values := r.values(d, f.Field)
	carries := func(asked string) bool { return slices.Contains(values, r.root(f.Field, schema.Value(asked))) }
	if len(f.Include) > 0 && !slices.ContainsFunc(f.Include, carries) {
		return false
	}
	return !slices.ContainsFunc(f.Exclude, carries)
}

// values are those of a field of an article, merged names as what they are merged
// into.
func (r *reading) values(d *document, field string) []string {
	var values []string
	for _, v := range d.values[field] {
		if v = r.root(field, v); !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values
}

func (r *reading) root(field, value string) string {
	return r.plan.Aliases.Root(news.EntityType(field), value)
}

// page orders the matches and cuts the page out of them.
func (r *reading) page(matches []*document) (hits []search.Found, more bool, pin []byte) {
	score := func(*document) float32 { return 0 }
	if r.plan.Sort == search.Relevance {
		score, pin = r.scorer()
	}
	hits = []search.Found{}
	for _, d := range r.collapse(matches, score) {
		hit := search.Found{Position: d.position(score), Entities: r.entities(d), Lang: d.lang, Dates: d.values[schema.Mentions]}
		if r.plan.After == nil || r.compare(*r.plan.After, hit.Position) < 0 {
			hits = append(hits, hit)
		}
	}
	slices.SortFunc(hits, func(a, b search.Found) int { return r.compare(a.Position, b.Position) })
	if len(hits) > r.plan.Size {
		return hits[:r.plan.Size], true, pin
	}
	return hits, false, pin
}

// compare is the order of the plan.
func (r *reading) compare(a, b search.Position) int {
	order := cmp.Compare(b.Score, a.Score)
	switch r.plan.Sort {
	case search.Newest:
		order = cmp.Compare(b.Time, a.Time)
	case search.Oldest:
		order = cmp.Compare(a.Time, b.Time)
	}
	return cmp.Or(order, cmp.Compare(a.ID, b.ID))
}

func (r *reading) entities(d *document) map[string][]string {
	names := map[string][]string{}
	for _, of := range []news.EntityType{news.Person, news.Org, news.Place} {
		if values := r.values(d, string(of)); len(values) > 0 {
			names[string(of)] = values
		}
	}
	return names
}
