package percolate

import (
	"slices"
	"sync"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/search"
)

// Percolator holds searches. Its Match may be called by many goroutines, while it
// does not change.
type Percolator struct {
	ids   []string
	plans []*search.Plan
	kept  map[anchor][]int // by what an article must have one of
	plain []int            // those kept under a plain word, by its place in words
	words []string
	broad []int          // those that must always be looked at
	names []*alias.Table // of merged names, each once

	mu    sync.Mutex
	stems map[string]map[string][]int // searches by stem, by language
}

// New returns a Percolator without searches.
func New() *Percolator {
	return &Percolator{kept: map[anchor][]int{}, stems: map[string]map[string][]int{}}
}

// Add adds a search under an id. It must not be called while Match is.
func (p *Percolator) Add(id string, plan *search.Plan) {
	at := len(p.ids)
	p.ids, p.plans = append(p.ids, id), append(p.plans, plan)
	if plan.Aliases != nil && !slices.Contains(p.names, plan.Aliases) {
		p.names = append(p.names, plan.Aliases)
	}
	anchors := anchorsOf(plan)
	if anchors == nil {
		p.broad = append(p.broad, at)
		return
	}
	for _, a := range anchors {
		if a.kind == plainWord {
			p.plain, p.words = append(p.plain, at), append(p.words, a.text)
			continue
		}
		p.kept[a] = append(p.kept[a], at)
	}
	clear(p.stems)
}

// Len is how many searches there are.
func (p *Percolator) Len() int { return len(p.ids) }

// Match lists the ids of the searches that an article matches, in the order in
// which they were added.
func (p *Percolator) Match(d *index.Document) []string {
	if len(p.ids) == 0 {
		return nil
	}
	doc := newDocument(d)
	var ids []string
	for at, near := range p.candidates(doc) {
		if near && doc.matches(p.plans[at]) {
			ids = append(ids, p.ids[at])
		}
	}
	return ids
}

// candidates marks the searches that share something with an article.
func (p *Percolator) candidates(doc *document) []bool {
	marked := make([]bool, len(p.ids))
	for _, at := range p.broad {
		marked[at] = true
	}
	stems := p.stemsOf(doc.lang)
	doc.anchors(p.names, func(a anchor) {
		found := p.kept[a]
		if a.kind == stemmed {
			found = stems[a.text]
		}
		for _, at := range found {
			marked[at] = true
		}
	})
	return marked
}

// stemsOf lists the searches by the stem of their word in a language; it is made
// when the first article of that language comes.
func (p *Percolator) stemsOf(lang string) map[string][]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if known := p.stems[lang]; known != nil {
		return known
	}
	byStem := map[string][]int{}
	for i, word := range p.words {
		stem := analysis.Stem(lang, word)
		byStem[stem] = append(byStem[stem], p.plain[i])
	}
	p.stems[lang] = byStem
	return byStem
}
