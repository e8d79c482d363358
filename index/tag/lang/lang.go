package lang

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/tag/sieve"
)

//go:embed words.txt
var shipped string

// Version changes whenever a Detector tells another language for some text.
const Version = "1"

// Detector tells languages. It is safe for use by many goroutines.
type Detector struct {
	words, endings, letters list
	names                   []string // of the languages that votes count for
}

// list is what speaks for languages.
type list struct {
	votes map[string][]vote
	sieve sieve.Sieve
}

// of are the votes of a word, nil for most.
func (l *list) of(s string) []vote {
	if !sieve.Passes(&l.sieve, s) {
		return nil
	}
	return l.votes[s]
}

// seal shares a word's weight out among its languages.
func (l *list) seal() {
	l.sieve = sieve.Of(l.votes)
	for _, votes := range l.votes {
		for i := range votes {
			votes[i].weight /= float32(len(votes))
		}
	}
}

// vote is how much a word speaks for a language.
type vote struct {
	language int
	weight   float32
}

// New returns a Detector. An error is one of the list that is shipped.
func New() (*Detector, error) {
	empty := func() list { return list{votes: map[string][]vote{}} }
	d := &Detector{words: empty(), endings: empty(), letters: empty()}
	for i, line := range strings.Split(shipped, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if err := d.add(line); err != nil {
			return nil, fmt.Errorf("lang: words.txt: line %d: %w", i+1, err)
		}
	}
	for _, l := range []*list{&d.words, &d.endings, &d.letters} {
		l.seal()
	}
	return d, nil
}

// The weights of what speaks for a language.
const (
	wordWeight   = 1
	letterWeight = 0.7
	endingWeight = 0.4
)

func (d *Detector) add(line string) error {
	head, all, found := strings.Cut(line, ":")
	name, kind, _ := strings.Cut(head, " ")
	to, weight := d.words.votes, float32(wordWeight)
	switch kind {
	case "words":
	case "letters":
		to, weight = d.letters.votes, letterWeight
	case "endings":
		to, weight = d.endings.votes, endingWeight
	default:
		found = false
	}
	if !found {
		return fmt.Errorf("%q is not LANGUAGE words|letters|endings: …", head)
	}
	if len(d.names) == 0 || d.names[len(d.names)-1] != name {
		d.names = append(d.names, name)
	}
	language := len(d.names) - 1
	for _, s := range strings.Fields(all) {
		if votes := to[s]; len(votes) == 0 || votes[len(votes)-1].language != language {
			to[s] = append(votes, vote{language, weight})
		}
	}
	return nil
}

// MaxRead is how much of a text is looked at, in bytes: a headline and the first
// paragraph, which in news are in the language of the rest.
const MaxRead = 1 << 10

// Detect gives the language of a text as a primary subtag of BCP 47, empty where
// it cannot be told.
func (d *Detector) Detect(text string) string {
	text = text[:min(len(text), MaxRead)]
	s := scripts(text)
	if s.most() == latin {
		return d.latin(text)
	}
	return s.language()
}

// latin tells the languages of Latin script apart.
func (d *Detector) latin(text string) string {
	scores := make([]float32, len(d.names))
	for w := range words(text) {
		d.score(w, scores)
	}
	best, second := 0, 1
	if scores[second] > scores[best] {
		best, second = second, best
	}
	for i := 2; i < len(scores); i++ {
		switch {
		case scores[i] > scores[best]:
			best, second = i, best
		case scores[i] > scores[second]:
			second = i
		}
	}
	if scores[best] < leastScore || scores[best] <= scores[second] {
		return ""
	}
	return d.names[best]
}

// leastScore is what speaks for a language at least: less than one word that it
// alone has, more than an ending that it shares.
const leastScore = 0.3

func (d *Detector) score(word string, scores []float32) {
	for _, v := range d.words.of(word) {
		scores[v.language] += v.weight
	}
	for i := range word {
		if word[i] >= utf8.RuneSelf {
			_, size := utf8.DecodeRuneInString(word[i:])
			d.letter(word[i:i+size], scores)
		} else if i+1 < len(word) && (word[i] == word[i+1] || word[i] == 'i' && word[i+1] == 'j') {
			d.letter(word[i:i+2], scores)
		}
	}
	if len(word) > 4 {
		for i := max(1, len(word)-6); i < len(word)-1; i++ {
			for _, v := range d.endings.of(word[i:]) {
				scores[v.language] += v.weight
			}
		}
	}
}

func (d *Detector) letter(s string, scores []float32) {
	for _, v := range d.letters.of(s) {
		scores[v.language] += v.weight
	}
}

// words gives the words of a text in small letters.
func words(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
			if !yield(strings.ToLower(w)) {
				return
			}
		}
	}
}
