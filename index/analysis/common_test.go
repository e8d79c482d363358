package analysis

import "testing"

func TestIsCommon(t *testing.T) {
	for term, want := range map[string]bool{
		"the": true, "of": true, "said": true, "de": true, "für": false, "fur": true, "und": true, "в": true, "में": true,
		"strike": false, "us": false, "": false, "港": false, "2025": false, "theatre": false,
	} {
		if got := IsCommon(term); got != want {
			t.Errorf("IsCommon(%q) = %t", term, got)
		}
	}
}

// What is looked up is folded.
func TestCommonWordsAreFolded(t *testing.T) {
	for _, text := range []string{"Für", "MÁS", "più", "على", "إلى", "کے", "میں", "ہیں", "यह", "It's"} {
		tokens := Tokens(text)
		if len(tokens) != 1 || !IsCommon(tokens[0].Term) {
			t.Errorf("%s is %v, which is not common", text, tokens)
		}
	}
}
