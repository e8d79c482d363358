package locale

import (
	"encoding/json"
	"strings"
)

// scripted is the group of the words that app.js says.
const scripted = "script."

// Script is the words of scripts as JSON: a text for each, or one for each plural
// form, in which # is the number; and how numbers are grouped.
func (l *Language) Script() (string, error) {
	words := map[string]any{"format": map[string]any{"group": l.format.Group, "from": l.format.GroupFrom}}
	for key, m := range l.messages {
		name, ok := strings.CutPrefix(key, scripted)
		switch {
		case !ok:
		case len(m) == 1 && m[0].kind == plurals:
			words[name] = scriptForms(m[0])
		default:
			words[name] = flat(m)
		}
	}
	encoded, err := json.Marshal(words)
	return string(encoded), err
}

func scriptForms(n node) map[string]string {
	forms := map[string]string{}
	for name, form := range formNames() {
		if m, ok := n.forms[form]; ok {
			forms[name] = flat(m)
		}
	}
	return forms
}

// flat writes a message with # for the number and {name} for each text.
func flat(m message) string {
	var b strings.Builder
	for _, n := range m {
		switch n.kind {
		case literal:
			b.WriteString(n.text)
		case number:
			b.WriteString("#")
		case text:
			b.WriteString("{" + n.text + "}")
		}
	}
	return b.String()
}
