package query

import "strings"

// value reads a unit as a value of a field: whole in quotes, else by its words.
func (p *parser) value(t token, field string) Node {
	p.count(t, 1)
	if sign := t.near + t.boost; sign != "" {
		p.repair(t.position, "value-sign", "{sign} works behind words of the text, not behind a value; it was dropped", sign)
	}
	if t.text = p.known(t, field); p.err != nil {
		return nil
	}
	if t.kind == tokenQuote {
		return Value{Field: field, Text: t.text, Whole: true}
	}
	text := t.text
	if !t.exact && isTyped(field) {
		text = p.typed(t, field)
	}
	if text == "" {
		p.noValue(t, context{field: field})
		return nil
	}
	return Value{Field: field, Text: text}
}

// typed gives a value without the signs of the language.
func (p *parser) typed(t token, field string) string {
	text, _ := unsuffixed(t.text)
	if sign := t.text[len(text):]; sign != "" && text != "" {
		p.repair(t.position, "value-sign", "{sign} works behind words of the text, not behind a value; it was dropped", sign)
	}
	bare := strings.Trim(text, "*")
	if bare != text && bare != "" {
		p.repair(t.position, "no-wildcard", "wildcards work in words of the text, not in {field}: yet; {text} is searched as it is written", field, bare)
	}
	return bare
}

// isTyped reports whether the values of a field are words that people type, in
// which *, ~ and ^ are signs of the language.
func isTyped(field string) bool { return field != "url" && field != fieldID }

// grows reports whether t is one of several bare words of a value, as in
// person:(Marco Rubio).
func (c context) grows(t token) bool {
	return isValueField(c.field) && t.kind == tokenWord && !t.not && t.field == "" && !t.operator("NOT") && !t.isAtLeast()
}

func isValue(n Node) bool {
	_, is := n.(Value)
	return is
}

// joinValues makes one value of two that stand side by side.
func joinValues(a, b Node) Node {
	left, right := a.(Value), b.(Value)
	left.Text += " " + right.Text
	return left
}

// bareValue prints the text of a value that is not whole. What could be taken
// for an operator or a sign has an equals sign before it.
func bareValue(text string) string {
	parts := strings.Fields(text)
	for i, part := range parts {
		if !isHarmless(part) {
			parts[i] = "=" + part
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, " ") + ")"
}

// isHarmless reports whether a part of a value is read back as it stands.
func isHarmless(part string) bool {
	switch part {
	case "AND", "OR", "NOT", "&&", "||":
		return false
	}
	return !strings.ContainsAny(part[:1], "-=/") && !strings.ContainsAny(part, ":*~^") &&
		!isDistance(part) && !strings.HasPrefix(part, "ATLEAST/")
}
