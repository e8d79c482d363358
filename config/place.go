package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// place says where a key stands: file and line. Decoders do not tell, so the key
// is looked for below its sections.
func (f *file) place(key string) string {
	rest, line := f.text, 1
	for name := range strings.SplitSeq(key, ".") {
		at := regexp.MustCompile(`(?m)^[^#\n]*?\b` + regexp.QuoteMeta(name) + `["']?\s*[:=.\]]`).FindIndex(rest)
		if at == nil {
			return f.name
		}
		line += bytes.Count(rest[:at[1]-1], []byte("\n"))
		rest = rest[at[1]-1:]
	}
	return fmt.Sprintf("%s, line %d", f.name, line)
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
