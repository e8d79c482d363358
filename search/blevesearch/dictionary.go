package blevesearch

import (
	"slices"
	"sync"

	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/dateline-search/dateline/index/analysis"
)

// dictionary numbers the values of one Keyword field over all segments of a
// generation, and finds them by their folded form and by their words. It only
// grows; values that no article carries any more count nothing.
type dictionary struct {
	mu      sync.RWMutex
	values  []string
	folded  []string
	byValue map[string]uint32
	byFold  map[string][]uint32
	byWord  map[string][]uint32
}

func newDictionary() *dictionary {
	return &dictionary{byValue: map[string]uint32{}, byFold: map[string][]uint32{}, byWord: map[string][]uint32{}}
}

// number gives the ordinals of values.
func (d *dictionary) number(values []string) []uint32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	ordinals := make([]uint32, len(values))
	for i, v := range values {
		ord, known := d.byValue[v]
		if !known {
			ord = d.add(v)
		}
		ordinals[i] = ord
	}
	return ordinals
}

func (d *dictionary) add(value string) uint32 {
	ord := uint32(len(d.values))
	fold := analysis.Fold(value)
	d.values = append(d.values, value)
	d.folded = append(d.folded, fold)
	d.byValue[value] = ord
	d.byFold[fold] = append(d.byFold[fold], ord)
	for _, word := range words(value) {
		d.byWord[word] = append(d.byWord[word], ord)
	}
	return ord
}

// words are the distinct folded words of a value.
func words(value string) []string {
	var terms []string
	for _, t := range analysis.Tokens(value) {
		terms = append(terms, t.Term)
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// learn adds every value of a segment's field.
func (d *dictionary) learn(seg segmentapi.Segment, field string) error {
	terms, err := seg.Dictionary(field)
	if err != nil {
		return err
	}
	var values []string
	err = eachTerm(terms, nil, "", func(term string) bool {
		values = append(values, term)
		return true
	})
	d.number(values)
	return err
}

// view is the values known so far; it stays as it is.
func (d *dictionary) view() (values, folded []string) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.values, d.folded
}

// ordinal finds a value as it stands.
func (d *dictionary) ordinal(value string) (uint32, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	ord, ok := d.byValue[value]
	return ord, ok
}

// ordinals are those of the values that are there.
func (d *dictionary) ordinals(values []string) map[uint32]bool {
	if len(values) == 0 {
		return nil
	}
	set := make(map[uint32]bool, len(values))
	for _, v := range values {
		if ord, ok := d.ordinal(v); ok {
			set[ord] = true
		}
	}
	return set
}

// match finds the values that equal text when folded, or, where the whole value
// is not asked for, have all its words. They are in the order of their ordinals.
func (d *dictionary) match(text string, whole bool) []uint32 {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if whole {
		return slices.Clone(d.byFold[analysis.Fold(text)])
	}
	asked := words(text)
	if len(asked) == 0 {
		return nil
	}
	found := d.byWord[asked[0]]
	for _, word := range asked[1:] {
		found = common(found, d.byWord[word])
	}
	return slices.Clone(found)
}

// common gives what is in both of two ascending lists.
func common(a, b []uint32) []uint32 {
	var both []uint32
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			both = append(both, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return both
}
