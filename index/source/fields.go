package source

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// fieldMap is Options.Fields, understood.
type fieldMap []fieldRule

// fieldRule says where a member of ours is looked for.
type fieldRule struct {
	ours         string
	alternatives []alternative
}

// alternative is one place: a member's whole value, its first words, or words of
// the user.
type alternative struct {
	member  string
	limit   int    // of its first words, in code points; 0 is all of it
	literal string // as JSON
}

// ParseFields reads a field map from text: "published=date,title=title|body:80",
// our name first (see Options.Fields). A comma in quotes is no end.
func ParseFields(s string) (map[string]string, error) {
	fields := map[string]string{}
	for _, part := range splitUnquoted(s, ',') {
		if strings.TrimSpace(part) == "" {
			continue
		}
		ours, theirs, ok := strings.Cut(part, "=")
		if ours = strings.TrimSpace(ours); !ok {
			return nil, fmt.Errorf("field %q must be written as ours=theirs, like published=date", ours)
		}
		fields[ours] = strings.TrimSpace(theirs)
	}
	_, err := newFieldMap(fields)
	return fields, err
}

func newFieldMap(fields map[string]string) (fieldMap, error) {
	var m fieldMap
	for _, ours := range slices.Sorted(maps.Keys(fields)) {
		if !slices.Contains(news.Known(), ours) {
			return nil, fmt.Errorf("field %q is no member of an article (%s); our name stands in front, like published=date",
				ours, strings.Join(news.Known(), ", "))
		}
		rule := fieldRule{ours: ours}
		for _, part := range splitUnquoted(fields[ours], '|') {
			a, err := newAlternative(strings.TrimSpace(part))
			if err != nil {
				return nil, fmt.Errorf("field %s: %w", ours, err)
			}
			rule.alternatives = append(rule.alternatives, a)
		}
		m = append(m, rule)
	}
	return m, nil
}

func newAlternative(s string) (alternative, error) {
	if s == "" {
		return alternative{}, fmt.Errorf("a name is missing; write it like title=headline|body:80|\"untitled\"")
	}
	if s[0] == '"' {
		if len(s) < 2 || s[len(s)-1] != '"' {
			return alternative{}, fmt.Errorf("the quote in %s is not closed", s)
		}
		return alternative{literal: string(news.AppendQuote(nil, s[1:len(s)-1]))}, nil
	}
	if i := strings.LastIndexByte(s, ':'); i > 0 {
		if n, err := strconv.Atoi(s[i+1:]); err == nil && n > 0 {
			return alternative{member: s[:i], limit: n}, nil
		}
	}
	return alternative{member: s}, nil
}

// splitUnquoted splits at separators outside double quotes.
func splitUnquoted(s string, separator byte) []string {
	var parts []string
	from, quoted := 0, false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == separator && !quoted:
			parts, from = append(parts, s[from:i]), i+1
		}
	}
	return append(parts, s[from:])
}

// maps reports whether a member of ours is mapped.
func (m fieldMap) maps(ours string) bool {
	return slices.ContainsFunc(m, func(r fieldRule) bool { return r.ours == ours })
}

// target returns which member of ours asks for the whole of a member of theirs.
func (m fieldMap) target(theirs string) (ours string, ok bool) {
	for _, r := range m {
		for _, a := range r.alternatives {
			if a.member == theirs && a.limit == 0 {
				return r.ours, true
			}
		}
	}
	return "", false
}

// apply gives an object our names. Without a map it is returned as it is.
func (m fieldMap) apply(object []byte) ([]byte, error) {
	if len(m) == 0 {
		return object, nil
	}
	theirs := map[string][]byte{}
	err := news.Members(object, func(name, value []byte) error {
		theirs[string(name)] = value
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(object)+64)
	used := map[string]bool{}
	for _, r := range m {
		used[r.ours] = true
		if value, from := r.find(theirs); value != nil {
			out = appendMember(out, r.ours, value)
			used[from] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(theirs)) {
		if !used[name] {
			out = appendMember(out, name, theirs[name])
		}
	}
	if len(out) == 0 {
		return []byte("{}"), nil
	}
	return append(out, '}'), nil
}

// find returns the value of the first alternative that has one, and the member
// that was used up for it.
func (r fieldRule) find(theirs map[string][]byte) (value []byte, used string) {
	for _, a := range r.alternatives {
		value := theirs[a.member]
		if value == nil && a.limit > 0 {
			value = theirs[usualMember(a.member)] // a table has named the column so
		}
		switch {
		case a.literal != "":
			return []byte(a.literal), r.ours
		case isEmpty(value):
		case a.limit == 0:
			return value, a.member
		case value[0] == '"':
			return firstWords(value, a.limit), r.ours
		}
	}
	return nil, ""
}

func isEmpty(value []byte) bool {
	switch string(value) {
	case "", "null", `""`, "[]", "{}":
		return true
	}
	return false
}

func appendMember(out []byte, name string, value []byte) []byte {
	if len(out) == 0 {
		out = append(out, '{')
	} else {
		out = append(out, ',')
	}
	out = append(news.AppendQuote(out, name), ':')
	return append(out, value...)
}
