package corpus_test

import (
	"testing"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/tag/train/corpus"
)

// Whatever the bytes, what is read without an error has offsets that fit.
func FuzzParse(f *testing.F) {
	f.Add(header + "\n[Rubio|person|Marco Rubio] \\[sic\\]\n")
	f.Add(header + "set: test\nbyline: [Å|org]\n\n[日本|place|Japan]\nb|c\n\n[a\\|b|org]\n")
	f.Add("title: [a")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := corpus.Parse("a.txt", text)
		if err != nil {
			return
		}
		for _, p := range a.Parts() {
			end := 0
			for _, m := range p.Mentions {
				if m.ByteStart < end || p.Text[m.ByteStart:m.ByteEnd] != m.Surface {
					t.Fatalf("%q at bytes %d to %d of %q", m.Surface, m.ByteStart, m.ByteEnd, p.Text)
				}
				if string([]rune(p.Text)[m.Start:m.End]) != m.Surface {
					t.Fatalf("%q at %d to %d of %q", m.Surface, m.Start, m.End, p.Text)
				}
				end = m.ByteEnd
			}
			if !utf8.ValidString(p.Text) || p.Text == "" {
				t.Fatalf("text %q", p.Text)
			}
		}
	})
}
