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

// dated cuts the parts of a text further, so that each date stands in parts of
// its own. The first part begins at code point from of the field's text; dates
// are in their order.
func dated(parts []part, from int, dates []news.DateMention) []part {
	var cut []part
	for _, p := range parts {
		runes := []rune(p.Text)
		end := from + len(runes)
		for len(runes) > 0 {
			for len(dates) > 0 && dates[0].End <= from {
				dates = dates[1:]
			}
			next := p
			n := len(runes)
			switch {
			case len(dates) == 0 || dates[0].Start >= end:
			case dates[0].Start > from:
				n = dates[0].Start - from
			default:
				n = min(n, dates[0].End-from)
				next.Date, next.URL = dates[0].Value, speaksOf(dates[0].Value)
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
	runes := []rune(body)
	at := 0
	for i, p := range paragraphs {
		for at < len(runes) && runes[at] == '\n' {
			at++
		}
		paragraphs[i] = dated(p, at, dates)
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
