package ner_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/tag/ner"
)

// Sentences are split by "/", tokens by blanks, as an annotator of CoNLL's texts
// would.
func TestSplit(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"signs", `He said: "No, thanks!"`, `He said : " No , thanks ! "`},
		{"initials", "U.S. troops and J. Smith left.", "U.S. troops and J. Smith left ."},
		{"titles", "Mr. Moss met Sen. Roth. They left.", "Mr. Moss met Sen. Roth . / They left ."},
		{"state in a sentence", "in Wilmington, Del., on Friday", "in Wilmington , Del. , on Friday"},
		{"end in initials", "He left the U.S. The rest stayed.", "He left the U.S. / The rest stayed ."},
		{"possessive", "Oslo's mayor, Moss’s aide, the Roths' house", "Oslo 's mayor , Moss ’s aide , the Roths ' house"},
		{"apostrophe", "O'Neill and D’Arcy", "O'Neill and D’Arcy"},
		{"ampersand", "AT&T and Marks & Co.", "AT&T and Marks & Co."},
		{"hyphen", "Saint-Denis-based al-Asad - a match", "Saint-Denis-based al-Asad - a match"},
		{"dashes", "yes -- no ... maybe", "yes -- no ... maybe"},
		{"numbers", "1,000.5 at 10:30, 3-2", "1,000.5 at 10:30 , 3-2"},
		{"slashes", "REUTERS/Ann Moss/File Photo", "REUTERS / Ann Moss / File Photo"},
		{"brackets", "(AFP) [sic]", "( AFP ) [ sic ]"},
		{"no blank behind a stop", "It ended.Then it rained", "It ended . Then it rained"},
		{"addresses", "on reuters.com by ann@example.com", "on reuters.com by ann@example.com"},
		{"quote behind the stop", `"It is over." She left.`, `" It is over . " / She left .`},
		{"small letter goes on", "It cost 3 p.m. in total", "It cost 3 p.m. in total"},
		{"paragraphs", "A headline\n\nA sentence", "A headline / A sentence"},
		{"broken lines", strings.Repeat("long ", 11) + "\nline", strings.Repeat("long ", 11) + "line"},
		{"scores", "Leeds 2 Sale 1\nDerby 0 York 0", "Leeds 2 Sale 1 / Derby 0 York 0"},
		{"other scripts", "В Москве 東京。", "В Москве 東京 。"},
		{"nothing", " \n\t", ""},
		{"zero width", "Ann\u200bMoss\ufeff", "Ann Moss"},
		{"handles", "@ann and #Oslo # 3", "@ann and #Oslo # 3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := ner.Text{Text: tt.text}
			var sentences []string
			for _, s := range text.Split() {
				var words []string
				for _, token := range s {
					words = append(words, tt.text[token.Start:token.End])
				}
				sentences = append(sentences, strings.Join(words, " "))
			}
			if diff := cmp.Diff(tt.want, strings.Join(sentences, " / ")); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
		})
	}
}

// A headline is one sentence.
func TestSplitHeadline(t *testing.T) {
	text := ner.Text{Kind: ner.Headline, Text: "It is over. Moss goes\nHome"}
	if n := len(text.Split()); n != 1 {
		t.Errorf("%d sentences, want 1", n)
	}
}
