package tag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/sieve"
)

// method changes with every change of the code that makes it find something
// else in the same text with the same names.
const method = "names-7"

// Dictionary knows names by heart. It is safe for use by many goroutines.
type Dictionary struct {
	words   map[string]uint32 // folded token to its number
	edges   map[uint64]uint32 // node and word to the next node, see edge
	begin   sieve.Sieve       // words that names begin with
	space   sync.Pool         // of *[]analysis.Token, for the articles at hand
	ends    []uint32          // of each node the first of the entries that end there, 0 where none does
	entries []entry
	sum     hash.Hash
	version string
	own     string // the newsroom's list

	surfaced surfaced

	// What is at hand while lists are read.
	tokens []analysis.Token
	demand []word // of all entries
}

// entry is a surface form and what it stands for.
type entry struct {
	kind      news.EntityType
	canonical string
	words     []word
	langs     []string // of the articles that it is for; empty is all
	flags     flags
	exact     string // how it must be written, where that is fixed
	tail      string // what the name ends in behind its last word: a full stop, a possessive
	next      uint32 // another entry with the same words, 0 where there is none
}

// flags say how an entry weighs against the statistical model.
type flags uint8

const (
	force flags = 1 << iota // a name whatever the model says, in exactly this case
	hint                    // a name only where something else speaks for it too
	never                   // no name

	// The weight of a shipped list rather than of a line.
	sure   // a name even where the model finds none or another
	likely // many words that are names elsewhere too
)

// word is what a token of a surface demands of a token of the text.
type word struct {
	capital bool   // begins with a capital
	caps    string // is an acronym
	gap     string // what stands between it and the word before
}

// columns of a list of names.
const columns = 4

// shippedWords is about how many words, steps and names the shipped lists have.
const shippedWords = 24_000

// newDictionary returns a Dictionary that knows nothing.
func newDictionary() *Dictionary {
	return &Dictionary{
		words: make(map[string]uint32, shippedWords), edges: make(map[uint64]uint32, shippedWords),
		ends:    make([]uint32, 1, shippedWords),
		entries: make([]entry, 1, shippedWords), // 0 is none
		sum:     sha256.New(),
		demand:  make([]word, 0, shippedWords),
	}
}

// Read reads a list of names: lines of surface, type (person, org, place),
// canonical name and flags, split by tabs, behind one header line. Empty lines
// and lines that begin with # are passed over. Flags are split by commas: force,
// hint, never, or the languages of the articles in which the surface is a name.
// An error names the line.
func Read(r io.Reader) (*Dictionary, error) {
	list, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("tag: names: %w", err)
	}
	d := newDictionary()
	if err := d.read(string(list), sure); err != nil {
		return nil, err
	}
	d.seal()
	return d, nil
}

// seal makes the version of what was read.
func (d *Dictionary) seal() {
	d.tokens, d.demand = nil, nil
	d.begin = sieve.New(len(d.words))
	for term, n := range d.words {
		if d.edges[edge(root, n)] != 0 {
			d.begin.Add(term)
		}
	}
	d.version = method + "-" + hex.EncodeToString(d.sum.Sum(nil)[:8])
}

// read adds a list. Of two lines with one surface the earlier one stands.
func (d *Dictionary) read(list string, weight flags) error {
	_, _ = io.WriteString(d.sum, list) // a hash takes all
	n := 0
	for line := range strings.Lines(list) {
		n++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if n == 1 || strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := d.add(line, weight); err != nil {
			return fmt.Errorf("tag: names, line %d: %w", n, err)
		}
	}
	return nil
}

// Version names what the dictionary would find: another list, another version.
func (d *Dictionary) Version() string { return d.version }

// add puts one line of a list into the trie.
func (d *Dictionary) add(line string, weight flags) error {
	var cells [columns]string
	n := 0
	for cell := range strings.SplitSeq(line, "\t") {
		if n < columns {
			cells[n] = cell
		}
		n++
	}
	if n != columns {
		return fmt.Errorf("%d columns, want surface, type, canonical, flags split by tabs", n)
	}
	e := entry{kind: news.EntityType(cells[1]), canonical: strings.TrimSpace(cells[2]), flags: weight}
	switch e.kind {
	case news.Person, news.Org, news.Place:
	default:
		return fmt.Errorf("type %q, want person, org or place", cells[1])
	}
	if err := e.readFlags(cells[3]); err != nil {
		return err
	}
	d.tokens = analysis.Append(d.tokens[:0], cells[0])
	tokens := d.tokens
	if len(tokens) == 0 || !strings.ContainsFunc(e.canonical, isName) {
		return fmt.Errorf("surface %q and canonical name %q must not be empty", cells[0], cells[2])
	}
	e.words = d.demands(cells[0], tokens)
	last := tokens[len(tokens)-1]
	e.tail = cells[0][last.Start+len(withoutPossessive(cells[0][last.Start:last.End])):]
	if e.flags&force != 0 || len(tokens) == 1 && mixed(cells[0]) {
		e.exact = cells[0]
	}
	d.insert(tokens, e)
	return nil
}

func (e *entry) readFlags(cell string) error {
	for _, f := range strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == '|' || r == ' ' }) {
		switch f {
		case "force":
			e.flags |= force
		case "hint":
			e.flags |= hint
		case "never":
			e.flags |= never
		default:
			if len(f) < 2 || len(f) > 3 || strings.ContainsFunc(f, func(r rune) bool { return r < 'a' || r > 'z' }) {
				return fmt.Errorf("flag %q, want force, hint, never or a language such as fr", f)
			}
			e.langs = append(e.langs, f)
		}
	}
	return nil
}

// insert hangs an entry behind its tokens, after those that are there.
func (d *Dictionary) insert(tokens []analysis.Token, e entry) {
	at := uint32(root)
	for _, t := range tokens {
		at = d.step(at, d.number(t.Term))
	}
	i := uint32(len(d.entries))
	d.entries = append(d.entries, e)
	last := d.ends[at]
	if last == 0 {
		d.ends[at] = i
		return
	}
	for d.entries[last].next != 0 {
		last = d.entries[last].next
	}
	d.entries[last].next = i
}

func (d *Dictionary) number(term string) uint32 {
	n, known := d.words[term]
	if !known {
		n = uint32(len(d.words))
		d.words[term] = n
	}
	return n
}

// root is the node in front of the first word of a name.
const root = 0

func edge(node, word uint32) uint64 { return uint64(node)<<32 | uint64(word) }

// step returns the node behind a word, made where it is missing.
func (d *Dictionary) step(node, word uint32) uint32 {
	next, known := d.edges[edge(node, word)]
	if !known {
		next = uint32(len(d.ends))
		d.ends = append(d.ends, 0)
		d.edges[edge(node, word)] = next
	}
	return next
}

// demands says what the tokens of a text must be like to be this surface.
func (d *Dictionary) demands(surface string, tokens []analysis.Token) []word {
	from := len(d.demand)
	for i, t := range tokens {
		w := word{capital: capital(surface[t.Start:]), caps: t.Caps}
		if i > 0 {
			w.gap = surface[tokens[i-1].End:t.Start]
		}
		// A long word in capitals is how a headline writes a name, no acronym.
		if len(t.Caps) > maxAcronym {
			w.caps = ""
		}
		d.demand = append(d.demand, w)
	}
	return d.demand[from:len(d.demand):len(d.demand)]
}

// isName reports whether a sign can be a word of a name.
func isName(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// maxAcronym is how many letters an acronym has that is always in capitals.
const maxAcronym = 6

// isFor reports whether an entry is for articles of a language; "" is unknown.
func (e *entry) isFor(lang string) bool {
	return len(e.langs) == 0 || slices.Contains(e.langs, lang)
}

// capital reports whether s begins with a capital or with a letter of a script
// that has none.
func capital(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
	}
	return false
}

// mixed reports whether a word has capitals behind its first letter and small
// letters too, as LeT has: only so is it that acronym.
func mixed(word string) bool {
	inner := strings.ContainsFunc(word, unicode.IsLower)
	_, rest, _ := strings.Cut(word, word[:1])
	return inner && strings.ContainsFunc(rest, unicode.IsUpper) && !strings.ContainsAny(word, " -'’.")
}
