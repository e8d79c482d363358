package cue

import (
	"embed"
	"fmt"
	"hash/fnv"
	"io/fs"
	"path"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
)

// files are what the languages say.
//
//go:embed lang/*.txt
var files embed.FS

// class is what a word says about a name beside it or around it; a word may be of
// several.
type class uint32

const (
	title    class = 1 << iota // in front of a person, of whom one word may follow: "señor"
	job                        // in front of a person called by two words at least: "delantero"
	honour                     // behind a person: the Turkish "Bey"
	first                      // a first name
	particle                   // inside a person's name, small: "de la"
	surname                    // how last names end
	say                        // a verb of speech beside a person
	head                       // begins the name of an organisation, and is part of it: "Banco"
	small                      // the same, and is often written small: "ministère"
	short                      // the same, with one word behind it: "Amtsgericht"
	tail                       // ends the name of an organisation: "Bakanlığı"
	before                     // in front of an organisation, and no part of it: "empresa"
	behind                     // behind an organisation, and no part of it: "şirketi"
	prefix                     // the adjective before the word that begins an organisation: "Koninklijke"
	bind                       // joins words of an organisation or a place, small: "de"
	low                        // goes on an organisation's name though it is small: "municipal"
	site                       // in front of a place, and no part of it: "ciudad"
	siteHead                   // begins the name of a place: "Plaza"
	siteTail                   // ends the name of a place: "Caddesi"
	near                       // a preposition that places follow: "en"
	in                         // one that others follow too, so that the place must be known or look like one: "bei"
	town                       // how places end
	locative                   // the endings of a place behind an apostrophe: "'de"
	event                      // ends what is neither a person nor a place: "Cup"
	common                     // no name by itself, though it may have a capital
	stop                       // nor a part of one
)

func classes() map[string]class {
	return map[string]class{
		"title": title, "job": job, "honour": honour, "first": first, "particle": particle, "surname": surname, "say": say,
		"head": head, "small": small, "short": short, "tail": tail, "before": before, "behind": behind, "prefix": prefix,
		"bind": bind, "low": low, "site": site, "site-head": siteHead, "site-tail": siteTail, "near": near, "in": in,
		"town": town, "locative": locative, "event": event, "common": common, "stop": stop,
	}
}

// language is what a file of lang/ says.
type language struct {
	words    map[string]class
	prefixes map[string][]wild // by their first letters, see stem
	suffixes map[string][]wild // by their last ones
	legal    []string          // as they are written
	nouns    bool              // common nouns have a capital too
}

// wild is the beginning or the end of words.
type wild struct {
	part  string
	class class
}

// So many bytes of a wild part it is looked up by: long ones where it has them.
const (
	stem     = 2
	longStem = 4
)

// stemOf is how many bytes of a part of that length it is looked up by.
func stemOf(length int) int {
	if length >= longStem {
		return longStem
	}
	return stem
}

// load reads all languages. A line is CLASS: form, form, … where # begins a
// comment; a form with * in front or behind stands for all that end or begin so.
// "legal" holds legal forms, exactly as written; "nouns" alone says that common
// nouns have a capital too.
func load(from fs.FS) (map[string]*language, string, error) {
	names, err := fs.Glob(from, "lang/*.txt")
	if err != nil {
		return nil, "", fmt.Errorf("cue: %w", err)
	}
	all, sum := map[string]*language{}, fnv.New64a()
	for _, name := range names {
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, "", fmt.Errorf("cue: %w", err)
		}
		_, _ = sum.Write(text)
		l := &language{words: map[string]class{}, prefixes: map[string][]wild{}, suffixes: map[string][]wild{}}
		if err := l.read(string(text)); err != nil {
			return nil, "", fmt.Errorf("cue: %s: %w", name, err)
		}
		all[strings.TrimSuffix(path.Base(name), ".txt")] = l
	}
	return all, fmt.Sprintf("%x", sum.Sum64()), nil
}

func (l *language) read(text string) error {
	known := classes()
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, forms, found := strings.Cut(line, ":")
		switch c := known[name]; {
		case name == "nouns" && !found:
			l.nouns = true
		case name == "legal":
			for form := range strings.SplitSeq(forms, ",") {
				l.legal = append(l.legal, strings.TrimSpace(form))
			}
		case c == 0:
			return fmt.Errorf("line %d: there is no class %q", n, name)
		default:
			for form := range strings.SplitSeq(forms, ",") {
				if err := l.add(strings.TrimSpace(form), c); err != nil {
					return fmt.Errorf("line %d: %w", n, err)
				}
			}
		}
	}
	return nil
}

// add learns one form, which is one word; of one with a hyphen it is the last
// part that stands beside a name.
func (l *language) add(form string, c class) error {
	bare := strings.Trim(form, "*")
	tokens := analysis.Tokens(bare)
	if len(tokens) == 0 || strings.Contains(bare, " ") {
		return fmt.Errorf("%q is not one word", form)
	}
	term := tokens[len(tokens)-1].Term
	switch {
	case bare == form:
		l.words[term] |= c
	case len(term) < stem:
		return fmt.Errorf("%q is too short", form)
	case strings.HasPrefix(form, "*"):
		key := term[len(term)-stemOf(len(term)):]
		l.suffixes[key] = append(l.suffixes[key], wild{term, c})
	default:
		key := term[:stemOf(len(term))]
		l.prefixes[key] = append(l.prefixes[key], wild{term, c})
	}
	return nil
}

// class is what a folded word is.
func (l *language) class(term string) class {
	c := l.words[term]
	if len(term) <= stem || c&stop != 0 {
		return c
	}
	for n := stem; n <= min(longStem, len(term)); n += stem {
		c |= l.wild(term, n)
	}
	return c
}

// wild is what a word is by the wild parts that are looked up by n bytes.
func (l *language) wild(term string, n int) (c class) {
	for _, w := range l.prefixes[term[:n]] {
		if strings.HasPrefix(term, w.part) {
			c |= w.class
		}
	}
	for _, w := range l.suffixes[term[len(term)-n:]] {
		if strings.HasSuffix(term, w.part) && (len(term) > len(w.part)+1 || w.class&(title|job|head|before) != 0) {
			c |= w.class
		}
	}
	return c
}
