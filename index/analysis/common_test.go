package analysis

import (
	"strings"
	"testing"
)

func TestCommon(t *testing.T) {
	for term, want := range map[string]bool{
		"the": true, "of": true, "said": true, "de": true, "für": false, "fur": true, "und": true, "в": true, "में": true,
		"strike": false, "us": false, "": false, "港": false, "2025": false, "theatre": false,
	} {
		if got := Common(term); got > 0 != want {
			t.Errorf("Common(%q) = %d", term, got)
		}
	}
}

// What is looked up is folded.
func TestCommonWordsAreFolded(t *testing.T) {
	for _, text := range []string{"Für", "MÁS", "più", "على", "إلى", "کے", "میں", "ہیں", "यह", "It's"} {
		tokens := Tokens(text)
		if len(tokens) != 1 || Common(tokens[0].Term) == 0 {
			t.Errorf("%s is %v, which is not common", text, tokens)
		}
	}
}

// Each word has a number of its own, and none is out of its place in a list.
func TestCommonWordsAreNumbered(t *testing.T) {
	last := 0
	for _, list := range []string{common1, common2, common3, common4, common5, common6, common8, common9} {
		for word := range strings.FieldsSeq(list) {
			if got := Common(word); got != last+1 {
				t.Errorf("%s is number %d, want %d", word, got, last+1)
			}
			last++
		}
	}
	if last != MaxCommon {
		t.Errorf("%d words, want %d", last, MaxCommon)
	}
}
