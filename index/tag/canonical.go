package tag

import (
	"slices"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// Canonical lists the canonical names of the entities of a type that a name is
// known as the name of, in any language: United Nations for "U.N." and "ООН". It
// does not list the name itself.
func (t *Tagger) Canonical(kind news.EntityType, name string) []string {
	return t.names.Load().canonical(kind, name)
}

func (d *Dictionary) canonical(kind news.EntityType, name string) []string {
	at := uint32(0)
	for _, token := range analysis.Tokens(name) {
		word, known := d.words[token.Term]
		if !known {
			return nil
		}
		if at = d.edges[edge(at, word)]; at == 0 {
			return nil
		}
	}
	var names []string
	for i := d.ends[at]; i != 0; i = d.entries[i].next {
		e := &d.entries[i]
		if e.kind == kind && e.flags&never == 0 && e.canonical != name && !slices.Contains(names, e.canonical) {
			names = append(names, e.canonical)
		}
	}
	return names
}
