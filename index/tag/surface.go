package tag

import (
	"path"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
)

// Surfaces lists the names by which an entity of a type is known from the lists,
// the newsroom's own first, in the order of the lists. It does not list the
// canonical name itself, and reads the lists anew: it is for one entity that
// somebody looks at.
func (t *Tagger) Surfaces(kind news.EntityType, canonical string) []alias.Surface {
	var all []alias.Surface
	add := func(list string, own bool) {
		for _, text := range surfaces(list, kind, canonical) {
			if text != canonical && !slices.ContainsFunc(all, func(s alias.Surface) bool { return s.Text == text }) {
				all = append(all, alias.Surface{Text: text, Own: own})
			}
		}
	}
	add(t.names.Load().own, true)
	for _, l := range shipped() {
		text, err := lists.ReadFile(path.Join("list", l.name+".tsv"))
		if err == nil { // it is embedded, and was read before
			add(string(text), false)
		}
	}
	return all
}

// surfaces finds the lines of a list that stand for an entity: by its canonical
// name first, which few lines have.
func surfaces(list string, kind news.EntityType, canonical string) (found []string) {
	if canonical == "" {
		return nil
	}
	for at := 0; ; {
		i := strings.Index(list[min(at, len(list)):], canonical)
		if i < 0 {
			return found
		}
		begin := strings.LastIndexByte(list[:at+i], '\n') + 1
		line, _, _ := strings.Cut(list[begin:], "\n")
		cells := strings.Split(strings.TrimSuffix(line, "\r"), "\t")
		if begin > 0 && len(cells) == columns && !strings.HasPrefix(line, "#") && cells[1] == string(kind) &&
			strings.TrimSpace(cells[2]) == canonical && !strings.Contains(cells[3], "never") {
			found = append(found, strings.TrimSpace(cells[0]))
		}
		at = begin + len(line) + 1
	}
}

// Listed reports whether a list has a name as the canonical one of an entity of a
// type: two that are listed are two.
func (t *Tagger) Listed(kind news.EntityType, canonical string) bool {
	if len(surfaces(t.names.Load().own, kind, canonical)) > 0 {
		return true
	}
	return slices.ContainsFunc(shipped(), func(l shippedList) bool {
		text, err := lists.ReadFile(path.Join("list", l.name+".tsv"))
		return err == nil && len(surfaces(string(text), kind, canonical)) > 0
	})
}

// Countries lists the countries that places of a name lie in, that with the most
// people first; whole says that it is the name of a country.
func (t *Tagger) Countries(place string) (list []news.Country, whole bool) {
	return t.places.Countries(place)
}

// Where says how many degrees north and east the largest town of a name lies in a
// country, where that is known.
func (t *Tagger) Where(place, country string) (north, east float64, known bool) {
	return t.places.Where(place, country)
}
