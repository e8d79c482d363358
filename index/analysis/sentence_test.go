package analysis_test

import (
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/analysis"
)

// Where sentences and paragraphs begin: | and ¶ stand for them in the wanted text.
func TestBreakBefore(t *testing.T) {
	for _, want := range []string{
		"One two. |Three four! |Five? |Six… |Seven.",
		"Mr. Orven met Dr. Venn. |They left.",
		"J. Orven of St. Bree said no. |No. 5 sailed.",
		"He said: \"Go.\" |She went.",
		"At 5 p.m. on Thursday, at 3.5 knots.",
		"The pier (rebuilt in 1990.) |Now open",
		"first line\n¶second. |Third\n¶Fourth",
		"a line\nthat goes on",
		"记者昨日抵达。|云屿港",
		"यह एक है। |दूसरा वाक्य",
		"هل وصل؟ |نعم",
		"well-being v. nothing, e.g. this",
		"¡Basta! |¿Quién? |Nadie.",
	} {
		text := strings.NewReplacer("|", "", "¶", "\n").Replace(want)
		tokens := analysis.Tokens(text)
		var got strings.Builder
		at := 0
		for i, token := range tokens {
			got.WriteString(text[at:token.Start])
			at = token.Start
			if i == 0 {
				continue
			}
			switch analysis.BreakBefore(text, tokens, i) {
			case analysis.SentenceBreak:
				got.WriteString("|")
			case analysis.ParagraphBreak:
				got.WriteString("¶")
			}
		}
		got.WriteString(text[at:])
		if marked := strings.NewReplacer("\n¶", "¶").Replace(got.String()); normal(marked) != normal(want) {
			t.Errorf("got  %q\nwant %q", marked, want)
		}
	}
}

// normal leaves out on which side of a sign a break is written.
func normal(s string) string {
	return strings.NewReplacer("\"|", "|\"", "¡|", "|¡", "¿|", "|¿", "\n\n", "\n").Replace(s)
}
