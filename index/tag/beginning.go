package tag

import (
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// maxBeginning is how many entities a beginning may stand for: one letter begins
// thousands of names, of which nobody wants the last.
const maxBeginning = 1000

// Beginning lists the canonical names of the entities of a type that the lists
// know by a name in which a word begins so, in their order, at most maxBeginning:
// United States Department of State for "state dep". Case and accents are not
// looked at.
func (t *Tagger) Beginning(kind news.EntityType, prefix string) []string {
	return t.names.Load().beginning(kind, prefix)
}

// surfaced is all surface forms of a dictionary's lists, folded, one a line, to be
// looked through: some 0.3 ms for the lists that are shipped. They are made when
// they are asked for first.
type surfaced struct {
	once   sync.Once
	text   string
	begins []int       // of the lines, in bytes
	stands []canonical // of the lines
}

// canonical is what a surface form stands for.
type canonical struct {
	kind news.EntityType
	name string
}

func (d *Dictionary) beginning(kind news.EntityType, prefix string) (names []string) {
	prefix = analysis.Fold(prefix)
	if strings.TrimSpace(prefix) == "" {
		return nil
	}
	s := &d.surfaced
	s.once.Do(func() { s.read(d.own) })
	for at := 0; at < len(s.text) && len(names) < maxBeginning; {
		i, found := analysis.FindBeginning(s.text[at:], prefix)
		if !found {
			return names
		}
		line := sort.SearchInts(s.begins, at+i+1) - 1
		if c := s.stands[line]; c.kind == kind && !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
		if at = len(s.text); line+1 < len(s.begins) {
			at = s.begins[line+1]
		}
	}
	return names
}

// read reads the newsroom's list and those that are shipped.
func (s *surfaced) read(own string) {
	all := []string{own}
	for _, l := range shipped() {
		if text, err := lists.ReadFile(path.Join("list", l.name+".tsv")); err == nil { // it is embedded, and was read before
			all = append(all, string(text))
		}
	}
	var text strings.Builder
	for _, list := range all {
		for line := range strings.Lines(list) {
			cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			if len(cells) != columns || strings.HasPrefix(line, "#") || strings.Contains(cells[3], "never") {
				continue
			}
			s.begins = append(s.begins, text.Len())
			s.stands = append(s.stands, canonical{news.EntityType(cells[1]), strings.TrimSpace(cells[2])})
			text.WriteString(analysis.Fold(strings.TrimSpace(cells[0])))
			text.WriteByte('\n')
		}
	}
	s.text = text.String()
}
