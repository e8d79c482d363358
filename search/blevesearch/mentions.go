package blevesearch

import (
	"sync"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
)

// periods are the values of schema.Mentions as days, by their ordinals in its
// dictionary: each is read once.
type periods struct {
	mu   sync.Mutex
	read []news.Period
}

// of gives the periods of a dictionary's values. What no Dateline wrote is a
// period that nothing shares a day with.
func (p *periods) of(values []string) []news.Period {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, v := range values[min(len(p.read), len(values)):] {
		period, err := news.ParsePeriod(v)
		if err != nil {
			period = news.Period{}
		}
		p.read = append(p.read, period)
	}
	return p.read[:len(values):len(values)]
}

// mentions finds the values that are in a range. There are no more of them than
// days that have been spoken of, so that no limit is needed.
func (c *compiler) mentions(m query.Mentions) *node {
	d := c.gen.values[schema.Mentions]
	values, _ := d.view()
	var ordinals []uint32
	for i, p := range c.gen.periods.of(values) {
		if !p.IsZero() && m.Has(p) {
			ordinals = append(ordinals, uint32(i))
		}
	}
	return c.leaf(leaf{value: valuesOf(schema.Mentions, d, ordinals)}, 0)
}

// dates are the dates that a document speaks of.
func (f *find) dates(s *segment, doc uint32) []string {
	values, _ := f.snapshot.gen.values[schema.Mentions].view()
	var dates []string
	for _, ord := range s.facets[schema.Mentions].of(doc) {
		dates = append(dates, values[ord])
	}
	return dates
}

// lang is a document's language.
func (f *find) lang(s *segment, doc uint32) string {
	values, _ := f.snapshot.gen.values[schema.Lang].view()
	for _, ord := range s.facets[schema.Lang].of(doc) {
		return values[ord]
	}
	return ""
}
