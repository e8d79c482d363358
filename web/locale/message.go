package locale

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
)

// message is a parsed message: its nodes one after the other.
type message []node

// node is a piece of a message.
type node struct {
	kind  kind
	text  string                  // the literal, or the name of a value, slot or element
	forms map[plural.Form]message // of a plural
	inner message                 // of a slot or element
}

type kind uint8

const (
	literal kind = iota
	text         // {name}
	number       // {n, number}
	plurals      // {n, plural, …}
	slot         // <name>…</name> that the page fills
	element      // an element that stands for itself
)

// String names a kind of value.
func (k kind) String() string {
	switch k {
	case text:
		return "text"
	case number, plurals:
		return "number"
	}
	return "slot"
}

// maxDepth is how deep plurals and elements may stand in each other; words that
// need more cannot be read by translators either.
const maxDepth = 8

// formNames are the plural categories by their names in CLDR.
func formNames() map[string]plural.Form {
	return map[string]plural.Form{
		"zero": plural.Zero, "one": plural.One, "two": plural.Two,
		"few": plural.Few, "many": plural.Many, "other": plural.Other,
	}
}

// elements are those that a message may use without a slot.
func elements() []string { return []string{"bdi", "code", "kbd", "b", "unseen"} }

// reader reads a message by recursive descent.
type reader struct {
	rest  string
	count string // the value that # stands for; empty outside plurals
	depth int
}

// parse reads a message. Its errors say what is wrong, and before what.
func parse(source string) (message, error) {
	r := reader{rest: source}
	m, err := r.message()
	if err == nil && r.rest != "" {
		err = errors.New("closes what was not opened")
	}
	if err != nil {
		return nil, fmt.Errorf("%w, before %q", err, r.rest)
	}
	return m, nil
}

// message reads up to a closing brace, a closing tag or the end.
func (r *reader) message() (message, error) {
	r.depth++
	defer func() { r.depth-- }()
	if r.depth > maxDepth {
		return nil, errors.New("too deep")
	}
	var m message
	for r.rest != "" && r.rest[0] != '}' && !strings.HasPrefix(r.rest, "</") {
		n, err := r.node()
		if err != nil {
			return nil, err
		}
		m = append(m, n)
	}
	return m, nil
}

func (r *reader) node() (node, error) {
	switch {
	case r.rest[0] == '{':
		return r.value()
	case r.rest[0] == '<':
		return r.tag()
	case r.rest[0] == '#' && r.count != "":
		r.rest = r.rest[1:]
		return node{kind: number, text: r.count}, nil
	}
	return node{kind: literal, text: r.literal()}, nil
}

// literal reads plain text. An apostrophe is one, unless it stands before a sign
// that means something: then all up to the next one is plain.
func (r *reader) literal() string {
	var b strings.Builder
	for r.rest != "" && !strings.ContainsRune("{}<", rune(r.rest[0])) && (r.rest[0] != '#' || r.count == "") {
		size := 1
		switch {
		case strings.HasPrefix(r.rest, "''"):
			r.rest = r.rest[1:]
		case len(r.rest) > 1 && r.rest[0] == '\'' && strings.ContainsRune("{}<#", rune(r.rest[1])):
			quoted, _, _ := strings.Cut(r.rest[1:], "'")
			b.WriteString(quoted)
			r.rest = r.rest[min(len(quoted)+2, len(r.rest)):]
			continue
		}
		b.WriteString(r.rest[:size])
		r.rest = r.rest[size:]
	}
	return b.String()
}

// value reads {name}, {name, number} or {name, plural, …}.
func (r *reader) value() (node, error) {
	r.rest = r.rest[1:]
	name := r.name()
	if name == "" {
		return node{}, errors.New("a brace without a name")
	}
	if r.take("}") {
		return node{kind: text, text: name}, nil
	}
	if !r.take(",") {
		return node{}, fmt.Errorf("neither } nor , behind %q", name)
	}
	switch form := r.name(); {
	case form == "number" && r.take("}"):
		return node{kind: number, text: name}, nil
	case form == "plural" && r.take(","):
		return r.plural(name)
	default:
		return node{}, fmt.Errorf("%q is neither number nor plural", form)
	}
}

func (r *reader) plural(name string) (node, error) {
	outside := r.count
	r.count = name
	defer func() { r.count = outside }()
	n := node{kind: plurals, text: name, forms: map[plural.Form]message{}}
	for !r.take("}") {
		word := r.name()
		form, known := formNames()[word]
		if _, twice := n.forms[form]; !known || twice || !r.take("{") {
			return node{}, fmt.Errorf("%q is no plural form, or there twice", word)
		}
		inner, err := r.message()
		if err != nil {
			return node{}, err
		}
		if !r.take("}") {
			return node{}, fmt.Errorf("the form %q is not closed", word)
		}
		n.forms[form] = inner
	}
	if _, ok := n.forms[plural.Other]; !ok {
		return node{}, errors.New("a plural without other")
	}
	return n, nil
}

// tag reads <name>…</name>.
func (r *reader) tag() (node, error) {
	r.rest = r.rest[1:]
	name := r.name()
	if name == "" || !r.take(">") {
		return node{}, errors.New("a tag without a name")
	}
	inner, err := r.message()
	if err != nil {
		return node{}, err
	}
	if !strings.HasPrefix(r.rest, "</"+name+">") {
		return node{}, fmt.Errorf("<%s> is not closed", name)
	}
	r.rest = r.rest[len(name)+len("</>"):]
	n := node{kind: slot, text: name, inner: inner}
	if slices.Contains(elements(), name) {
		n.kind = element
	}
	return n, nil
}

// name reads a name between spaces.
func (r *reader) name() string {
	r.rest = strings.TrimLeft(r.rest, " \n")
	end := 0
	for end < len(r.rest) && (r.rest[end] >= 'a' && r.rest[end] <= 'z' || r.rest[end] == '-') {
		end++
	}
	name := r.rest[:end]
	r.rest = strings.TrimLeft(r.rest[end:], " \n")
	return name
}

// take goes past a sign, and reports whether it was there.
func (r *reader) take(sign string) bool {
	trimmed := strings.TrimLeft(r.rest, " \n")
	rest, found := strings.CutPrefix(trimmed, sign)
	if found {
		r.rest = rest
	}
	return found
}

// values are the names of what a message wants, with their kinds; it fails where
// one name is of two kinds.
func (m message) values() (map[string]string, error) {
	found := map[string]string{}
	err := m.visit(func(n node) error {
		if n.kind == literal || n.kind == element {
			return nil
		}
		if was, ok := found[n.text]; ok && was != n.kind.String() {
			return fmt.Errorf("%q is %s and %s", n.text, was, n.kind)
		}
		found[n.text] = n.kind.String()
		return nil
	})
	return found, err
}

// visit calls f for every node, outer ones first.
func (m message) visit(f func(node) error) error {
	for _, n := range m {
		if err := f(n); err != nil {
			return err
		}
		if err := n.inner.visit(f); err != nil {
			return err
		}
		for _, form := range n.forms {
			if err := form.visit(f); err != nil {
				return err
			}
		}
	}
	return nil
}
