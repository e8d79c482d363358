package places

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
)

// listed holds the places: folded name, kind (c country, r region, t town), country
// as its ISO 3166-1 code, thousands of people, and of most towns how many tenths of
// a degree north and east they lie, split by tabs; in the order of their names, of
// one name that with the most people first. Package make writes where they lie.
//
//go:embed places.tsv.gz
var listed []byte

// countries holds the English names by ISO 3166-1 code.
//
//go:embed country.tsv
var countries string

// demonyms holds the words for a country's people and things, folded.
//
//go:embed demonym.tsv
var demonyms string

// kind is what sort of place a name stands for.
type kind byte

const (
	country kind = 'c'
	region  kind = 'r'
	town    kind = 't'
)

// code is a country's ISO 3166-1 alpha-2 code.
type code [2]byte

// place is one place that a name stands for.
type place struct {
	people  uint32 // thousands
	country code
	kind    kind
}

// Gazetteer knows places. It is safe for use by many goroutines.
type Gazetteer struct {
	text     string   // the lines of places
	lines    []uint32 // where each begins, in the order of their names
	names    map[code]string
	codes    map[string]code // by folded name of the country
	demonyms map[string]code
}

// Load reads the gazetteer that is embedded.
func Load() (*Gazetteer, error) {
	g := &Gazetteer{names: map[code]string{}, codes: map[string]code{}, demonyms: map[string]code{}}
	for line := range strings.Lines(countries) {
		c, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		g.names[codeOf(c)] = name
		g.codes[analysis.Fold(name)] = codeOf(c)
	}
	for line := range strings.Lines(demonyms) {
		c, words, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for _, w := range strings.Fields(words) {
			g.demonyms[w] = codeOf(c)
		}
	}
	if err := g.read(bytes.NewReader(listed)); err != nil {
		return nil, fmt.Errorf("places: read the gazetteer: %w", err)
	}
	return g, nil
}

// read unpacks the places and notes where their lines begin: they are looked at
// as they are asked for.
func (g *Gazetteer) read(packed io.Reader) error {
	z, err := gzip.NewReader(packed)
	if err != nil {
		return err
	}
	var text strings.Builder
	if _, err := io.Copy(&text, z); err != nil {
		return err
	}
	g.text = text.String()
	for at := 0; at < len(g.text); {
		g.lines = append(g.lines, uint32(at))
		end := strings.IndexByte(g.text[at:], '\n')
		if end < 0 {
			break
		}
		at += end + 1
	}
	return nil
}

func codeOf(s string) code { return code{s[0], s[1]} }

// cells are the parts of a line.
func (g *Gazetteer) cells(line int) []string {
	end := len(g.text)
	if line+1 < len(g.lines) {
		end = int(g.lines[line+1])
	}
	return strings.Split(strings.TrimSuffix(g.text[g.lines[line]:end], "\n"), "\t")
}

// name is what a line begins with.
func (g *Gazetteer) name(line int) string {
	name, _, _ := strings.Cut(g.text[g.lines[line]:], "\t")
	return name
}

// first is the line at which a folded name stands, or would stand.
func (g *Gazetteer) first(folded string) int {
	return sort.Search(len(g.lines), func(i int) bool { return g.name(i) >= folded })
}

// named are the places of a folded name, that with the most people first.
func (g *Gazetteer) named(folded string) []place {
	var found []place
	for i := g.first(folded); i < len(g.lines) && g.name(i) == folded; i++ {
		cells := g.cells(i)
		people, _ := strconv.ParseUint(cells[3], 10, 32) // a test reads them all
		found = append(found, place{people: uint32(people), country: codeOf(cells[2]), kind: kind(cells[1][0])})
	}
	return found
}
