package newsapi

import (
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/web/param"
)

// query takes away what NewsAPI has and our language has not: a + in front of a
// word that must be there. All words must.
func query(q string) string {
	var out []rune
	quoted := false
	previous := ' '
	for _, r := range q {
		if r == '"' {
			quoted = !quoted
		}
		if r == '+' && !quoted && (previous == ' ' || previous == '(') {
			continue
		}
		out, previous = append(out, r), r
	}
	return string(out)
}

// group keeps a query together.
func group(q string) string {
	if strings.TrimSpace(q) == "" {
		return ""
	}
	return "(" + q + ")"
}

// within asks for a query in some fields alone.
func within(fields, q string) (string, error) {
	if fields == "" || strings.TrimSpace(q) == "" {
		return q, nil
	}
	ours := map[string]string{"title": schema.Title, "description": schema.Subtitle, "content": schema.Body}
	var parts []string
	for name := range strings.SplitSeq(fields, ",") {
		field, known := ours[strings.TrimSpace(name)]
		if !known {
			return "", &param.Error{Name: "searchIn", Value: name, Want: "title, description or content, parted by commas"}
		}
		parts = append(parts, field+":"+group(q))
	}
	return strings.Join(parts, " OR "), nil
}

// moment reads a date or a time; one without a zone is in UTC.
func moment(name, value string) (string, error) {
	if value == "" {
		return "", nil
	}
	value = strings.ReplaceAll(value, " ", "T")
	if t, err := time.Parse("2006-01-02T15:04:05", value); err == nil {
		value = t.Format(time.RFC3339)
	}
	if _, _, ok := param.Period(value); !ok {
		return "", &param.Error{Name: name, Value: value, Want: "a date or a time, as 2025-05-01 or 2025-05-01T12:00:00"}
	}
	return value, nil
}
