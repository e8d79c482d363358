package openapi

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dateline-search/dateline/web/param"
)

// member is one member of a JSON object, as a struct's field and its tags say:
// json gives its name, and whether it may be left out; doc, enum and max (the most
// characters of a string) the rest. Descriptions are made of members, and what is
// sent is checked against them, so that the two say the same.
type member struct {
	name     string
	field    reflect.StructField
	optional bool
	words    []string
	most     int // characters; 0 is no bound
}

// membersOf lists the members of a struct, embedded ones among its own.
func membersOf(t reflect.Type) (all []member) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			all = append(all, membersOf(f.Type)...)
			continue
		}
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		m := member{name: name, field: f, optional: strings.Contains(options, "omit")}
		if words := f.Tag.Get("enum"); words != "" {
			m.words = strings.Split(words, ",")
		}
		m.most, _ = strconv.Atoi(f.Tag.Get("max")) // 0 where there is none
		all = append(all, m)
	}
	return all
}

// Decode reads a JSON object into the struct that into points to, and refuses
// what its description excludes: members that it does not have, that are missing,
// of another type, too long, or none of the words for it. Such an error is a
// *param.Error that names the member; broken JSON gives that of package json.
func Decode(body []byte, into any) error {
	var sent map[string]json.RawMessage
	if err := json.Unmarshal(body, &sent); err != nil {
		return err
	}
	if sent == nil {
		return &json.UnmarshalTypeError{Value: "null", Type: reflect.TypeOf(into).Elem()}
	}
	members := membersOf(reflect.TypeOf(into).Elem())
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = m.name
	}
	if err := param.CheckMembers(sent, names); err != nil {
		return err
	}
	for _, m := range members {
		if err := m.check(sent[m.name]); err != nil {
			return err
		}
	}
	return json.Unmarshal(body, into)
}

// check looks at what was sent for a member; nothing and null are the same.
func (m member) check(raw json.RawMessage) error {
	if len(raw) == 0 || string(raw) == "null" {
		if m.optional {
			return nil
		}
		return &param.Error{Name: m.name, Text: fmt.Sprintf("%s is missing; it must be %s", m.name, m.want())}
	}
	if half(raw) {
		return &param.Error{Name: m.name, Text: m.name + " holds half a character: \\ud800 to \\udfff stand in pairs alone (RFC 8259, section 8.2)"}
	}
	value := reflect.New(m.field.Type)
	if err := json.Unmarshal(raw, value.Interface()); err != nil {
		return &param.Error{Name: m.name, Value: string(raw), Want: m.want()}
	}
	text, ok := value.Elem(), m.field.Type.Kind() == reflect.String
	switch {
	case !ok:
	case len(m.words) > 0 && !slices.Contains(m.words, text.String()) && (text.String() != "" || !m.optional):
		return &param.Error{Name: m.name, Value: text.String(), Want: m.want()}
	case m.most > 0 && utf8.RuneCountInString(text.String()) > m.most,
		text.String() == "" && !m.optional && m.most > 0:
		return &param.Error{Name: m.name, Value: text.String(), Want: m.want()}
	}
	return nil
}

// half reports whether JSON holds one half of a surrogate pair without the other.
// Package json would make U+FFFD of it, which is not what was sent.
func half(raw []byte) bool {
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		first := unit(raw[i:])
		if !utf16.IsSurrogate(first) {
			i++ // what is escaped
			continue
		}
		if i += len(`\ud800`); i >= len(raw) || utf16.DecodeRune(first, unit(raw[i:])) == unicode.ReplacementChar {
			return true
		}
		i += len(`\ud800`) - 1
	}
	return false
}

// unit is the UTF-16 code unit that raw begins with as an escape, and 0 for none.
func unit(raw []byte) rune {
	if len(raw) < len(`\ud800`) || raw[0] != '\\' || raw[1] != 'u' {
		return 0
	}
	n, err := strconv.ParseUint(string(raw[2:6]), 16, 16)
	if err != nil {
		return 0
	}
	return rune(n)
}

// want is what a member must be, as the end of "it must be …".
func (m member) want() string {
	switch {
	case len(m.words) > 0:
		return "one of " + strings.Join(m.words, ", ")
	case m.most > 0 && m.optional:
		return fmt.Sprintf("a text of at most %d characters", m.most)
	case m.most > 0:
		return fmt.Sprintf("a text of 1 to %d characters", m.most)
	}
	switch m.field.Type.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Map, reflect.Struct, reflect.Pointer:
		return "a JSON object"
	}
	return "a number"
}
