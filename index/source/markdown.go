package source

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"

	"github.com/dateline-search/dateline/index/news"
)

// isMarkdown tells Markdown by the file's name, or by front matter that names a
// title.
func isMarkdown(b *beginning) bool {
	if hasEnd(b.path, ".md", ".markdown", ".mdx") {
		return true
	}
	fence := frontFence(string(b.head[:min(len(b.head), maxHeader)]))
	return fence != "" && frontTitle.Match(b.head[:min(len(b.head), maxHeader)])
}

var frontTitle = regexp.MustCompile(`(?m)^"?title"?\s*[:=]`)

// openMarkdown reads one article in Markdown. What stands in its front matter
// (YAML, TOML or JSON) says the rest of it.
func openMarkdown(in *input) (articles, int, error) {
	text, err := readWhole(in)
	if err != nil {
		return nil, in.line, err
	}
	s := &single{line: in.line}
	s.err = s.readMarkdown(text)
	return s, 0, nil
}

func (s *single) readMarkdown(text string) error {
	matter, text, err := frontMatter(text)
	if err != nil {
		return fmt.Errorf("front matter: %w", err)
	}
	var members []fileMember
	for _, m := range matter {
		if m.name == "draft" && m.values[0] == "true" {
			return errors.New("is a draft")
		}
		if member := matterMember(m.name); member != "" {
			members = append(members, fileMember{member, m.values})
		}
	}
	if err := setMembers(&s.article, members); err != nil {
		return err
	}
	title, plain := readMarkdown(text, s.article.Title == "")
	if s.article.Title == "" {
		s.article.Title = title
	}
	return s.readRest(plain)
}

func (s *single) readRest(plain string) error {
	a := s.article
	if a.Title != "" && strings.TrimSpace(plain) == "" {
		plain = a.Title
	}
	if a.Title != "" {
		s.article.Body = strings.TrimSpace(plain)
		return nil
	}
	if err := s.read(plain); err != nil {
		return err
	}
	a.Title, a.Body = s.article.Title, s.article.Body
	s.article = a
	return nil
}

// matterMember is the member that a key of front matter is.
func matterMember(key string) string {
	switch strings.ToLower(key) {
	case "description", "summary", "excerpt", "lead":
		return "subtitle"
	case "lastmod", "last_modified_at":
		return "updated"
	case "permalink", "slug", "layout":
		return "" // the end of an address at best
	case "categories":
		return "section"
	case "cover", "featured_image", "banner":
		return "image"
	}
	return usualMember(key)
}

// frontFence is the line that opens front matter, empty where there is none.
func frontFence(text string) string {
	for _, fence := range []string{"---\n", "---\r\n", "+++\n", "+++\r\n"} {
		if strings.HasPrefix(text, fence) {
			return fence[:3]
		}
	}
	return ""
}

// frontMatter takes off what stands in front of a text.
func frontMatter(text string) (members []fileMember, rest string, err error) {
	if strings.HasPrefix(text, "{\n") {
		return jsonMatter(text)
	}
	fence := frontFence(text)
	if fence == "" {
		return nil, text, nil
	}
	matter, rest, ok := strings.Cut(text[len(fence)+1:]+"\n", "\n"+fence+"\n")
	if !ok {
		return nil, text, nil // a line across the page
	}
	if len(matter) > maxHeader {
		return nil, text, fmt.Errorf("has more than %d KB", maxHeader>>10)
	}
	if fence == "+++" {
		var table map[string]any
		if err := toml.Unmarshal([]byte(matter), &table); err != nil {
			return nil, text, err
		}
		return tableMembers(table), rest, nil
	}
	members, err = yamlMembers(matter)
	return members, rest, err
}

// jsonMatter reads an object in front of a text.
func jsonMatter(text string) (members []fileMember, rest string, err error) {
	var b brackets
	n := b.scan([]byte(text))
	if !b.closed || n > maxHeader {
		return nil, text, nil
	}
	members, err = yamlMembers(text[:n]) // JSON is YAML
	return members, text[n:], err
}

// yamlMembers reads plain values and lists of them as they are written.
func yamlMembers(matter string) ([]fileMember, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(matter), &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, nil
	}
	var members []fileMember
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		m := fileMember{name: pairs[i].Value}
		for _, value := range append([]*yaml.Node{pairs[i+1]}, pairs[i+1].Content...) {
			if value.Kind == yaml.ScalarNode && value.Tag != "!!null" && pairs[i+1].Kind != yaml.MappingNode {
				m.values = append(m.values, value.Value)
			}
		}
		if len(m.values) > 0 {
			members = append(members, m)
		}
	}
	return members, nil
}

func tableMembers(table map[string]any) []fileMember {
	var members []fileMember
	for name, value := range table {
		m := fileMember{name: name}
		list, isList := value.([]any)
		if !isList {
			list = []any{value}
		}
		for _, v := range list {
			switch v := v.(type) {
			case map[string]any:
			case time.Time:
				m.values = append(m.values, v.Format(time.RFC3339))
			default:
				m.values = append(m.values, fmt.Sprint(v))
			}
		}
		if len(m.values) > 0 {
			members = append(members, m)
		}
	}
	return members
}

// The marks of Markdown inside of a line.
var (
	mdImage    = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	mdLink     = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\[[^\]]*\]`)
	mdNote     = regexp.MustCompile(`\[\^[^\]]*\]`)
	mdStrong   = regexp.MustCompile(`(\*\*\*|\*\*|\*|___|__|~~)(\S(?:[^*_~]*?\S)?)(\*\*\*|\*\*|\*|___|__|~~)`)
	mdEmphasis = regexp.MustCompile(`(^|\W)_(\S(?:[^_]*?\S)?)_(\W|$)`)
	mdCode     = regexp.MustCompile("`([^`]*)`")
	mdEscape   = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+\\-.!>~|])")
	mdRule     = regexp.MustCompile(`^\s*([-*_=]\s*){3,}$`)
	mdBlock    = regexp.MustCompile(`^\s*(?:>\s?|[-*+]\s+|\d+[.)]\s+)+`)
	mdGap      = regexp.MustCompile(`\n{3,}`)
	mdNamed    = regexp.MustCompile(`^\s*\[[^\]]+\]:\s`)
	mdTag      = regexp.MustCompile(`</?[a-zA-Z][^>]*>|<!--|\{\{`)
)

// readMarkdown makes plain text of Markdown. Where it is wanted, the first
// heading of the first level is the title and not in the text.
func readMarkdown(text string, wantTitle bool) (title, plain string) {
	var out strings.Builder
	code := false
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if fence := strings.TrimSpace(line); strings.HasPrefix(fence, "```") || strings.HasPrefix(fence, "~~~") {
			code = !code
			continue
		}
		if code {
			out.WriteString(line + "\n")
			continue
		}
		heading, level := headingOf(line)
		if level == 0 && i+1 < len(lines) && underline(lines[i+1]) && strings.TrimSpace(line) != "" {
			heading, level = strings.TrimSpace(line), 1
		}
		switch {
		case level == 1 && wantTitle && title == "":
			title = inline(heading)
		case level > 0:
			out.WriteString("\n" + inline(heading) + "\n\n")
		case mdRule.MatchString(line) || mdNamed.MatchString(line):
			out.WriteString("\n")
		default:
			out.WriteString(inline(mdBlock.ReplaceAllString(line, "")) + "\n")
		}
	}
	plain = mdGap.ReplaceAllString(out.String(), "\n\n")
	if mdTag.MatchString(plain) {
		plain = news.HTMLText(strings.ReplaceAll(plain, "\n\n", "<p>"))
	}
	return title, plain
}

// headingOf reads a line like "## Ports".
func headingOf(line string) (text string, level int) {
	rest := strings.TrimLeft(line, "#")
	if level = len(line) - len(rest); level == 0 || level > 6 || rest != "" && rest[0] != ' ' {
		return "", 0
	}
	return strings.Trim(rest, " #"), level
}

func underline(line string) bool {
	line = strings.TrimSpace(line)
	return len(line) >= 3 && strings.Trim(line, "=") == ""
}

// inline takes the marks out of a line.
func inline(line string) string {
	line = mdImage.ReplaceAllString(line, "")
	line = mdNote.ReplaceAllString(line, "")
	line = mdLink.ReplaceAllString(line, "$1$2")
	line = mdCode.ReplaceAllString(line, "$1")
	for range 2 { // one kind may stand inside of the other
		line = mdStrong.ReplaceAllString(line, "$2")
	}
	line = mdEmphasis.ReplaceAllString(line, "$1$2$3")
	return mdEscape.ReplaceAllString(line, "$1")
}
