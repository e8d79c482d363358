package conll

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/dateline-search/dateline/index/tag/ner/crf"
)

// Document is the sentences of an article.
type Document []Sentence

// Sentence is words and, of each, its tag.
type Sentence struct {
	Words []string
	Tags  []crf.Tag
}

// Spans are the names in a sentence.
func (s *Sentence) Spans() []crf.Span { return crf.Spans(nil, s.Tags) }

// Read reads documents: a line a token, its word and its tag split by a tab (O,
// or B- and I- with PER, ORG or LOC), an empty line behind each sentence, a word
// -DOCSTART- before each document. An error names the line.
func Read(r io.Reader) ([]Document, error) {
	var all []Document
	var d Document
	var words, labels []string
	sentence := func() {
		if len(words) > 0 {
			d = append(d, newSentence(words, labels))
			words, labels = nil, nil
		}
	}
	document := func() {
		if sentence(); len(d) > 0 {
			all, d = append(all, d), nil
		}
	}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		word, label, tab := strings.Cut(lines.Text(), "\t")
		switch {
		case word == "-DOCSTART-":
			document()
		case word == "" && !tab:
			sentence()
		case !tab || !isLabel(label):
			return nil, fmt.Errorf("conll: read: line %d: want a word and its tag, split by a tab", n)
		default:
			words, labels = append(words, word), append(labels, label)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("conll: read: %w", err)
	}
	document()
	return all, nil
}

func isLabel(s string) bool {
	return s == "O" || (strings.HasPrefix(s, "B-") || strings.HasPrefix(s, "I-")) && kind(s) >= 0
}

func kind(label string) int {
	switch label[2:] {
	case "PER":
		return crf.Person
	case "ORG":
		return crf.Org
	case "LOC":
		return crf.Place
	default:
		return -1
	}
}

// newSentence makes tags of labels. An I- that continues nothing begins a name.
func newSentence(words, labels []string) Sentence {
	s := Sentence{Words: words, Tags: make([]crf.Tag, len(words))}
	for i := 0; i < len(labels); {
		if labels[i] == "O" {
			i++
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] == "I-"+labels[i][2:] {
			end++
		}
		crf.Span{Start: i, End: end, Kind: kind(labels[i])}.Mark(s.Tags)
		i = end
	}
	return s
}
