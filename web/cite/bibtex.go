package cite

import (
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// bibtex writes an @article whose journal is the outlet, and @misc where none is
// known: journal is a required field.
func bibtex(r *news.Record) string {
	var b strings.Builder
	kind := "@article{"
	if line(r.Source) == "" {
		kind = "@misc{"
	}
	b.WriteString(kind + Key(r))
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = " + value)
		}
	}
	field("author", braced(strings.Join(bibtexNames(r.Authors), " and ")))
	field("title", braced(braced(tex(r.Title)))) // twice: its capitals stay
	field("journal", braced(tex(r.Source)))
	date := r.Published
	if date.Precision >= news.Year {
		field("year", braced(strconv.Itoa(date.Time.Year())))
	}
	if date.Precision >= news.Month {
		field("month", strings.ToLower(date.Time.Month().String()[:3])) // a name that styles know
	}
	if date.Precision >= news.Day {
		field("day", braced(strconv.Itoa(date.Time.Day())))
	}
	field("url", braced(verbatim(r.URL)))
	field("language", braced(tex(r.Lang)))
	field("keywords", braced(tex(strings.Join(r.Keywords, ", "))))
	field("note", braced(tex(version(r)+", id "+r.ID)))
	b.WriteString("\n}\n")
	return b.String()
}

func braced(s string) string {
	if s == "" {
		return ""
	}
	return "{" + s + "}"
}

// bibtexNames keeps together what BibTeX would take apart: at a comma, at "and",
// and a name of one word, which is mostly that of an agency.
func bibtexNames(authors []string) []string {
	names := lines(authors)
	for i, name := range names {
		whole := strings.Contains(name, ",") || !strings.Contains(name, " ") ||
			strings.Contains(" "+strings.ToLower(name)+" ", " and ")
		if names[i] = tex(name); whole {
			names[i] = braced(names[i])
		}
	}
	return names
}

// tex escapes what TeX takes for a command. Braces are written out by name:
// BibTeX counts them even behind a backslash.
func tex(s string) string {
	return strings.NewReplacer(
		`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`,
		`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
		`$`, `\$`, `&`, `\&`, `%`, `\%`, `#`, `\#`, `_`, `\_`,
	).Replace(line(s))
}

// verbatim is a URL as the url field takes it: unescaped, but without the
// characters that end the field.
func verbatim(url string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(line(url))
}
