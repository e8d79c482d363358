package locale

import (
	"html/template"
	"slices"
	"strings"
)

// Value is what a message is filled with, by Num, Str or Slot.
type Value struct {
	name   string
	kind   kind
	text   string
	number int
	// element and its attributes, name and value in turn, are of a slot.
	element    string
	attributes []string
}

// Num is a number that a message counts with or shows.
func Num(name string, n int) Value { return Value{name: name, kind: number, number: n} }

// Str is a text that a message shows as it is.
func Str(name, shown string) Value { return Value{name: name, kind: text, text: shown} }

// Slot is the element that a message's <name> stands for, with its attributes,
// name and value in turn. Only elements and attributes that can do no harm are
// written, and only addresses of this site or on the web.
func Slot(name, element string, attributes ...string) Value {
	return Value{name: name, kind: slot, element: element, attributes: attributes}
}

// Say fills a message for a place that takes text; slots and elements leave
// their text. What is missing shows between ⟦ and ⟧, which tests look for.
func (l *Language) Say(key string, values ...Value) string {
	return l.fill(key, plain{}, values)
}

// Rich fills a message for a place that takes HTML; all of it is escaped but the
// elements of its slots.
func (l *Language) Rich(key string, values ...Value) template.HTML {
	return template.HTML(l.fill(key, markup{}, values))
}

// Word is the message that a group has for a name: the kind of an entity, a
// problem. It is the name itself where the group has none for it.
func (l *Language) Word(group, name string, values ...Value) string {
	if _, ok := l.messages[group+"."+name]; !ok {
		return name
	}
	return l.Say(group+"."+name, values...)
}

// Knows reports whether a group has a message for a name.
func (l *Language) Knows(group, name string) bool {
	_, ok := l.messages[group+"."+name]
	return ok
}

func missing(name string) string { return "⟦" + name + "⟧" }

func (l *Language) fill(key string, o output, values []Value) string {
	m, ok := l.messages[key]
	if !ok {
		return missing(key)
	}
	f := filler{language: l, out: o, values: values}
	f.message(m)
	return f.b.String()
}

// output is how a message is written down.
type output interface {
	text(s string) string
	tags(v Value) (open, shut string)
}

// plain is text without elements.
type plain struct{}

func (plain) text(s string) string        { return s }
func (plain) tags(Value) (string, string) { return "", "" }

// markup is HTML.
type markup struct{}

func (markup) text(s string) string { return template.HTMLEscapeString(s) }

func (markup) tags(v Value) (open, shut string) {
	if !slices.Contains([]string{"a", "b", "bdi", "code", "del", "ins", "kbd", "span", "time"}, v.element) || len(v.attributes)%2 != 0 {
		return missing(v.name), ""
	}
	var b strings.Builder
	b.WriteString("<" + v.element)
	for i := 0; i < len(v.attributes); i += 2 {
		name, value := v.attributes[i], v.attributes[i+1]
		if !harmless(name, value) {
			return missing(v.name), ""
		}
		b.WriteString(" " + name + `="` + template.HTMLEscapeString(value) + `"`)
	}
	return b.String() + ">", "</" + v.element + ">"
}

// harmless reports whether an attribute does nothing but lead on this site or
// the web, or say more.
func harmless(name, value string) bool {
	switch name {
	case "class", "datetime", "dir", "download", "hreflang", "id", "lang", "rel", "title":
		return true
	case "href":
		ours := strings.HasPrefix(value, "#") || strings.HasPrefix(value, "?") ||
			strings.HasPrefix(value, "/") && !strings.HasPrefix(value, "//") && !strings.HasPrefix(value, `/\`)
		return ours || strings.HasPrefix(value, "https://") || strings.HasPrefix(value, "http://")
	}
	return name == "data-format"
}

// filler writes one message.
type filler struct {
	language *Language
	out      output
	values   []Value
	b        strings.Builder
}

func (f *filler) message(m message) {
	for _, n := range m {
		f.node(n)
	}
}

func (f *filler) node(n node) {
	switch n.kind {
	case literal:
		f.b.WriteString(f.out.text(n.text))
		return
	case element:
		v := Value{name: n.text, element: n.text}
		if n.text == "unseen" {
			v = Value{name: n.text, element: "span", attributes: []string{"class", "unseen"}}
		}
		f.wrapped(v, n.inner)
		return
	}
	v, ok := f.value(n)
	switch {
	case !ok:
		f.b.WriteString(f.out.text(missing(n.text)))
	case n.kind == text:
		f.b.WriteString(f.out.text(v.text))
	case n.kind == number:
		f.b.WriteString(f.out.text(f.language.Count(v.number)))
	case n.kind == plurals:
		f.message(f.language.form(n, v.number))
	case n.kind == slot:
		f.wrapped(v, n.inner)
	}
}

func (f *filler) wrapped(v Value, inner message) {
	open, shut := f.out.tags(v)
	f.b.WriteString(open)
	f.message(inner)
	f.b.WriteString(shut)
}

// value is what was handed over for a node.
func (f *filler) value(n node) (Value, bool) {
	for _, v := range f.values {
		if v.name == n.text && v.kind.String() == n.kind.String() {
			return v, true
		}
	}
	return Value{}, false
}

// form is what a plural says of a number; other, where it has none for its form.
func (l *Language) form(n node, count int) message {
	if m, ok := n.forms[l.category(count)]; ok {
		return m
	}
	return n.forms[other]
}
