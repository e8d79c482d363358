package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/places"
)

// EntityID is the stable id of an entity: its type and its folded name.
func EntityID(kind news.EntityType, canonical string) string {
	return string(kind) + ":" + strings.ReplaceAll(analysis.Fold(canonical), " ", "-")
}

func order(kind news.EntityType) int {
	return slices.Index([]news.EntityType{news.Person, news.Org, news.Place}, kind)
}

// entities gathers the spans by what they name. An entity that is written in
// several ways has the name that stands first and is not all in capitals. located
// says where the places lie.
func (a *article) entities(located map[string]places.Found) []news.Entity {
	var all []news.Entity
	at := map[string]int{}
	called := map[[2]string]int{} // the entity of each type and name: making an id takes time
	counters := make([]counter, len(a.fields))
	for i := range a.fields {
		counters[i].text = a.fields[i].text
	}
	for i := range a.spans {
		s := &a.spans[i]
		where := placeOf(s, located)
		if where.Name != "" {
			s.name = where.Name
		}
		key := [2]string{string(s.kind), s.name}
		e, known := called[key]
		if !known {
			id := EntityID(s.kind, s.name)
			if e, known = at[id]; !known {
				e = len(all)
				at[id] = e
				all = append(all, news.Entity{Type: s.kind, Name: s.name, ID: id, Country: where.Country})
			}
			called[key] = e
		}
		if all[e].Name != s.name && shouts(all[e].Name) && !shouts(s.name) {
			all[e].Name = s.name
		}
		c := &counters[s.field]
		all[e].Mentions = append(all[e].Mentions, news.Mention{
			Field: a.fields[s.field].name, Start: c.at(s.start), End: c.at(s.end), Text: a.text(s),
		})
	}
	slices.SortStableFunc(all, func(a, b news.Entity) int { return cmp.Compare(order(a.Type), order(b.Type)) })
	return all
}

// shouts reports whether a name of more than an acronym's length is all in
// capitals.
func shouts(name string) bool {
	return len(name) > maxAcronym && strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// calm gives a name as it is written elsewhere: not all in capitals, and without
// a nickname in quotation marks.
func calm(name string) string {
	name = withoutNickname(strings.Join(strings.Fields(name), " "))
	if !shouts(name) {
		return name
	}
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		if !isParticle(w) {
			words[i] = capitalise(w)
		}
	}
	return strings.Join(words, " ")
}

// capitalise gives each part of a hyphenated word, and each initial, its capital.
func capitalise(word string) string {
	var b strings.Builder
	first := true
	for _, r := range word {
		if first {
			r = unicode.ToUpper(r)
		}
		b.WriteRune(r)
		first = r == '-' || r == '.'
	}
	return b.String()
}

func withoutNickname(name string) string {
	start := strings.IndexAny(name, "\"“‘")
	end := strings.LastIndexAny(name, "\"”’")
	if start <= 0 || end <= start || !strings.HasPrefix(strings.TrimLeft(name[end:], "\"”’"), " ") {
		return name
	}
	return strings.Join(strings.Fields(name[:start]+strings.TrimLeft(name[end:], "\"”’")), " ")
}

// placeOf is where a span's place lies; nowhere for what is none.
func placeOf(s *span, located map[string]places.Found) places.Found {
	if s.kind != news.Place {
		return places.Found{}
	}
	return located[s.name]
}
