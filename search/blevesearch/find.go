package blevesearch

import (
	"context"
	"fmt"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
)

// scratch is what one worker of a search works with. It is used again: all its
// scores are 0 when it is given back.
type scratch struct {
	tf, score []float32 // by document
	block     [blockSize]uint32
	times     [blockSize]uint32 // by document of block
	tallies   []tally           // by requested facet
	top       top
	folds     folds
	extent    extent
	bars, all []int // by bucket
	total     int
}

// size makes room for n documents.
func (sc *scratch) size(n int) {
	if len(sc.tf) < n {
		sc.tf, sc.score = make([]float32, n), make([]float32, n)
	}
}

// find is one search.
type find struct {
	engine   *Engine
	snapshot *snapshot
	plan     *search.Plan
	prog     *program
	hunts    []*hunt
	workers  []*scratch
	forgets  bool // whether what was found in a segment is found again when it is needed
}

func (e *Engine) begin(l *lease, p *search.Plan) (*find, error) {
	prog, err := compile(p, l.gen, e.opts.MaxTerms)
	if err != nil {
		return nil, err
	}
	prog.automata = newAutomata(e.closeTo)
	f := &find{engine: e, snapshot: l.snapshot, plan: p, prog: prog}
	for _, s := range l.segments {
		f.hunts = append(f.hunts, &hunt{seg: s, terms: newTerms(s), prog: prog})
	}
	for range e.opts.Workers {
		f.workers = append(f.workers, f.scratch())
	}
	return f, nil
}

func (f *find) scratch() *scratch {
	sc, ok := f.engine.spare.Get().(*scratch)
	if !ok {
		sc = new(scratch)
	}
	sc.total, sc.top, sc.folds = 0, newTop(f.plan, f.snapshot.segments), f.folds()
	sc.extent.reset()
	for len(sc.tallies) < len(f.plan.Facets) {
		sc.tallies = append(sc.tallies, tally{})
	}
	for i, asked := range f.plan.Facets {
		if d := f.snapshot.gen.values[asked.Field]; d != nil {
			values, _ := d.view()
			sc.tallies[i].reset(len(values))
		}
	}
	return sc
}

// end gives back what can be used again. After an error there may be scores left
// in it, and nothing is.
func (f *find) end() {
	for _, sc := range f.workers {
		sc.top, sc.folds = top{}, folds{}
		f.engine.spare.Put(sc)
	}
}

// run does the search: words, then documents, then time.
func (f *find) run(ctx context.Context) (*search.Answer, error) {
	f.forgets = len(f.prog.leaves) > manyLeaves
	st, err := f.look(ctx)
	if err != nil {
		return nil, err
	}
	if err := f.each(ctx, func(sc *scratch, i int) error { return f.match(ctx, sc, i, st) }); err != nil {
		return nil, err
	}
	return f.answer(ctx, st)
}

// look finds the words, and what their scores are made of.
func (f *find) look(ctx context.Context) (*statistics, error) {
	for _, asked := range f.plan.Facets {
		if f.snapshot.gen.values[asked.Field] == nil {
			return nil, fmt.Errorf("%w: there is no facet %q", search.ErrBadRequest, asked.Field)
		}
	}
	if err := f.spread(ctx); err != nil {
		return nil, err
	}
	if f.forgets && !f.prog.scores { // nothing of what is forgotten is needed before
		return nil, nil
	}
	if err := f.each(ctx, func(_ *scratch, i int) error { return f.prepare(f.hunts[i]) }); err != nil {
		return nil, err
	}
	st, err := f.statistics()
	if st != nil {
		st.tabulate()
	}
	return st, err
}

// prepare finds in a segment all that is found without reading positions, and
// fails where too many would have to be read.
func (f *find) prepare(h *hunt) error {
	if err := f.lookInto(h); err != nil {
		return err
	}
	if f.prog.spans {
		if err := f.toRead(h.cost()); err != nil {
			return err
		}
	}
	if f.forgets && f.prog.scores {
		h.forget()
	}
	return nil
}

// prepareAgain finds what was forgotten, or not looked for yet.
func (f *find) prepareAgain(h *hunt) error {
	if f.prog.scores {
		return f.lookInto(h)
	}
	return f.prepare(h)
}

// lookInto finds the words of a segment, and what may match.
func (f *find) lookInto(h *hunt) error {
	if err := h.look(f.snapshot.gen, f.engine.opts.MaxTerms); err != nil {
		return err
	}
	return h.near()
}

func (f *find) each(ctx context.Context, do func(sc *scratch, i int) error) error {
	return f.engine.pool.each(ctx, len(f.workers), len(f.hunts), func(worker, i int) error {
		return do(f.workers[worker], i)
	})
}

// match does one segment: which documents, how many, and the best of them.
func (f *find) match(ctx context.Context, sc *scratch, i int, st *statistics) error {
	h := f.hunts[i]
	if f.forgets {
		if err := f.prepareAgain(h); err != nil {
			return err
		}
		defer h.forget()
	}
	facets := map[string]bool{}
	for _, asked := range f.plan.Facets {
		facets[asked.Field] = true
	}
	if err := h.match(ctx, facets); err != nil {
		return err
	}
	sc.total += int(h.matches.GetCardinality())
	if err := h.countFacets(sc, f.plan.Facets); err != nil {
		return err
	}
	return f.rank(ctx, sc, i, st)
}

// rank offers a segment's matches to the page.
func (f *find) rank(ctx context.Context, sc *scratch, i int, st *statistics) error {
	h := f.hunts[i]
	if st != nil {
		if err := h.score(ctx, sc, st); err != nil {
			return err
		}
	}
	h.collect(sc, i, f.plan, st)
	return nil
}

// answer puts together what the workers found.
func (f *find) answer(ctx context.Context, st *statistics) (*search.Answer, error) {
	first := f.workers[0]
	for _, sc := range f.workers[1:] {
		first.total += sc.total
		first.extent.merge(sc.extent)
		first.folds.merge(&sc.folds, &first.top)
		for i := range f.plan.Facets {
			first.tallies[i].merge(&sc.tallies[i])
		}
	}
	a := &search.Answer{Total: first.total, Hits: []search.Found{}}
	if st != nil {
		a.Pin = st.pin()
	}
	first.folds.close(a, &first.top)
	f.addHits(a, f.best())
	for i, asked := range f.plan.Facets {
		d := f.snapshot.gen.values[asked.Field]
		first.tallies[i].unite(f.prog.unions[asked.Field])
		a.Facets = append(a.Facets, facet(&first.tallies[i], d, asked, f.named(asked.Field)))
	}
	var err error
	a.Timeline, err = f.timeline(ctx, first.extent)
	return a, err
}

// best puts together the best hits of all workers, in their order.
func (f *find) best() []hit {
	first := &f.workers[0].top
	for _, sc := range f.workers[1:] {
		for _, h := range sc.top.heap {
			first.offer(h)
		}
	}
	return first.sorted()
}

// named lists the values that the plan's filter of a facet names.
func (f *find) named(field string) []string {
	var named []string
	for _, filter := range f.prog.filters {
		if filter.field == field {
			named = append(named, filter.named...)
		}
	}
	return named
}

func (f *find) addHits(a *search.Answer, hits []hit) {
	if len(hits) > f.plan.Size {
		hits, a.More = hits[:f.plan.Size], true
	}
	for _, h := range hits {
		seg := f.snapshot.segments[h.at]
		a.Hits = append(a.Hits, search.Found{
			Position: search.Position{Score: h.score, Time: seg.sortTimes[h.doc], ID: string(seg.ids.at(h.doc))},
			Entities: f.entities(seg, h.doc), Dates: f.dates(seg, h.doc), Lang: f.lang(seg, h.doc),
		})
	}
}

// entities are the names that a document carries, by type.
func (f *find) entities(seg *segment, doc uint32) map[string][]string {
	names := map[string][]string{}
	for _, of := range []news.EntityType{news.Person, news.Org, news.Place} {
		values, _ := f.snapshot.gen.values[string(of)].view()
		for _, ord := range f.prog.unions[string(of)].roots(seg.facets[string(of)].of(doc)) {
			names[string(of)] = append(names[string(of)], values[ord])
		}
	}
	return names
}
