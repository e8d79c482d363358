package cue

import "github.com/dateline-search/dateline/index/news"

// maxSame bounds the names that begin with one word and are looked for again.
const maxSame = 8

// again finds where the article has names that were found in it once, wherever
// they stand: at the beginning of sentences and in headlines.
func (p *page) again(found []Span) []Span {
	names := map[string][]Span{} // by their first word
	taken := make([][]bool, len(p.fields))
	for i := range p.fields {
		taken[i] = make([]bool, len(p.fields[i].words))
	}
	for _, f := range found {
		for t := f.First; t < f.First+f.N; t++ {
			taken[f.Field][t] = true
		}
		term := p.fields[f.Field].Tokens[f.First].Term
		if len(names[term]) < maxSame && !p.has(names[term], f) {
			names[term] = append(names[term], f)
		}
	}
	var more []Span
	for i := range p.fields {
		s := &p.fields[i]
		for t := 0; t < len(s.words); t++ {
			if taken[i][t] || !s.isNamed(t) {
				continue
			}
			if name, ok := s.repeats(t, names[s.Tokens[t].Term], taken[i]); ok {
				more = append(more, name)
				t += name.N - 1
			}
		}
	}
	return more
}

// has reports whether a name is among some already.
func (p *page) has(names []Span, f Span) bool {
	for _, n := range names {
		if n.N == f.N && p.fields[n.Field].Text.Text[n.Start:n.End] == p.fields[f.Field].Text.Text[f.Start:f.End] {
			return true
		}
	}
	return false
}

// repeats is the longest of some names that stands at a word again.
func (s *scan) repeats(t int, names []Span, taken []bool) (best Span, ok bool) {
	for _, n := range names {
		if n.N <= best.N || t+n.N > len(s.words) || n.N == 1 && (n.Type == news.Person || s.words[t].known != "" || s.isSmall(s.Tokens[t].Term)) {
			continue
		}
		same := true
		from := &s.fields[n.Field]
		for k := 0; k < n.N && same; k++ {
			same = !taken[t+k] && s.Tokens[t+k].Term == from.Tokens[n.First+k].Term && (k == 0 || s.words[t+k].joined == from.words[n.First+k].joined)
		}
		if same {
			best, ok = s.span(t, n.N, n.Type), true
		}
	}
	return best, ok
}
