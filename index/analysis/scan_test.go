package analysis_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/dateline-search/dateline/index/analysis"
)

// show writes tokens as source=term, with /CAPS where it is set.
func show(text string) string {
	var parts []string
	for _, t := range analysis.Tokens(text) {
		part := text[t.Start:t.End] + "=" + t.Term
		if t.Caps != "" {
			part += "/" + t.Caps
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"punctuation alone", " — … & !", ""},
		{"sentence", "The board met.", "The=the board=board met=met"},
		{"digits and letters", "F16 G20 COVID19 3G", "F16=f16 G20=g20 COVID19=covid19/COVID19 3G=3g"},
		{"hyphen splits", "well-being", "well=well being=being"},
		{"hash and at are dropped", "#MeToo @user", "MeToo=metoo user=user"},
		{"capitals", "US WHO I A", "US=us/US WHO=who/WHO I=i A=a"},
		{"capitals with accents", "ÉTÉ СССР", "ÉTÉ=ete/ETE СССР=ссср/СССР"},
		{"possessive of a possessive", "U'S's", "U'S's=u"},
		{"plural of capitals", "MPs NGOs", "MPs=mps NGOs=ngos"},

		{"possessive", "Orven's plan", "Orven's=orven plan=plan"},
		{"possessive, curly", "Orven’s plan", "Orven’s=orven plan=plan"},
		{"possessive of a plural", "workers' pay", "workers=workers pay=pay"},
		{"possessive of capitals", "US's U.S.’s", "US's=us/US U.S.’s=us/US"},
		{"closing quote", "'strikes' ‘strikes’", "strikes=strikes strikes=strikes"},
		{"apostrophe inside", "O'Neill don’t", "O'Neill=o'neill don’t=don't"},
		{"apostrophe in front", "’90s 'tis", "90s=90s tis=tis"},
		{"elision", "l'Iran d’État qu'elle L’Écho", "l=l Iran=iran d=d État=etat qu=qu elle=elle L=l Écho=echo"},
		{"elision, Italian", "dell'Italia un’altra", "dell=dell Italia=italia un=un altra=altra"},
		{"no elision before a consonant", "c'mon", "c'mon=c'mon"},

		{"acronym", "The U.N. envoy", "The=the U.N.=un/UN envoy=envoy"},
		{"acronym without last point", "u.n U.N", "u.n=un U.N=un/UN"},
		{"acronym at the end", "in the U.S.", "in=in the=the U.S.=us/US"},
		{"acronym, small", "e.g. p.m.", "e.g.=eg p.m.=pm"},
		{"acronym with a hyphen", "U.S.-led", "U.S.=us/US led=led"},
		{"acronym, Cyrillic", "С.Ш.А.", "С.Ш.А.=сша/США"},
		{"acronym, accents", "É.U.", "É.U.=eu/EU"},
		{"one letter is none", "J. Smith vs. B.", "J=j Smith=smith vs=vs B=b"},
		{"no blank after the full stop", "plan B.Then end.Start", "plan=plan B=b Then=then end=end Start=start"},
		{"Ph.D.", "Ph.D.", "Ph=ph D=d"},

		{"numbers", "3.5 1,250 1.250,75 1,2 10:30", "3.5=3.5 1,250=1250 1.250,75=1.250,75 1,2=1,2 10=10 30=30"},
		{"number at the end", "in 2025. Then 5, 6", "in=in 2025=2025 Then=then 5=5 6=6"},
		{"numbers of other scripts", "٣٫٥ १२", "٣٫٥=3.5 १२=12"},

		{"Chinese", "记者林可唐。", "记=记 者=者 林=林 可=可 唐=唐"},
		{"Japanese", "ガイド ｶﾞ は2025年", "ガ=ガ イ=イ ド=ド ｶﾞ=ガ は=は 2025=2025 年=年"},
		{"Korean by blanks", "한국 정부는", "한국=한국 정부는=정부는"},
		{"mixed scripts", "iPhone手机", "iPhone=iphone 手=手 机=机"},
		{"Hindi", "मिरपुर में बाढ़", "मिरपुर=मिरपुर में=में बाढ़=" + norm.NFC.String("बाढ़")},
		{"Urdu", "کراچی", "کراچی=كراچي"},
		{"Persian joiner", "می\u200cخواهم", "می\u200cخواهم=ميخواهم"},
		{"Hebrew acronym", `צה"ל צה״ל`, `צה"ל=צהל צה״ל=צהל`},
		{"Catalan", "paral·lel", "paral·lel=parallel"},
		{"soft hyphen", "gov\u00adern", "gov\u00adern=govern"},
		{"space without width, Thai", "ไทย\u200bไทย", "ไทย=ไทย ไทย=ไทย"},
		{"a mark without a letter", "\u0301 \u0301a", "a=a"},
		{"broken bytes", "a\xffb \xc3(", "a=a b=b"},
		{"tatweel alone", "ـ a", "a=a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, show(c.in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTokensCutWhatIsTooLong(t *testing.T) {
	tokens := analysis.Tokens(strings.Repeat("é", 300) + " b")
	if len(tokens) != 2 || len(tokens[0].Term) != 255 || tokens[0].End != 600 {
		t.Errorf("got %+v", tokens)
	}
}

func TestAppendCountsFromOne(t *testing.T) {
	tokens := analysis.Append(analysis.Tokens("a b"), "C d")
	want := []analysis.Token{
		{Term: "a", Position: 1, Start: 0, End: 1},
		{Term: "b", Position: 2, Start: 2, End: 3},
		{Term: "c", Position: 1, Start: 0, End: 1},
		{Term: "d", Position: 2, Start: 2, End: 3},
	}
	if diff := cmp.Diff(want, tokens); diff != "" {
		t.Error(diff)
	}
}

// check tells what is wrong with the tokens of a text.
func check(text string) error {
	start, end := 0, 0
	for i, t := range analysis.Tokens(text) {
		switch {
		case t.Position != i+1:
			return fmt.Errorf("token %d is at position %d", i+1, t.Position)
		case t.Start < start, t.End < end, t.Start >= t.End, t.End > len(text):
			return fmt.Errorf("token %+v is out of order", t)
		case !onRune(text, t.Start) || !onRune(text, t.End):
			return fmt.Errorf("token %+v is not on a rune's edge", t)
		case t.Term == "" || !utf8.ValidString(t.Term):
			return fmt.Errorf("token %+v has no term", t)
		}
		again := analysis.Tokens(t.Term)
		if len(again) != 1 || again[0].Term != t.Term {
			return fmt.Errorf("token %+q, analysed again, is %+v", t.Term, again)
		}
		if t.Caps == "" {
			continue
		}
		if c := analysis.Tokens(t.Caps); len(c) != 1 || c[0].Caps != t.Caps || c[0].Term != t.Term {
			return fmt.Errorf("capitals %+q, analysed again, are %+v", t.Caps, c)
		}
		start, end = t.Start, t.End
	}
	return nil
}

func onRune(text string, i int) bool {
	return i == len(text) || utf8.RuneStart(text[i]) || !utf8.ValidString(text)
}

func terms(text string) []string {
	var terms []string
	for _, t := range analysis.Tokens(text) {
		terms = append(terms, t.Term, t.Caps)
	}
	return terms
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{
		"The U.N.'s envoy", "l’Été 1,250.5", "记者林可唐 ｶﾞ", "मिरपुर क़", "אָ\"ב", "ŉ ŀl ﷺ ﹱ", "Ⅳ ²₂ №", "a'ـ'b 1'ـ2", "한국\u1100",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := check(text); err != nil {
			t.Fatal(err)
		}
		if once := analysis.Fold(text); analysis.Fold(once) != once {
			t.Fatalf("Fold is not idempotent: %+q", once)
		}
		if !utf8.ValidString(text) {
			return
		}
		composed, apart := terms(norm.NFC.String(text)), terms(norm.NFD.String(text))
		if diff := cmp.Diff(composed, apart); diff != "" {
			t.Fatalf("NFC and NFD differ: %s", diff)
		}
	})
}

// Every character there is, alone, behind a letter and between two.
func TestTokensOfEveryCharacter(t *testing.T) {
	for _, r := range characters() {
		for _, s := range []string{string(r), "l" + string(r) + "a", "B" + string(r) + ".C", "1" + string(r) + "1", "林" + string(r)} {
			if err := check(s); err != nil {
				t.Errorf("%U in %+q: %v", r, s, err)
			}
		}
	}
}
