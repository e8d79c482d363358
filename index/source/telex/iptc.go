package telex

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/byline"
)

// iptc makes an article of a message in IPTC 7901. The header's last word names
// the agency; the text begins with the headline, whose last line, or that of the
// byline behind it, ends with an equals sign.
func iptc(m message) (a news.Article) {
	head, body, ok := strings.Cut(m.text, "=\n")
	if !ok {
		head, body, _ = strings.Cut(m.text, "\n\n")
	}
	var headline []string
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || isMark(line):
		case strings.HasPrefix(line, "By ") && len(headline) > 0:
			a.Authors = byline.Split(line)
		default:
			headline = append(headline, line)
		}
	}
	a.Title = strings.Join(headline, " ")
	body, _, _ = strings.Cut(body, "\n# ") // behind it stands what is not for publication
	a.Body = unwrap(body)
	a.Source = agency(m.header)
	a.Published = sent(m.after)
	for word := range strings.SplitSeq(m.slug, "/") {
		if word = strings.TrimSpace(word); word != "" {
			a.Keywords = append(a.Keywords, word)
		}
	}
	a.Usage.Sent = a.Published.Time.UTC()
	return a
}

// wrappedAt is the length from which a line was wrapped because it was full, in
// bytes: teleprinters have 69 characters a line, and lists are shorter.
const wrappedAt = 45

// unwrap joins the lines of each paragraph that were full.
func unwrap(body string) string {
	var out strings.Builder
	before := ""
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || before == "":
			out.WriteString("\n\n")
		case len(before) >= wrappedAt:
			out.WriteByte(' ')
		default:
			out.WriteByte('\n')
		}
		out.WriteString(line)
		before = line
	}
	return out.String()
}

// isMark reports whether a line says what kind of message it is, as 1ST LEAD.
func isMark(line string) bool {
	return regexp.MustCompile(`^(\d\w+ LEAD|LEAD|REFILE|EXTRA|URGENT|FLASH|CORRECTION|REPEAT|\(Achtung\))$`).MatchString(line)
}

// agency is the name in a header like "eca062 4 i 211 ccccb   dpa 061".
func agency(header string) string {
	words := strings.Fields(header)
	for i := len(words) - 1; i > 2; i-- {
		if strings.Trim(words[i], "0123456789") != "" {
			return words[i]
		}
	}
	return ""
}

// sentAt is day, hour and minute, month and year: "071341 GMT Okt 15".
var sentAt = regexp.MustCompile(`^(\d\d)(\d\d)(\d\d)( GMT)? ([A-Z][a-zä]{2}) (\d\d)\b`)

func sent(s string) news.Date {
	at := sentAt.FindStringSubmatch(s)
	if at == nil {
		return news.Date{}
	}
	month := strings.NewReplacer("Okt", "Oct", "Mai", "May", "Dez", "Dec", "Mär", "Mar", "Mrz", "Mar").Replace(at[5])
	t, err := time.Parse("02 15 04 Jan 06", fmt.Sprintf("%s %s %s %s %s", at[1], at[2], at[3], month, at[6]))
	if err != nil {
		return news.Date{}
	}
	return news.Date{Time: t, Precision: news.Minute, ZoneUnknown: at[4] == "", Raw: at[0]}
}
