package analysis_test

import (
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/analysis"
)

func TestBeginsWord(t *testing.T) {
	for _, tt := range []struct {
		text, prefix string
		want         bool
	}{
		{"Marco Rubio", "rub", true},
		{"Marco Rubio", "marco r", true},
		{"Marco Rubio", "ubio", false},
		{"Marco Rubio", "o", false},
		{"Marco Rubio", "", true},
		{"", "", true},
		{"", "a", false},
		{"Jean-Marc d'Éon", "mar", true},
		{"Jean-Marc d'Éon", "eon", true},
		{"banana an", "an", true}, // stands inside of a word first
		{"B-52 (bomber)", "52", true},
		{"B-52 (bomber)", "bom", true},
		{"B-52 (bomber)", "2", false},
		{"Владимир Зеленский", "зел", true},
	} {
		if got := analysis.BeginsWord(analysis.Fold(tt.text), analysis.Fold(tt.prefix)); got != tt.want {
			t.Errorf("%q in %q: %t", tt.prefix, tt.text, got)
		}
	}
}

func FuzzFindBeginning(f *testing.F) {
	f.Add("marco rubio", "rub")
	f.Fuzz(func(t *testing.T, text, prefix string) {
		at, found := analysis.FindBeginning(text, prefix)
		if found && !strings.HasPrefix(text[at:], prefix) {
			t.Errorf("%q does not stand at %d of %q", prefix, at, text)
		}
	})
}
