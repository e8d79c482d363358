package query

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/index/analysis/edit"
	"github.com/dateline-search/dateline/index/schema"
)

// field reads the name of a field with its colon.
func (l *lexer) field(t *token) {
	end := l.name(l.at)
	if end == l.at {
		return
	}
	name := string(l.in[l.at:end])
	field := fieldNamed(strings.ToLower(name))
	switch next := l.rune(end + 1); {
	case field != "":
		t.field = field
		l.at = end + 1
		l.blank(t)
	case next != 0 && !unicode.IsSpace(next): // else it is a colon as in any text
		l.noField(name)
	}
}

// name gives the end of a name that stands at i with a colon behind it; i where
// there is none.
func (l *lexer) name(i int) int {
	end := i
	for unicode.IsLetter(l.rune(end)) {
		end++
	}
	if l.rune(end) != ':' || l.rune(end+1) == '/' && l.rune(end+2) == '/' {
		return i
	}
	return end
}

// noField notes that there is no such field, and which one may be meant.
func (l *lexer) noField(name string) {
	if other := meantField(strings.ToLower(name)); other != "" {
		l.p.repair(l.at, "other-field", "there is no field {name} ({other}: is one); read as words", name, other)
		return
	}
	l.p.repair(l.at, "no-field", "there is no field {name}, as title: and person: are; read as words", name)
}

// blank passes over the blanks between a field and its value.
func (l *lexer) blank(t *token) {
	i := l.at
	for unicode.IsSpace(l.rune(i)) {
		i++
	}
	if i == l.at || !l.isValue(i) {
		return
	}
	l.at = i
	l.p.repair(t.position, "blank", "no blank stands between {field}: and its value; read without it", t.field)
}

// isValue reports whether what begins at i can be the value of a field: no
// operator, and nothing that has a sign or a field before it.
func (l *lexer) isValue(i int) bool {
	end := i
	for end < len(l.in) && !unicode.IsSpace(l.in[end]) && l.in[end] != ')' && l.in[end] != '(' {
		end++
	}
	next := token{kind: tokenWord, text: string(l.in[i:end])}
	switch {
	case next.operator("AND"), next.operator("OR"), next.operator("NOT"), next.operator("&&"), next.operator("||"), isOperator(next), next.isAtLeast():
		return false
	case strings.ContainsRune("-!=)", l.rune(i)), l.rune(i) == 0:
		return false
	}
	colon := l.name(i)
	return fieldNamed(strings.ToLower(string(l.in[i:colon]))) == ""
}

// meantField gives the field that a name which is none stands for elsewhere or is
// a slip of the pen for; empty where there is none.
func meantField(name string) string {
	elsewhere := map[string]string{
		"headline": schema.Title, "intitle": schema.Title, "content": schema.Body, "intext": schema.Body,
		"by": schema.Author, "byline": schema.Author, "site": schema.Source, "outlet": schema.Source, "publisher": schema.Source,
		"language": schema.Lang, "people": schema.Person, "company": schema.Org, "organisation": schema.Org, "organization": schema.Org,
		"location": schema.Place, "city": schema.Place, "tag": schema.Topic, "topic": schema.Topic, "inurl": schema.URL, "link": schema.URL,
		"date": fieldPublished, "since": fieldAfter, "from": fieldAfter, "until": fieldBefore, "to": fieldBefore,
	}
	if field := elsewhere[name]; field != "" {
		return field
	}
	return slip(name)
}

// slip is the field whose name is a slip of the pen away.
func slip(name string) string {
	fields := []string{fieldPublished, fieldAfter, fieldBefore, fieldLast, fieldMentions}
	for _, f := range schema.Fields() {
		fields = append(fields, f.Name)
	}
	i := slices.IndexFunc(fields, func(f string) bool {
		return fieldNamed(f) != "" && edit.Within(f, name, Slips(f))
	})
	if i < 0 {
		return ""
	}
	return fields[i]
}
