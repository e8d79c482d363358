package blevesearch

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/dateline-search/dateline/index/schema"
)

// columns is what a segment holds of each of its documents, by their numbers,
// in memory. A segment never changes, only its deletions do, so columns are made
// once; those of deleted documents are there and mean nothing.
type columns struct {
	published []int64 // Unix seconds; means nothing where undated
	sortTimes []int64
	dating    []dating
	lengths   [3]lengths
	groups    []uint64 // of near-duplicates
	joined    []uint64 // those of groups that are not named after the article itself
	ids       texts
	facets    map[string]*facetColumn
	silent    *roaring.Bitmap // the documents whose language is not known

	fixed, floating []int64 // all published, sorted
	tokens, filled  [3]int  // sums of lengths, and how many are not 0

	mu    sync.Mutex
	forms map[formKey][]string

	expansions map[expansionKey][]string
	names      int // in expansions

	verified *verified
}

// dating says how a document's date of publication is to be read.
type dating uint8

const (
	undated  dating = iota
	fixed           // an instant
	floating        // a calendar date, which belongs to no zone
)

// lengths is how many tokens a text field of each document has.
type lengths struct {
	short []uint16
	long  map[uint32]uint32 // of documents where that is longest or more
}

const longest = math.MaxUint16

func (l *lengths) set(doc int, length uint32) {
	if length < longest {
		l.short[doc] = uint16(length)
		return
	}
	if l.long == nil {
		l.long = map[uint32]uint32{}
	}
	l.short[doc], l.long[uint32(doc)] = longest, length
}

func (l *lengths) of(doc uint32) uint32 {
	if length := l.short[doc]; length < longest {
		return uint32(length)
	}
	return l.long[doc]
}

// texts is a list of strings in one piece of memory.
type texts struct {
	bytes   []byte
	offsets []uint32
}

func (t *texts) add(s []byte) {
	t.bytes = append(t.bytes, s...)
	t.offsets = append(t.offsets, uint32(len(t.bytes)))
}

func (t *texts) at(i uint32) []byte { return t.bytes[t.offsets[i]:t.offsets[i+1]] }

// readColumns makes the columns of a segment from its doc values, and numbers
// the values that it brings.
func readColumns(raw *scorch.SegmentSnapshot, values map[string]*dictionary) (*columns, error) {
	n := int(raw.FullSize())
	c := &columns{
		published: make([]int64, n), sortTimes: make([]int64, n), dating: make([]dating, n),
		groups: make([]uint64, n),
		facets: map[string]*facetColumn{}, forms: map[formKey][]string{}, expansions: map[expansionKey][]string{},
		verified: newVerified(n),
	}
	for i := range c.lengths {
		c.lengths[i].short = make([]uint16, n)
	}
	c.ids.offsets = append(make([]uint32, 0, n+1), 0)
	if err := c.readDocValues(raw, n, values); err != nil {
		return nil, err
	}
	for doc := range n {
		id, err := raw.DocID(uint64(doc))
		if err != nil {
			return nil, fmt.Errorf("id of document %d: %w", doc, err)
		}
		c.ids.add(id)
		if c.groups[doc] == 0 {
			c.groups[doc] = schema.GroupOf(string(id))
		} else {
			c.joined = append(c.joined, c.groups[doc])
		}
	}
	c.sortDates()
	for _, f := range schema.Fields() {
		if d := values[f.Name]; d != nil && !f.Facet && !f.Column {
			if err := d.learn(raw.Segment(), f.Name); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// readDocValues reads Meta and the facets, document by document.
func (c *columns) readDocValues(raw *scorch.SegmentSnapshot, n int, values map[string]*dictionary) error {
	visitable, ok := raw.Segment().(segmentapi.DocValueVisitable)
	if !ok {
		return fmt.Errorf("segment of type %T has no doc values", raw.Segment())
	}
	numbering := map[string]*numbering{}
	fields := []string{schema.Meta}
	for _, name := range schema.Columns() {
		fields = append(fields, name)
		numbering[name] = newNumbering(values[name], n)
	}
	var state segmentapi.DocVisitState
	var doc int
	var wrong error
	visit := func(field string, value []byte) {
		if nb := numbering[field]; nb != nil {
			nb.add(value)
		} else if err := c.setFacts(doc, value); err != nil {
			wrong = err
		}
	}
	for doc = range n {
		var err error
		state, err = visitable.VisitDocValues(uint64(doc), fields, visit, state)
		if err == nil {
			err = wrong
		}
		if err != nil {
			return fmt.Errorf("doc values of document %d: %w", doc, err)
		}
		for _, nb := range numbering {
			nb.next()
		}
	}
	for name, nb := range numbering {
		c.facets[name] = nb.column()
	}
	c.silent = c.facets[schema.Lang].lacking(n)
	return nil
}

// setFacts unpacks Meta into the columns.
func (c *columns) setFacts(doc int, packed []byte) error {
	f, err := schema.ParsePacked(packed)
	if err != nil {
		return err
	}
	c.published[doc], c.sortTimes[doc], c.groups[doc] = f.Published, f.SortTime(), f.Group
	switch {
	case f.Floating():
		c.dating[doc] = floating
	case f.Dated():
		c.dating[doc] = fixed
	}
	for i, length := range f.Lengths {
		c.lengths[i].set(doc, length)
		c.tokens[i] += int(length)
		if length > 0 {
			c.filled[i]++
		}
	}
	return nil
}

// sortDates lays out the dates for counting whole stretches of time.
func (c *columns) sortDates() {
	for doc, how := range c.dating {
		switch how {
		case fixed:
			c.fixed = append(c.fixed, c.published[doc])
		case floating:
			c.floating = append(c.floating, c.published[doc])
		}
	}
	slices.Sort(c.fixed)
	slices.Sort(c.floating)
}

// numbering collects the values of one facet in a segment under numbers of its
// own, which it exchanges for the dictionary's in the end: the dictionary is
// shared and locked.
type numbering struct {
	dictionary *dictionary
	local      map[string]uint32
	names      []string
	col        facetColumn
}

func newNumbering(d *dictionary, n int) *numbering {
	return &numbering{dictionary: d, local: map[string]uint32{}, col: facetColumn{offsets: append(make([]uint32, 0, n+1), 0)}}
}

func (nb *numbering) add(value []byte) {
	ord, known := nb.local[string(value)]
	if !known {
		ord = uint32(len(nb.names))
		name := string(value)
		nb.local[name] = ord
		nb.names = append(nb.names, name)
	}
	nb.col.ordinals = append(nb.col.ordinals, ord)
}

func (nb *numbering) next() {
	nb.col.offsets = append(nb.col.offsets, uint32(len(nb.col.ordinals)))
}

func (nb *numbering) column() *facetColumn {
	global := nb.dictionary.number(nb.names)
	for i, ord := range nb.col.ordinals {
		nb.col.ordinals[i] = global[ord]
	}
	nb.col.compact()
	return &nb.col
}
