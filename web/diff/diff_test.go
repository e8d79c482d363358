package diff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown writes pieces as proofreaders mark them: [-struck out-]{+put in+}.
func shown(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch p.Op {
		case Removed:
			b.WriteString("[-" + p.Text + "-]")
		case Added:
			b.WriteString("{+" + p.Text + "+}")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	tests := []struct{ name, a, b, want string }{
		{"equal", "The ferry sank.", "The ferry sank.", "The ferry sank."},
		{"empty", "", "", ""},
		{"a number is corrected", "It killed 31 people.", "It killed 34 people.", "It killed [-31-]{+34+} people."},
		{"a word is no letters", "unfair", "fair", "[-unfair-]{+fair+}"},
		{"a name is put in", "The mayor spoke.", "The mayor, Ada Quill, spoke.", "The mayor{+, Ada Quill,+} spoke."},
		{"rewritten as a whole", "He said no.", "She told them yes.", "[-He said no-]{+She told them yes+}."},
		{"a paragraph goes", "One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.\n\n-]Three."},
		{"a paragraph changes", "One.\n\nTwo men.\n", "One.\n\nTwo women.\n", "One.\n\nTwo [-men-]{+women+}.\n"},
		{"characters that are words", "停火协议", "停火协定", "停火协[-议-]{+定+}"},
		{"apostrophes belong to words", "it's over", "its over", "[-it's-]{+its+} over"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shown(Words(tt.a, tt.b))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestLargeTexts holds that texts which have nothing in common do not take the
// memory of their product.
func TestLargeTexts(t *testing.T) {
	a, b := strings.TrimSpace(strings.Repeat("a b ", 20_000)), strings.TrimSpace(strings.Repeat("c d ", 20_000))
	want := []Piece{{Removed, a}, {Added, b}}
	if diff := cmp.Diff(want, Words(a, b)); diff != "" {
		t.Errorf("two large texts are not replaced as a whole: %.200s", diff)
	}
}

// FuzzWords holds that nothing is lost: without what was added it is the first
// text, without what was removed the second.
func FuzzWords(f *testing.F) {
	f.Add("One.\n\nTwo men.", "Two women.\nOne")
	f.Add("停火 a\u0301", "\xff a")
	f.Fuzz(func(t *testing.T, a, b string) {
		var was, is strings.Builder
		for _, p := range Words(a, b) {
			if p.Op != Added {
				was.WriteString(p.Text)
			}
			if p.Op != Removed {
				is.WriteString(p.Text)
			}
		}
		if was.String() != a || is.String() != b {
			t.Errorf("%q and %q came back as %q and %q", a, b, was.String(), is.String())
		}
	})
}
