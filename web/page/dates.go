package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/param"
)

// inField are the dates of a field, by where they stand.
func inField(dates []news.DateMention, field string) []news.DateMention {
	var of []news.DateMention
	for _, d := range dates {
		if d.Field == field {
			of = append(of, d)
		}
	}
	slices.SortFunc(of, func(a, b news.DateMention) int { return cmp.Compare(a.Start, b.Start) })
	return of
}

// region is a stretch of a field's text, in code points, that is something.
type region struct {
	start, end int
	put        func(*part)
}

// dateRegions are dates, each a link to all that speak of it.
func dateRegions(dates []news.DateMention) []region {
	list := make([]region, len(dates))
	for i, d := range dates {
		list[i] = region{d.Start, d.End, func(p *part) { p.Date, p.URL = d.Value, speaksOf(d.Value) }}
	}
	return list
}

// nameRegions are the places of a field that name somebody or something, by
// where they stand; of two that overlap, the first.
func nameRegions(entities []news.Entity, field string) []region {
	var list []region
	for _, e := range entities {
		for _, m := range e.Mentions {
			if m.Field == field {
				list = append(list, region{m.Start, m.End, func(p *part) { p.Kind, p.Name = string(e.Type), e.Name }})
			}
		}
	}
	slices.SortFunc(list, func(a, b region) int { return cmp.Compare(a.start, b.start) })
	end := 0
	return slices.DeleteFunc(list, func(r region) bool {
		overlaps := r.start < end
		if !overlaps {
			end = r.end
		}
		return overlaps
	})
}

// dated cuts the parts of a text further, so that each date stands in parts of
// its own.
func dated(parts []part, from int, dates []news.DateMention) []part {
	return split(parts, from, dateRegions(dates))
}

// split cuts the parts of a text further, so that each region stands in parts of
// its own. The first part begins at code point from of the field's text; regions
// are in their order.
func split(parts []part, from int, regions []region) []part {
	var cut []part
	for _, p := range parts {
		runes := []rune(p.Text)
		end := from + len(runes)
		for len(runes) > 0 {
			for len(regions) > 0 && regions[0].end <= from {
				regions = regions[1:]
			}
			next := p
			n := len(runes)
			switch {
			case len(regions) == 0 || regions[0].start >= end:
			case regions[0].start > from:
				n = regions[0].start - from
			default:
				n = min(n, regions[0].end-from)
				regions[0].put(&next)
			}
			next.Text = string(runes[:n])
			cut = append(cut, next)
			runes, from = runes[n:], from+n
		}
	}
	return cut
}

// datedBody is dated for the paragraphs of a body.
func datedBody(body string, paragraphs [][]part, dates []news.DateMention) [][]part {
	return splitBody(body, paragraphs, dateRegions(dates))
}

// splitBody is split for the paragraphs of a body.
func splitBody(body string, paragraphs [][]part, regions []region) [][]part {
	runes := []rune(body)
	at := 0
	for i, p := range paragraphs {
		for at < len(runes) && runes[at] == '\n' {
			at++
		}
		paragraphs[i] = split(p, at, regions)
		for _, q := range p {
			at += len([]rune(q.Text))
		}
	}
	return paragraphs
}

// speaksOf leads to all articles that speak of a date.
func speaksOf(value string) string {
	first, last, found := strings.Cut(value, "/")
	if !found {
		last = first
	}
	return here(param.State{}.Set(param.MentionsFrom, first).Set(param.MentionsTo, last))
}
