package ninjs

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// text is a string or number as text; empty for anything else.
func text(value []byte) string {
	if len(value) == 0 {
		return ""
	}
	if value[0] != '"' {
		if c := value[0]; c == '-' || c >= '0' && c <= '9' {
			return string(value)
		}
		return ""
	}
	if bytes.IndexByte(value, '\\') < 0 { // as in most, which are valid already
		return string(value[1 : len(value)-1])
	}
	var s string
	if err := json.Unmarshal(value, &s); err != nil {
		return ""
	}
	return s
}

// quoted is a string as it stands in JSON: few are looked at.
type quoted []byte

// mostNested is how deep a value is decoded here. Each level is gone through once
// more than the one in it, which the few of an item can bear; what lies deeper is
// left to encoding/json.
const mostNested = 20

// decode is a value, which was read before, as encoding/json decodes it, but for
// its strings. It fails where a number is too large.
func decode(value []byte, depth int) (decoded any, err error) {
	if depth > mostNested {
		return decodeWhole(value)
	}
	switch value = bytes.TrimLeft(value, " \n\r\t"); value[0] {
	case '"':
		return quoted(value), nil
	case '{':
		object := map[string]any{}
		err = news.ValidMembers(value, func(name, member []byte) (err error) {
			object[string(name)], err = decode(member, depth+1)
			return err
		})
		return object, err
	case '[':
		array := []any{}
		err = news.ValidElements(value, func(element []byte) error {
			e, err := decode(element, depth+1)
			array = append(array, e)
			return err
		})
		return array, err
	}
	return decodeWhole(value)
}

func decodeWhole(value []byte) (decoded any, err error) {
	err = json.Unmarshal(value, &decoded)
	return decoded, err
}

// list returns the elements of an array or the values of an object that holds
// objects, as associations and renditions of 1.x do; a value that is neither is
// a list of one.
func list(value []byte) [][]byte {
	if len(value) == 0 || bytes.Equal(value, []byte("null")) {
		return nil
	}
	if value[0] != '[' {
		return [][]byte{value}
	}
	var all [][]byte
	_ = news.ValidElements(value, func(element []byte) error { // it was read before
		all = append(all, element)
		return nil
	})
	return all
}

// values returns the elements of an array, or the values of an object's members.
func values(value []byte) [][]byte {
	if len(value) == 0 || value[0] != '{' {
		return list(value)
	}
	var all [][]byte
	_ = news.ValidMembers(value, func(_, member []byte) error { // it was read before
		all = append(all, member)
		return nil
	})
	return all
}

// entry is an element of the lists that 2.x has for headlines, bodies and
// descriptions.
type entry struct{ role, kind, value string }

func (it item) entries(name string) []entry {
	var all []entry
	for _, value := range list(it[name]) {
		if value[0] == '"' {
			all = append(all, entry{value: text(value)})
			continue
		}
		e, err := inner(value)
		if err != nil {
			continue
		}
		if v := text(e["value"]); strings.TrimSpace(v) != "" {
			all = append(all, entry{role: strings.ToLower(text(e["role"])), kind: strings.ToLower(text(e["contenttype"])), value: v})
		}
	}
	return all
}

// names returns the names in a list of things: subjects, keywords, authors.
func (it item) names(member string) []string {
	var all []string
	for _, value := range list(it[member]) {
		name := text(value)
		if value[0] == '{' {
			if e, err := inner(value); err == nil {
				name = text(e["name"])
			}
		}
		if name = strings.TrimSpace(name); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// named are the members whose names begin so, in their order.
func (it item) named(prefix string) []string {
	var names []string
	for name := range it {
		if strings.HasPrefix(name, prefix) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// first is the first of some members that has a text.
func (it item) first(names ...string) string {
	for _, name := range names {
		if s := strings.TrimSpace(text(it[name])); s != "" {
			return s
		}
	}
	return ""
}
