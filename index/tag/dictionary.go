package tag

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
)

// method changes with every change of the code that makes it find something
// else in the same text with the same names.
const method = "dictionary-1"

// Dictionary is a tagger that knows names by heart. It is safe for use by many
// goroutines.
type Dictionary struct {
	root    node
	version string
}

// node is a step in the trie of surfaces, one folded token a step.
type node struct {
	next map[string]*node
	name *name // set where a surface ends
}

// name is a surface form and what it stands for.
type name struct {
	kind      news.EntityType
	canonical string
	words     []word
}

// word is what a token of a surface demands of a token of the text.
type word struct {
	capital bool   // begins with a capital
	caps    string // is an acronym
	gap     string // what stands between it and the word before
}

// columns of a list of names.
const columns = 4

// Read reads a list of names: lines of surface, type (person, org, place),
// canonical name and flags, split by tabs, behind one header line. Empty lines
// and lines that begin with # are passed over. An error names the line.
func Read(r io.Reader) (*Dictionary, error) {
	sum := sha256.New()
	_, _ = fmt.Fprintln(sum, method) // a hash takes everything
	d := &Dictionary{}
	lines := bufio.NewScanner(io.TeeReader(r, sum))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if n == 1 || line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := d.add(line); err != nil {
			return nil, fmt.Errorf("tag: names, line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("tag: names: %w", err)
	}
	d.version = method + "-" + hex.EncodeToString(sum.Sum(nil)[:8])
	return d, nil
}

// Version names what the dictionary would find: another list, another version.
func (d *Dictionary) Version() string { return d.version }

// add puts one line of a list into the trie. Of two lines with one surface the
// first one stands.
func (d *Dictionary) add(line string) error {
	cells := strings.Split(line, "\t")
	if len(cells) != columns {
		return fmt.Errorf("%d columns, want surface, type, canonical, flags split by tabs", len(cells))
	}
	kind := news.EntityType(cells[1])
	switch kind {
	case news.Person, news.Org, news.Place:
	default:
		return fmt.Errorf("type %q, want person, org or place", cells[1])
	}
	tokens := analysis.Tokens(cells[0])
	if len(tokens) == 0 || strings.TrimSpace(cells[2]) == "" {
		return fmt.Errorf("surface %q and canonical name %q must not be empty", cells[0], cells[2])
	}
	at := &d.root
	for _, t := range tokens {
		at = at.step(t.Term)
	}
	if at.name == nil {
		at.name = &name{kind: kind, canonical: cells[2], words: demands(cells[0], tokens)}
	}
	return nil
}

// step returns the node behind term, made where it is missing.
func (n *node) step(term string) *node {
	if n.next == nil {
		n.next = map[string]*node{}
	}
	if n.next[term] == nil {
		n.next[term] = &node{}
	}
	return n.next[term]
}

// demands says what the tokens of a text must be like to be this surface.
func demands(surface string, tokens []analysis.Token) []word {
	words := make([]word, len(tokens))
	for i, t := range tokens {
		words[i] = word{capital: capital(surface[t.Start:]), caps: t.Caps}
		if i > 0 {
			words[i].gap = surface[tokens[i-1].End:t.Start]
		}
	}
	return words
}
