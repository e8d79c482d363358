package corpus

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// SyntaxError says where an article's file is wrong.
type SyntaxError struct {
	File    string
	Line    int // from 1
	Problem string
}

// Error gives the place as compilers do, "file:line: problem".
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Problem)
}

// Parse reads the text of one article's file. Its error is a *SyntaxError.
func Parse(file, text string) (Article, error) {
	p := parser{article: Article{File: file, Set: Train}, seen: map[string]bool{}}
	if err := p.parse(text); err != nil {
		return Article{}, err
	}
	return p.article, nil
}

type parser struct {
	article Article
	seen    map[string]bool
}

func (p *parser) parse(text string) error {
	if !utf8.ValidString(text) {
		return p.wrong(1, "not UTF-8")
	}
	if strings.Contains(text, "\r") {
		return p.wrong(1, "lines must end in \\n alone")
	}
	lines := strings.Split(text, "\n")
	body := slices.Index(lines, "")
	if body < 0 {
		body = len(lines)
	}
	for i, line := range lines[:body] {
		if err := p.header(i+1, line); err != nil {
			return err
		}
	}
	if err := p.complete(); err != nil {
		return err
	}
	return p.paragraphs(body, lines[body:])
}

func (p *parser) header(number int, line string) error {
	name, value, found := strings.Cut(line, ": ")
	if !found || value == "" {
		return p.wrong(number, "want a header such as \"title: …\", or an empty line before the body")
	}
	if p.seen[name] {
		return p.wrong(number, "a second %s", name)
	}
	p.seen[name] = true
	switch name {
	case "title":
		return p.marked(number, value, &p.article.Title)
	case "byline":
		return p.marked(number, value, &p.article.Byline)
	case "dateline":
		return p.marked(number, value, &p.article.Dateline)
	default:
		return p.fact(number, name, value)
	}
}

// fact reads a header that is no text of the article.
func (p *parser) fact(number int, name, value string) error {
	switch name {
	case "date":
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return p.wrong(number, "date %q: want one such as 2025-05-08", value)
		}
		p.article.Date = value
	case "kind":
		if !slices.Contains(Kinds(), value) {
			return p.wrong(number, "kind %q: want one of %s", value, strings.Join(Kinds(), ", "))
		}
		p.article.Kind = value
	case "set":
		if Set(value) != Train && Set(value) != Test {
			return p.wrong(number, "set %q: want %s or %s", value, Train, Test)
		}
		p.article.Set = Set(value)
	default:
		return p.wrong(number, "header %q: want title, byline, dateline, date, kind or set", name)
	}
	return nil
}

func (p *parser) complete() error {
	for _, name := range []string{"title", "date", "kind"} {
		if !p.seen[name] {
			return p.wrong(1, "the header has no %s", name)
		}
	}
	return nil
}

// paragraphs reads the body, whose first line follows line number `before`.
func (p *parser) paragraphs(before int, lines []string) error {
	for start := 0; start < len(lines); {
		if lines[start] == "" {
			start++
			continue
		}
		end := start
		for end < len(lines) && lines[end] != "" {
			end++
		}
		var paragraph Paragraph
		if err := p.marked(before+start+1, strings.Join(lines[start:end], "\n"), &paragraph); err != nil {
			return err
		}
		p.article.Body = append(p.article.Body, paragraph)
		start = end
	}
	if len(p.article.Body) == 0 {
		return p.wrong(before+1, "the article has no body")
	}
	return nil
}

func (p *parser) marked(number int, text string, into *Paragraph) error {
	m := marking{rest: text, line: number}
	if err := m.read(); err != nil {
		return p.wrong(m.line, "%s", err)
	}
	*into = Paragraph{Text: m.text.String(), Mentions: m.mentions, Line: number}
	return nil
}

func (p *parser) wrong(line int, format string, args ...any) error {
	return &SyntaxError{File: p.article.File, Line: line, Problem: fmt.Sprintf(format, args...)}
}
