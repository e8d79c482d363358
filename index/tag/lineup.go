package tag

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

const (
	// leastLine is how many names a line-up has at least, and leastRows how many
	// rows of them: what else is listed so has fewer, or no semicolons.
	leastLine = 7
	leastRows = 2
	// lineWords is how many words a name of a line-up has at most.
	lineWords = 3
)

// lineUp makes people of all who stand in a team's line-up: "Rovers: Hask; Dunmore,
// Pike, Oyston; Lund (Corey 74), Abara; Tull, Rees." Many of their names are towns
// and firms elsewhere.
func (a *article) lineUp() {
	var listed map[place]bool
	for i := range a.fields {
		f := &a.fields[i]
		if !strings.Contains(f.text, ";") {
			continue
		}
		var found []span
		for t := 1; t < len(f.tokens); t++ {
			if !strings.HasPrefix(f.gap(t), ":") || !upper(f.text[f.tokens[t-1].Start:]) {
				continue
			}
			if line := a.line(i, t); line != nil {
				if listed == nil {
					listed = a.listed()
				}
				if !mostly(line, listed) {
					found = append(found, line...)
				}
			}
		}
		a.supplant(found)
	}
}

// supplant puts spans in place of those that they share a token with.
func (a *article) supplant(found []span) {
	if len(found) == 0 {
		return
	}
	taken := map[place]bool{}
	for _, p := range found {
		for t := range p.n {
			taken[place{p.field, p.first + t}] = true
		}
	}
	a.spans = slices.DeleteFunc(a.spans, func(s span) bool {
		for t := range s.n {
			if taken[place{s.field, s.first + t}] {
				return true
			}
		}
		return false
	})
	a.spans = append(a.spans, found...)
	slices.SortFunc(a.spans, func(x, y span) int {
		return cmp.Or(cmp.Compare(x.field, y.field), cmp.Compare(x.first, y.first))
	})
}

// place is a token of an article.
type place struct{ field, token int }

// listed are the tokens at which a name begins that the dictionary knows to be no
// person's.
func (a *article) listed() map[place]bool {
	all := map[place]bool{}
	for i := range a.spans {
		if s := &a.spans[i]; s.entry != nil && s.kind != news.Person {
			all[place{s.field, s.first}] = true
		}
	}
	return all
}

// mostly reports whether more than a third of some names are listed.
func mostly(names []span, listed map[place]bool) bool {
	n := 0
	for _, s := range names {
		if listed[place{s.field, s.first}] {
			n++
		}
	}
	return 3*n > len(names)
}

// line is the names of the line-up that begins at a token; none where it is none.
func (a *article) line(field, t int) []span {
	f := &a.fields[field]
	var names []span
	rows := 1
	for t < len(f.tokens) {
		n := f.lineName(t)
		if n == 0 {
			break
		}
		names = append(names, a.span(field, t, n, news.Person))
		t = f.behindMinutes(t + n)
		if t >= len(f.tokens) {
			break
		}
		gap := strings.TrimSpace(f.gap(t))
		if strings.HasSuffix(gap, ";") {
			rows++
		}
		if !slices.Contains([]string{",", ";", "(", "),", ");"}, gap) {
			break
		}
	}
	if len(names) < leastLine || rows <= leastRows {
		return nil
	}
	return names
}

// gap is what stands in front of a token.
func (f *field) gap(t int) string { return f.text[f.tokens[t-1].End:f.tokens[t].Start] }

// lineName counts the words with a capital from a token on that stand together.
func (f *field) lineName(t int) int {
	n := 0
	for t+n < len(f.tokens) && n < lineWords && upper(f.text[f.tokens[t+n].Start:]) {
		if n > 0 && strings.Trim(f.gap(t+n), " -'’") != "" {
			break
		}
		n++
	}
	return n
}

// behindMinutes passes over the minute in which somebody came in.
func (f *field) behindMinutes(t int) int {
	if t < len(f.tokens) && strings.Trim(f.text[f.tokens[t].Start:f.tokens[t].End], "0123456789'’+") == "" && strings.Trim(f.gap(t), " ,") == "" {
		t++
	}
	return t
}
