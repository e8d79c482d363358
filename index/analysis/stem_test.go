package analysis_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/analysis"
)

func TestStemUnitesInflectedForms(t *testing.T) {
	for _, c := range []struct {
		lang  string
		words []string
	}{
		{"en", []string{"drone", "drones"}},
		{"", []string{"drone", "drones"}},
		{"en-GB", []string{"strike", "strikes", "striking"}},
		{"EN", []string{"policy", "policies"}},
		{"de", []string{"Drohne", "Drohnen"}},
		{"de", []string{"Häuser", "Hauses", "Haus"}},
		{"fr", []string{"frappe", "frappes", "frappé", "frappée", "frappées", "frapper"}},
		{"fr", []string{"premier", "première", "premières"}},
		{"fr", []string{"réalité", "réalités"}},
		{"es", []string{"estrategia", "estrategias"}},
		{"es", []string{"nación", "naciones"}},
		{"pt", []string{"nação", "nações"}},
		{"pt", []string{"avião", "aviões"}},
		{"it", []string{"strategia", "strategie"}},
		{"nl", []string{"boek", "boeken"}},
		{"sv", []string{"flicka", "flickor", "flickorna"}},
		{"nb", []string{"båt", "båten", "båter"}},
		{"da", []string{"bil", "biler", "bilerne"}},
		{"fi", []string{"talo", "talossa", "talot"}},
		{"hu", []string{"ház", "házban"}},
		{"ru", []string{"новый", "новые", "новой"}},
		{"ru", []string{"война", "войны", "войной"}},
		{"tr", []string{"Ankara", "Ankara'nın"}},
		{"ro", []string{"guvern", "guvernul", "guvernului"}},
		{"ar", []string{"كتاب", "الكتاب"}},
		{"zh", []string{"林"}},
		{"pl", []string{"wybory", "wyborów", "wyborach", "wyborom", "wyborami"}},
		{"pl", []string{"polski", "polska", "polskiego", "polskiej", "polskich", "polskim"}},
		{"pl", []string{"prezydent", "prezydenta", "prezydentowi", "prezydentem", "prezydentów"}},
		{"pl", []string{"wojna", "wojny", "wojnie", "wojnę", "wojną", "wojnami"}},
		{"hr", []string{"izbori", "izbora", "izborima"}},
		{"hr", []string{"vlada", "vlade", "vladi", "vladu", "vladom"}},
		{"bs", []string{"grad", "grada", "gradovi", "gradovima"}},
		{"hi", []string{"चुनाव", "चुनावों"}},
		{"hi", []string{"नदी", "नदियों", "नदियाँ"}},
		{"hi", []string{"सरकार", "सरकारें", "सरकारों"}},
		{"hi", []string{"लड़का", "लड़के", "लड़कों"}},
		{"ur", []string{"حملہ", "حملے", "حملوں"}},
		{"ur", []string{"ملک", "ملکوں"}},
		{"ur", []string{"حکومت", "حکومتوں", "حکومتیں"}},
		{"fa", []string{"کتاب", "کتاب\u200cها", "کتابهای", "کتابی"}},
		{"ckb", []string{"پیاو", "پیاوان", "پیاوەکان", "پیاوێک"}},
	} {
		want := analysis.Stem(c.lang, analysis.Fold(c.words[0]))
		for _, w := range c.words {
			if got := analysis.Stem(c.lang, analysis.Fold(w)); got != want {
				t.Errorf("%s: Stem(%s) = %q, Stem(%s) = %q", c.lang, c.words[0], want, w, got)
			}
		}
	}
}

func TestStemKeepsApart(t *testing.T) {
	for _, c := range [][3]string{
		{"en", "us", "use"}, {"xx", "drone", "drones"}, {"zh", "drone", "drones"}, {"de", "haus", "hans"},
	} {
		if analysis.Stem(c[0], c[1]) == analysis.Stem(c[0], c[2]) {
			t.Errorf("%q: %s and %s meet", c[0], c[1], c[2])
		}
	}
}

func TestLanguagesAreSorted(t *testing.T) {
	if langs := analysis.Languages(); !slices.IsSorted(langs) {
		t.Errorf("not sorted: %v", langs)
	}
}

// Stemmers are generated code: none may panic, whatever it is given.
func FuzzStem(f *testing.F) {
	for _, w := range []string{"strikes", "frappées", "война", "كتاب", "evlerinizden", "ing", "'s", "한국"} {
		f.Add(w)
	}
	f.Fuzz(func(_ *testing.T, word string) {
		for _, lang := range analysis.Languages() {
			analysis.Stem(lang, word)
		}
	})
}

// Every form of a word begins as Beginnings says: that is where they are looked
// for.
func TestBeginnings(t *testing.T) {
	for _, c := range []struct{ lang, term, form string }{
		{"en", "happy", "happily"},
		{"en", "happiness", "happy"},
		{"en", "strikes", "striking"},
		{"en-GB", "us", "us"},
		{"de", "hauser", "haus"},
		{"fr", "maison", "maisons"},
		{"ar", "كتاب", "الكتاب"},
		{"ar-EG", "كتاب", "والكتاب"},
		{"zh", "hotel", "hotel"},
		{"pl", "wybory", "wyborami"},
		{"en", "chase", "chasing"},
		{"en", "cavalry", "cavalries"},
		{"es", "presidencia", "presidente"},
		{"fr", "publication", "publique"},
		{"fr", "recemment", "recent"},
		{"ur", "حملے", "حملوں"},
	} {
		if analysis.Stem(c.lang, c.term) != analysis.Stem(c.lang, c.form) {
			continue // no form of it
		}
		begins := func(start string) bool { return strings.HasPrefix(c.form, start) }
		if all := analysis.Beginnings(c.lang, c.term); !slices.ContainsFunc(all, begins) {
			t.Errorf("%s: %s begins with none of %q, those of %s", c.lang, c.form, all, c.term)
		}
	}
	// In a language that is not known the term is its own stem: what changes is left out of it.
	for term, want := range map[string][]string{
		"": nil, "a": nil, "港": nil, "us": {"us"}, "die": {"di"}, "strike": {"stri"}, "état": {"ét"}, "云屿": {"云屿"},
	} {
		if got := analysis.Beginnings("xx", term); !slices.Equal(got, want) {
			t.Errorf("forms of %q begin with %q, want %q", term, got, want)
		}
	}
}
