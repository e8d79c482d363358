package analysis_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/dateline-search/dateline/index/analysis"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"capitals", "Line of CONTROL", "line of control"},
		{"accents", "Élodie Brévant-Óskar, Québec", "elodie brevant-oskar, quebec"},
		{"accents apart", norm.NFD.String("Élodie Québec"), "elodie quebec"},
		{"letters without decomposition", "Łódź Øre Æon Đà Straße Œuvre Þór Íð Ħal", "lodz ore aeon da strasse oeuvre thor id hal"},
		{"Turkish i", "İSTANBUL ISPARTA ısparta", "istanbul isparta isparta"},
		{"Greek", "Ἀθῆναι ΟΔΟΣ οδός", "αθηναι οδοσ οδοσ"},
		{"Cyrillic", "Ёлка Война Йод", "елка война йод"},
		{"Ukrainian", "Україна", "украіна"},
		{"Hebrew points", "שָׁלוֹם", "שלום"},
		{"Arabic vowel signs and tatweel", "مُحَمَّد محـــمد", "محمد محمد"},
		{"alef and its hamza", "أحمد إيران آب ٱل", "احمد ايران اب ال"},
		{"hamza on waw and yeh stays", "مؤتمر رئيس", "مؤتمر رئيس"},
		{"Persian and Urdu letters", "کراچی", "كراچي"},
		{"Persian joiner", "می\u200cخواهم", "ميخواهم"},
		{"Devanagari keeps its vowels", "मिरपुर में क़िला", norm.NFC.String("मिरपुर में क़िला")},
		{"full and half width", "ＵＳＡ　１２ ｶﾞｲﾄﾞ", "usa 12 ガイド"},
		{"Hangul", norm.NFD.String("한국"), "한국"},
		{"digits", "٢٠٢٥ २०२५ ۲۰۲۵", "2025 2025 2025"},
		{"quotes and hyphens", "“a” ‘b’ c–d", `"a" 'b' c-d`},
		{"ligatures", "ﬁnance", "finance"},
		{"zero width", "gov\u00adern\u200bment\ufeff", "government"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := analysis.Fold(c.in); got != c.want {
				t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

// characters lists all that Unicode has given a meaning, without most of the
// Chinese signs, which are all alike.
func characters() []rune {
	var all []rune
	for r := rune(0); r <= utf8.MaxRune; r++ {
		alike := unicode.Is(unicode.Unified_Ideograph, r) && r%64 != 0
		if !alike && unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf) {
			all = append(all, r)
		}
	}
	return all
}

// Every character there is: folding it twice changes nothing more, alone and
// behind a letter that it may combine with.
func TestFoldIsIdempotent(t *testing.T) {
	for _, r := range characters() {
		for _, s := range []string{string(r), "и" + string(r), "و" + string(r)} {
			once := analysis.Fold(s)
			if twice := analysis.Fold(once); twice != once {
				t.Errorf("Fold(%U) = %+q, and of that %+q", r, once, twice)
			}
		}
	}
}
