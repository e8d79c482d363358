package analysis

import (
	"testing"
	"unicode/utf8"
)

// What is known without Unicode's tables is what they say.
func TestQuickAgreesWithTheTables(t *testing.T) {
	for r := rune(utf8.RuneSelf); r <= utf8.MaxRune; r++ {
		if c := quickClass(r); c != other && c != slowClass(r) {
			t.Errorf("%U is of class %d, not %d", r, slowClass(r), c)
		}
		if q := quickFold(r); q != 0 {
			if want := string(compose(appendDecomposed(nil, 0, r, string(r)), 0)); want != string(q) {
				t.Errorf("%U folds to %q, not %q", r, want, q)
			}
		}
	}
}
