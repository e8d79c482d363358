package ninjs

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// mismatch is where a value differs from a schema, and in what.
type mismatch struct{ path, reason string }

func (m *mismatch) Error() string {
	path := strings.TrimPrefix(m.path, ".")
	if path == "" {
		path = "the item"
	}
	return path + " " + m.reason
}

// at says where the value stands that differs; paths are put together only when
// something is wrong.
func (m *mismatch) at(format string, args ...any) *mismatch {
	m.path = fmt.Sprintf(format, args...) + m.path
	return m
}

func differs(format string, args ...any) *mismatch {
	return &mismatch{reason: fmt.Sprintf(format, args...)}
}

const (
	unknown  = "is no member that the standard knows"
	noWay    = "is in none of the ways that the standard knows"
	notOneOf = "must be in one of the ways that the standard knows, and in one alone"
)

// check returns the first thing in which a value differs from the schema, nil
// where it fits.
func (s *schema) check(value any) *mismatch {
	if s.never {
		return differs(unknown)
	}
	if s.target != nil {
		if m := s.target.check(value); m != nil {
			return m
		}
	}
	if m := s.checkValue(value); m != nil {
		return m
	}
	if len(s.OneOf) > 0 && matches(s.OneOf, value) != 1 {
		return differs(notOneOf)
	}
	if len(s.AnyOf) > 0 && matches(s.AnyOf, value) == 0 {
		return differs(noWay)
	}
	switch value := value.(type) {
	case map[string]any:
		return s.checkObject(value)
	case []any:
		return s.checkArray(value)
	}
	return nil
}

func matches(ways []*schema, value any) (n int) {
	for _, way := range ways {
		if way.check(value) == nil {
			n++
		}
	}
	return n
}

// checkValue looks at what every kind of value may be asked for.
func (s *schema) checkValue(value any) *mismatch {
	if len(s.Types) > 0 && !slices.ContainsFunc(s.Types, func(t string) bool { return isType(value, t) }) {
		return differs("must be of type %s", strings.Join(s.Types, " or "))
	}
	if m := s.checkText(value); m != nil {
		return m
	}
	number, ok := value.(float64)
	if ok && (s.Min != nil && number < *s.Min || s.Max != nil && number > *s.Max) {
		return differs("is out of range: %v", number)
	}
	return nil
}

// checkText looks at a string.
func (s *schema) checkText(value any) *mismatch {
	if len(s.Enum) == 0 && s.expression == nil {
		return nil
	}
	var said string
	switch value := value.(type) {
	case quoted:
		said = text(value)
	case string:
		said = value
	default:
		return nil
	}
	switch {
	case len(s.Enum) > 0 && !slices.Contains(s.Enum, said):
		return differs("must be one of %s, not %.60q", strings.Join(s.Enum, ", "), said)
	case s.expression != nil && !s.expression.MatchString(said):
		return differs("is not written as the standard demands: %.60q", said)
	}
	return nil
}

func isType(value any, name string) bool {
	switch value := value.(type) {
	case map[string]any:
		return name == "object"
	case []any:
		return name == "array"
	case quoted, string:
		return name == "string"
	case bool:
		return name == "boolean"
	case float64:
		return name == "number" || name == "integer" && value == math.Trunc(value)
	}
	return name == "null"
}

func (s *schema) checkArray(list []any) *mismatch {
	if s.Items == nil {
		return nil
	}
	for i, element := range list {
		if m := s.Items.check(element); m != nil {
			return m.at("[%d]", i)
		}
	}
	return nil
}

// checkObject looks at the members in the order of their names, so that of
// several things that are wrong it is always the same that is told.
func (s *schema) checkObject(object map[string]any) *mismatch {
	for _, name := range s.Needed.members {
		if _, ok := object[name]; !ok {
			return differs("is missing").at(".%s", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if m := s.checkMember(name, object[name]); m != nil {
			return m.at(".%s", name)
		}
	}
	return nil
}

func (s *schema) checkMember(name string, value any) *mismatch {
	known := false
	for below := range s.naming(name) {
		known = true
		if m := below.check(value); m != nil {
			return m
		}
	}
	switch {
	case known:
	case s.Additional != nil && s.Additional.closed:
		return differs(unknown)
	case s.Uneval != nil && s.Uneval.closed && !s.target.knows(name):
		return differs(unknown)
	case s.Additional != nil && s.Additional.schema != nil:
		return s.Additional.schema.check(value)
	}
	return nil
}

// naming yields the schemas that s has for a member of that name.
func (s *schema) naming(name string) func(yield func(*schema) bool) {
	return func(yield func(*schema) bool) {
		if below := s.Properties[name]; below != nil && !yield(below) {
			return
		}
		for expression, below := range s.names {
			if expression.MatchString(name) && !yield(below) {
				return
			}
		}
	}
}

// knows reports whether a schema, which may be nil, names a member.
func (s *schema) knows(name string) bool {
	if s == nil {
		return false
	}
	for range s.naming(name) {
		return true
	}
	return s.target.knows(name)
}
