package page

import (
	"net/url"
	"testing"

	"github.com/dateline-search/dateline/web/param"
)

// The commas are those of CLDR's list patterns for each
// language.
func TestListsHaveTheirLanguagesComma(t *testing.T) {
	for lang, want := range map[string]string{
		"": "a, b", "en": "a, b", "es-MX": "a, b", "hi": "a, b", "he": "a, b",
		"ar": "a، b", "ar-EG": "a، b", "ur": "a، b", "fa": "a، b", "zh": "a、b", "zh-Hant": "a、b", "ja": "a、b",
	} {
		if got := listed([]string{"a", "b"}, lang); got != want {
			t.Errorf("%q: %q, want %q", lang, got, want)
		}
	}
}

// What would be right stands beside what is wrong, where it can be known.
func TestRepairedQuery(t *testing.T) {
	in := speaking(t, "en")
	state := func(q string) param.State {
		return param.NewState(url.Values{"q": {q}, "strict": {"true"}, "lang": {"en"}})
	}
	if got := in.repaired(state("drone )")); len(got) != 1 || got[0] != (link{"Search for drone instead", "/?lang=en&q=drone"}) {
		t.Errorf("a bracket too many leads to %v", got)
	}
	if got := in.repaired(state("published:2025-13")); got != nil {
		t.Errorf("what cannot be repaired leads to %v", got)
	}
}
