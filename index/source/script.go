package source

import (
	"bytes"
	"errors"
	"io"
	"regexp"
)

// script is an element of HTML that holds JSON-LD, with what it holds.
var script = regexp.MustCompile(`(?is)<script\s[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script\s*>`)

// hasScript reports whether a text that is no page has such an element in it, as
// examples and parts of pages do.
func hasScript(b *beginning) bool {
	return b.first != '<' && b.first != '{' && b.first != '[' && script.Match(b.head)
}

// openSchemaOrg reads JSON-LD, whether it is a file of objects or stands in the
// scripts of a text.
func openSchemaOrg(in *input) (articles, int, error) {
	if in.first == '{' || in.first == '[' {
		return openDialect(newSchemaOrg)(in)
	}
	line := in.line
	text, err := readWhole(in)
	if err != nil {
		return nil, line, err
	}
	s := &scriptItems{text: []byte(text), found: script.FindAllSubmatchIndex([]byte(text), -1), line: line}
	if len(s.found) == 0 {
		return nil, line, errors.New("holds no JSON-LD: neither an object nor a script of the type application/ld+json")
	}
	return &objects{items: s, dialect: newSchemaOrg(), settled: true}, line, nil
}

// scriptItems are what the scripts in a text hold.
type scriptItems struct {
	text  []byte
	found [][]int
	line  int // where the text begins
}

func (s *scriptItems) framed() bool { return true }

func (s *scriptItems) next() (object []byte, line int, err error) {
	if len(s.found) == 0 {
		return nil, 0, io.EOF
	}
	from, to := s.found[0][2], s.found[0][3]
	s.found = s.found[1:]
	object = bytes.TrimSpace(s.text[from:to])
	if bytes.HasPrefix(object, []byte("[")) { // several in one script
		object = append(append([]byte(`{"@graph":`), object...), '}')
	}
	return object, s.line + bytes.Count(s.text[:from], []byte("\n")), nil
}
