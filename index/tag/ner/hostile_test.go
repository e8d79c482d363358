package ner_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/lineartest"
	"github.com/dateline-search/dateline/index/tag/ner"
)

// hostile are texts that no newsroom writes, of a size.
func hostile(size int) map[string]string {
	var capitals strings.Builder
	for i := 0; capitals.Len() < size; i++ {
		for n := i; n > 0; n /= 26 {
			capitals.WriteByte(byte('A' + n%26))
		}
		capitals.WriteByte(' ')
	}
	return map[string]string{
		"no blank":          strings.Repeat("a", size),
		"capitals":          strings.Repeat("A", size),
		"one name":          strings.Repeat("Kessler ", size/8),
		"different names":   capitals.String(),
		"initials":          strings.Repeat("A.", size/2),
		"hyphens":           strings.Repeat("A-", size/2),
		"apostrophes":       strings.Repeat("a's'", size/4),
		"mixed scripts":     strings.Repeat("Иван 北京 कमल Ann محمد ", size/40),
		"invalid UTF-8":     strings.Repeat("\xff\xfeA\xc3", size/4),
		"invalid in names":  strings.Repeat("A002\x85Y00 Ann\xffMoss, ", size/24),
		"full stops":        strings.Repeat(". ", size/2),
		"quotes":            strings.Repeat("\"", size),
		"empty lines":       strings.Repeat("A\n\n", size/3),
		"joining particles": strings.Repeat("Ann von der ", size/12),
		"nothing":           "",
	}
}

// find finds names, and checks that spans are in order and on whole runes.
func find(t *testing.T, m *ner.Model, article []ner.Text) {
	t.Helper()
	for i, spans := range m.Find(article) {
		text, end := article[i].Text, 0
		for _, s := range spans {
			switch {
			case s.Start < end || s.End <= s.Start || s.End > len(text):
				t.Fatalf("span %v behind %d in a text of %d bytes", s, end, len(text))
			case !utf8.ValidString(text[s.Start:s.End]):
				t.Fatalf("span %v cuts %q", s, text[s.Start:s.End])
			}
			end = s.End
		}
	}
}

func TestHostileTextTakesLinearTime(t *testing.T) {
	m := load(t)
	for name := range hostile(1) {
		t.Run(name, func(t *testing.T) {
			for _, kind := range []ner.Kind{ner.Body, ner.Headline} {
				lineartest.Check(t, 1<<17, func(n int) { find(t, m, []ner.Text{{Kind: kind, Text: hostile(n)[name]}}) })
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	for _, text := range hostile(100) {
		f.Add("A Headline", text)
	}
	f.Add("KESSLER TO STAY", "BERLIN (Reuters) - Ann Kessler stays.\n\nShe said so on Mr. O'Neill's show.")
	m, err := ner.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, title, body string) {
		find(t, m, []ner.Text{{Kind: ner.Headline, Text: title}, {Text: body}})
	})
}
