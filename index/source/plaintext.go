package source

import (
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/charset"
)

// maxTitleLine is how many code points a title may have that is made of the first
// line; a longer line is a paragraph, and its first words are the title.
const maxTitleLine = 200

// isPlainText tells plain text by the file's name, as any file might be one.
func isPlainText(b *beginning) bool { return hasEnd(b.path, ".txt", ".text") && !isTable(b.head) }

// hasEnd reports whether a name ends so, compressed or not.
func hasEnd(name string, ends ...string) bool {
	name = strings.ToLower(name)
	for _, packed := range packedEnds() {
		name = strings.TrimSuffix(name, packed)
	}
	for _, end := range ends {
		if path.Ext(name) == end {
			return true
		}
	}
	return false
}

// packedEnds are how the names of compressed files end.
func packedEnds() []string { return []string{".gz", ".zst", ".bz2"} }

// isTable reports whether a text begins with the header of a table of articles.
func isTable(head []byte) bool {
	line, _, _ := strings.Cut(string(head[:min(len(head), maxHeader)]), "\n")
	_, err := newTable(strings.Split(strings.TrimSpace(line), string(separatorOf(head))), separatorOf(head), nil)
	return err == nil
}

// single is a file that is one article.
type single struct {
	article news.Article
	err     error
	line    int
	done    bool
}

func (s *single) next() (news.Article, int, error) {
	if s.done {
		return news.Article{}, 0, io.EOF
	}
	s.done = true
	return s.article, s.line, s.err
}

// readWhole reads a file that is one article, and makes UTF-8 of it.
func readWhole(in *input) (string, error) {
	data, err := io.ReadAll(io.LimitReader(in.text, MaxItem+1))
	if err != nil {
		return "", brokenInput(err)
	}
	if len(data) > MaxItem {
		return "", errTooLong
	}
	text, err := charset.Decode(data, in.opts.ContentType)
	if err != nil {
		return "", err
	}
	return strings.ReplaceAll(string(text.Bytes), "\r\n", "\n"), nil
}

// openPlainText reads a file whose first line is the title. Lines like those of
// a letter ("Subject: …", "Date: …") may stand in front.
func openPlainText(in *input) (articles, int, error) {
	text, err := readWhole(in)
	if err != nil {
		return nil, in.line, err
	}
	s := &single{line: in.line}
	s.err = s.read(text)
	return s, 0, nil
}

func (s *single) read(text string) error {
	members, text := letterHead(text)
	if err := setMembers(&s.article, members); err != nil {
		return err
	}
	if s.article.Title == "" {
		s.article.Title, text = splitTitle(text)
	}
	s.article.Body = strings.TrimSpace(text)
	if s.article.Title == "" {
		return errors.New("holds no text")
	}
	if s.article.Body == "" {
		s.article.Body = s.article.Title
	}
	return nil
}

// splitTitle takes the first line for the title where it is short enough, and
// else its first words, which stay in the text.
func splitTitle(text string) (title, rest string) {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if first = strings.TrimSpace(first); utf8.RuneCountInString(first) <= maxTitleLine {
		return first, rest
	}
	return shorten(first), text
}

// shorten cuts a line to its first words.
func shorten(line string) string {
	const length = 80
	short := string([]rune(line)[:length])
	if at := strings.LastIndexByte(short, ' '); at > length/2 {
		short = short[:at]
	}
	return short + "…"
}

// fileMember is a member of an article as the head of a file states it.
type fileMember struct {
	name   string
	values []string
}

// letterHead reads lines like "Subject: Quay opens" in front of a text, which end
// with a blank line. Where one of them is of another kind, there is no head.
func letterHead(text string) (members []fileMember, rest string) {
	head, rest, ok := strings.Cut(text, "\n\n")
	if !ok || len(head) > maxHeader {
		return nil, text
	}
	titled := false
	for line := range strings.SplitSeq(strings.TrimSpace(head), "\n") {
		name, value, ok := strings.Cut(line, ":")
		member := letterMember(name)
		if !ok || member == "" {
			return nil, text
		}
		titled = titled || member == "title"
		members = append(members, fileMember{member, []string{strings.TrimSpace(value)}})
	}
	if !titled {
		return nil, text
	}
	return members, rest
}

// letterMember is the member that a line of a letter's head is.
func letterMember(name string) string {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "subject":
		return "title"
	case "from":
		return "authors"
	case "message-id":
		return "id"
	}
	return usualMember(name)
}

// setMembers gives an article what the head of its file states.
func setMembers(a *news.Article, members []fileMember) error {
	object := []byte{'{'}
	for _, m := range members {
		values := strings.Join(m.values, "; ")
		if values == "" {
			continue
		}
		if len(object) > 1 {
			object = append(object, ',')
		}
		object = append(news.AppendQuote(object, m.name), ':')
		switch {
		case isList(m.name) && len(m.values) == 1:
			object = appendList(object, strings.ReplaceAll(m.values[0], ",", ";"))
		case isList(m.name):
			object = appendList(object, values)
		default:
			object = news.AppendQuote(object, values)
		}
	}
	return a.UnmarshalJSON(append(object, '}'))
}
