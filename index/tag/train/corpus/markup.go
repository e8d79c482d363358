package corpus

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// marking reads text in which mentions are marked, "[Rubio|person|Marco Rubio]".
// A backslash before a bracket, a bar or a backslash takes it literally.
type marking struct {
	rest     string
	line     int // of what is read now
	text     strings.Builder
	runes    int // code points in text
	mentions []Mention
}

func (m *marking) read() error {
	for m.rest != "" {
		literal, stop, err := m.until("[]")
		if err != nil {
			return err
		}
		m.write(literal)
		switch stop {
		case '[':
			if err := m.mention(); err != nil {
				return err
			}
		case ']':
			return errors.New("a ] that closes nothing; write \\] for a literal one")
		}
	}
	if trimmed := strings.TrimSpace(m.text.String()); trimmed == "" || trimmed != m.text.String() {
		return errors.New("a text must neither be blank nor begin or end with a blank")
	}
	return nil
}

func (m *marking) write(s string) {
	m.text.WriteString(s)
	m.runes += utf8.RuneCountInString(s)
}

// mention reads on after the opening bracket.
func (m *marking) mention() error {
	var fields []string
	for {
		field, stop, err := m.until("[]|\n")
		if err != nil {
			return err
		}
		fields = append(fields, field)
		switch stop {
		case '|':
		case ']':
			return m.add(fields)
		default:
			return fmt.Errorf("the mention [%s is not closed", strings.Join(fields, "|"))
		}
	}
}

func (m *marking) add(fields []string) error {
	if len(fields) < 2 || len(fields) > 3 {
		return fmt.Errorf("mention [%s]: want [text|type] or [text|type|canonical name]", strings.Join(fields, "|"))
	}
	for _, field := range fields {
		if field == "" || strings.TrimSpace(field) != field {
			return fmt.Errorf("mention [%s]: a part is empty, or begins or ends with a blank", strings.Join(fields, "|"))
		}
	}
	kind := news.EntityType(fields[1])
	if kind != news.Person && kind != news.Org && kind != news.Place {
		return fmt.Errorf("mention [%s]: type %q: want person, org or place", strings.Join(fields, "|"), kind)
	}
	mention := Mention{Type: kind, Start: m.runes, ByteStart: m.text.Len(), Surface: fields[0], Canonical: fields[0]}
	if len(fields) == 3 {
		mention.Canonical = fields[2]
	}
	m.write(fields[0])
	mention.End, mention.ByteEnd = m.runes, m.text.Len()
	m.mentions = append(m.mentions, mention)
	return nil
}

// until reads plain text up to one of the stops, which is read too. At the end
// of the text the stop is 0.
func (m *marking) until(stops string) (plain string, stop byte, err error) {
	var out strings.Builder
	for m.rest != "" {
		c := m.rest[0]
		m.rest = m.rest[1:]
		if strings.IndexByte(stops, c) >= 0 {
			return out.String(), c, nil
		}
		if c == '\\' {
			if m.rest == "" || strings.IndexByte(`[]|\`, m.rest[0]) < 0 {
				return "", 0, errors.New(`a backslash must stand before [ ] | or \`)
			}
			c, m.rest = m.rest[0], m.rest[1:]
		}
		if c == '\n' {
			m.line++
		}
		out.WriteByte(c)
	}
	return out.String(), 0, nil
}
