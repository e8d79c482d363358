package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// origin says where a key stands.
func (f *file) origin(key string) Origin {
	return Origin{Kind: FromFile, Name: f.name, Line: f.line(key)}
}

// line is the line of a key. Decoders do not tell it, so the key is looked for
// below its sections; 0 where it is not found.
func (f *file) line(key string) int {
	rest, line := f.text, 1
	for i, name := range strings.Split(key, ".") {
		end := findKey(rest, name, i == 0)
		if end < 0 {
			return 0
		}
		line += bytes.Count(rest[:end], []byte("\n"))
		rest = rest[end:]
	}
	return line
}

// findKey is the end of the first such key, and -1 where there is none. On top a
// key that begins its line goes before one that does not: that may lie in a
// section.
func findKey(text []byte, name string, top bool) int {
	key := regexp.QuoteMeta(name) + `["']?\s*[:=.\]]`
	if top {
		if at := regexp.MustCompile(`(?m)^["'\[]?` + key).FindIndex(text); at != nil {
			return at[1] - 1
		}
	}
	if at := regexp.MustCompile(`(?m)^[^#\n]*?\b` + key).FindIndex(text); at != nil {
		return at[1] - 1
	}
	return -1
}

// syntaxError says where a file is broken, as far as its decoder does.
func syntaxError(name string, text []byte, err error) error {
	var positioned interface{ Position() (row, column int) }
	var jsonSyntax *json.SyntaxError
	var jsonType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &positioned):
		line, _ := positioned.Position()
		return fmt.Errorf("%s, line %d: %w", name, line, err)
	case errors.As(err, &jsonSyntax):
		return fmt.Errorf("%s, line %d: %w", name, lineOf(text, jsonSyntax.Offset), err)
	case errors.As(err, &jsonType):
		return fmt.Errorf("%s, line %d: %w", name, lineOf(text, jsonType.Offset), err)
	}
	return fmt.Errorf("%s: %w", name, err) // YAML's errors name the line
}

func lineOf(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(offset, int64(len(text)))], []byte("\n"))
}
