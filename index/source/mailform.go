package source

import (
	"cmp"
	"encoding/json"
	"mime"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// unflow joins the lines of a paragraph that a mail program has parted, where the
// letter's type says that it did (RFC 3676): all that end with a blank, but for
// the line that begins a signature.
func unflow(text, contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.EqualFold(params["format"], "flowed") {
		return text
	}
	between := " "
	if strings.EqualFold(params["delsp"], "yes") {
		between = "" // the blank belongs to the line's end, not to the text
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimPrefix(line, " ") // stuffed
		soft, ok := strings.CutSuffix(line, " \n")
		if ok && line != "-- \n" {
			line = soft + between
		}
		out.WriteString(line)
	}
	return out.String()
}

// formMembers are the members of an article whose letter is a form that somebody
// filled in: one JSON object with the fields' headings and what was written
// there, of which a title and a text are needed. Mail programs break its lines
// anywhere.
func formMembers(text string) (members []fileMember) {
	if !strings.HasPrefix(text, "{") {
		return nil
	}
	taken := map[string]bool{}
	err := news.Members([]byte(strings.ReplaceAll(text, "\n", " ")), func(name, value []byte) error {
		member, values := formMember(string(name)), formValues(value)
		if member != "" && len(values) > 0 && !taken[member] {
			taken[member] = true
			members = append(members, fileMember{member, values})
		}
		return nil
	})
	if err != nil || !taken["title"] || !taken["body"] {
		return nil
	}
	return members
}

// formMember is the member that a field's heading stands for.
func formMember(heading string) string {
	if strings.EqualFold(heading, "abstract") {
		return "subtitle"
	}
	return usualMember(heading)
}

// formValues are a field's value, or the values of one with several, without the
// empty ones.
func formValues(value []byte) (values []string) {
	var all []string
	if json.Unmarshal(value, &all) != nil {
		var one string
		if json.Unmarshal(value, &one) != nil {
			return nil
		}
		all = []string{one}
	}
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			values = append(values, s)
		}
	}
	return values
}

// inLetter adds to what a form says what the letter says of it.
func inLetter(form, letter news.Article) news.Article {
	if len(form.Authors) == 0 {
		form.Authors = letter.Authors
	}
	if form.Published.IsZero() {
		form.Published = letter.Published
	}
	form.ID, form.Lang = cmp.Or(form.ID, letter.ID), cmp.Or(form.Lang, letter.Lang)
	return form
}
