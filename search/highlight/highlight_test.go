package highlight_test

import (
	"html"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/dateline-search/dateline/search/highlight"
	"github.com/dateline-search/dateline/search/query"
)

func highlighter(t testing.TB, q string) *highlight.Highlighter {
	t.Helper()
	p, err := query.Parse(q, query.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return highlight.New(p.Node)
}

// What is marked: the text with the marks in brackets.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ name, query, lang, want string }{
		{"word", "plan", "en", "The [plan] met no planet"},
		{"case and accents", "elodie QUEBEC", "fr", "Mme [Élodie] à [Québec]"},
		{"accents apart", "brevant", "fr", norm.NFD.String("Mme [Brévant]-Óskar")},
		{"prefix with accents", "Brévan*", "fr", "Mme [Brévant]-Óskar"},
		{"inflected", "strike", "en", "[Strikes] and [striking] drones"},
		{"inflected, other language", "Drohne", "de", "Die [Drohnen] und die drones"},
		{"not inflected in an unknown language", "strike", "xx", "[strike] strikes"},
		{"without a language as in English", "strike", "", "[strike] [strikes]"},
		{"exact", "=strikes", "en", "[Strikes] and strike"},
		{"capitals", "=US", "en", "Tell us of the [US] and the [U.S.] army"},
		{"capitals of a name", "=Line", "en", "A line, the [Line’s] end, LINE"},
		{"capitals of a phrase", `="Line of Control"`, "en", "[Line of Control], line of control, Line Of Control"},
		{"no capitals", "=line", "en", "A [line], the [Line], [LINE]"},
		{"acronym", "U.S.", "en", "They told us in the [U.S.]"},
		{"acronym without points", "un", "en", "The [U.N.] and the [UN] are unlike"},
		{"possessive", "orven", "en", "[Orven’s] plan, [Orven's] plan"},
		{"prefix", "astrophysi*", "en", "[Astrophysics] hall"},
		{"prefix in capitals", "ASTRO*", "en", "[Astrophysics] hall"},

		{"phrase", `"board of harbours"`, "en", "The [Board of Harbours] met the board of the harbours"},
		{"phrase with a word between", `"board harbours"`, "en", "The Board of Harbours met."},
		{"phrase of little words", `"of the"`, "en", "Board [of the] Harbours, the of"},
		{"phrase inflected", `"drone strike"`, "en", "Two [drone strikes], a strike by drone"},
		{"phrase exact", `="drone strike"`, "en", "Two drone strikes, a [drone strike]"},
		{"phrase with prefix", `"marco rub*"`, "en", "[Marco Rubio] and Marco"},
		{"phrase of the same word", `"a a"`, "", "[a a a] b a"},
		{"hyphen", "well-being", "en", "[well-being], [well being], well"},
		{"phrase and word", `"drone strike" drone`, "en", "A [drone strike] by a [drone]"},
		{"Chinese", "林可唐", "zh", "记者[林可唐]昨日，林业可供唐代"},
		{"Chinese neighbours", "林 可", "zh", "[林][可]唐"},
		{"Hindi", "मिरपुर", "hi", "नदी तट पर बसे गाँव [मिरपुर] में बाढ़ का पानी"},
		{"Arabic", "كتاب", "ar", "هذا [الكِتاب] جديد"},

		{"OR", "plan OR harbour", "en", "[plan] [harbour]"},
		{"under NOT", "plan -harbour NOT (a OR plan)", "en", "[plan] harbour a"},
		{"only NOT", "-plan", "en", "plan"},
		{"near", "ship NEAR/2 quay", "en", "ship a b quay, [quays] the [ship], ship"},
		{"near in order", "ship PRE/2 quay", "en", "quay [ship] a [quay] b c ship"},
		{"near a phrase", `(port OR "red ship") NEAR/2 quay`, "en", "red, [red ship] [quay], ship quay"},
		{"near twice", "(a NEAR/1 b) NEAR/1 c", "en", "[c] [a] [b] [c] a c b"},
		{"words apart", `"a b c"~2`, "en", "[c] [a] x [b] y c"},
		{"one sentence", "ship W/S quay", "en", "A ship. A quay. The [ship] at the [Quay]."},
		{"one paragraph", "ship W/P quay", "en", "A ship.\n\nA [quay]. The [ship]."},
		{"near in a field", "title:ship NEAR/5 quay", "en", "ship quay"},
		{"how often", "ATLEAST/3 ship", "en", "[ship], [ships]"},
		{"pattern", "organi?ation *plan*", "en", "[organisation] and [organization] [planned], organ"},
		{"fuzzy", "harbour~1", "en", "[harbor] [Harbuor] harbors"},
		{"weight", "plan^3", "en", "[plan]"},
		{"everything", "", "en", "plan"},
		{"field", "body:plan title:harbour", "en", "[plan] harbour"},
		{"person", `person:"Marco Rubio"`, "en", "[Marco Rubio] said. Rubio is Marco."},
		{"part of a person", "person:rubio", "en", "Marco [Rubio] said"},
		{"place in capitals", "place:US", "en", "tell us, [US]"},
		{"other values", "source:bbc keyword:plan lang:en", "en", "bbc plan en"},
		{"dates", "published:2025", "en", "in 2025"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.NewReplacer("[", "", "]", "").Replace(c.want)
			marks := highlighter(t, c.query).Marks("body", c.lang, text)
			if diff := cmp.Diff(c.want, bracketed(text, marks)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func bracketed(text string, marks []highlight.Mark) string {
	var b strings.Builder
	points, at := []rune(text), 0
	for _, m := range marks {
		b.WriteString(string(points[at:m[0]]) + "[" + string(points[m[0]:m[1]]) + "]")
		at = m[1]
	}
	return b.String() + string(points[at:])
}

func TestMarksCountCodePoints(t *testing.T) {
	for _, c := range []struct {
		query, text string
		want        highlight.Mark
	}{
		{"मिरपुर", "नदी तट पर बसे गाँव मिरपुर में बाढ़ का पानी", highlight.Mark{19, 25}},
		{"brevant", norm.NFC.String("Mme Élodie Brévant-Óskar visits Québec"), highlight.Mark{11, 18}},
		{"brevant", norm.NFD.String("Mme Élodie Brévant-Óskar visits Québec"), highlight.Mark{12, 20}},
		{"林可唐", "记者林可唐昨日抵达云屿港。", highlight.Mark{2, 5}},
		{"b", "\xff\xfe🔥 b", highlight.Mark{4, 5}},
	} {
		got := highlighter(t, c.query).Marks("body", "", c.text)
		if diff := cmp.Diff([]highlight.Mark{c.want}, got); diff != "" {
			t.Errorf("%s: %s", c.query, diff)
		}
	}
}

func TestWhole(t *testing.T) {
	got := highlighter(t, "r&d OR berth").Whole("title", "en", "How should <berth> & R&D work?")
	want := highlight.Fragment{
		Text:  "How should <berth> & R&D work?",
		HTML:  "How should &lt;<mark>berth</mark>&gt; &amp; <mark>R&amp;D</mark> work?",
		Marks: []highlight.Mark{{12, 17}, {21, 24}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	bare := highlighter(t, "body:berth").Whole("title", "en", "berth")
	if diff := cmp.Diff(highlight.Fragment{Text: "berth", HTML: "berth", Marks: []highlight.Mark{}}, bare); diff != "" {
		t.Error(diff)
	}
}

func fragments(t *testing.T, q, text string, opts highlight.Options) []string {
	t.Helper()
	got := highlighter(t, q).Fragments("body", "en", text, opts)
	var texts []string
	for _, f := range got {
		texts = append(texts, bracketed(f.Text, f.Marks))
	}
	return texts
}

func TestFragments(t *testing.T) {
	const story = `The harbour board met on Monday. Mr. Tam Brisco spoke of the budget, at length, before it was put to the vote.

A drone was seen at the quay. The drone strikes of May were not discussed. Nobody asked why. The budget passed.`
	for _, c := range []struct {
		name, query string
		opts        highlight.Options
		want        []string
	}{
		{"nothing found", "planet", highlight.Options{}, nil},
		{"everything", "", highlight.Options{}, nil},
		{"whole text fits", "monday", highlight.Options{Size: 1000}, []string{bracketed(story, []highlight.Mark{{25, 31}})}},
		{"sentences", "monday", highlight.Options{Size: 40}, []string{"The harbour board met on [Monday]."}},
		{"most words first", "drone strike", highlight.Options{Size: 44}, []string{
			"The [drone strikes] of May were not discussed.", "A [drone] was seen at the quay.",
		}},
		{"most marks first", "drone", highlight.Options{Size: 75, Max: 1}, []string{
			"A [drone] was seen at the quay. The [drone] strikes of May were not discussed.",
		}},
		{"not more than asked for", "drone budget board", highlight.Options{Size: 30, Max: 2}, []string{
			"The harbour [board] met on", "of the [budget], at length,",
		}},
		{"a title is no end of a sentence", "brisco", highlight.Options{Size: 40}, []string{"Mr. Tam [Brisco] spoke of the budget, at"}},
		{"paragraph", "vote", highlight.Options{Size: 30}, []string{"before it was put to the [vote]."}},
		{"smaller than the word", "strikes", highlight.Options{Size: 3, Max: 1}, []string{"[strikes]"}},
		{"smaller than the phrase", `"drone strikes of"`, highlight.Options{Size: 3}, []string{"[drone strikes of]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, unmarkPhrases(fragments(t, c.query, story, c.opts))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// unmarkPhrases is what two marks side by side look like as one.
func unmarkPhrases(texts []string) []string {
	for i := range texts {
		texts[i] = strings.ReplaceAll(texts[i], "] [", " ")
	}
	return texts
}

func TestFragmentsKeepPunctuation(t *testing.T) {
	text := `He said ("the harbour"), then left. ¿Por qué el puerto? «Un port». #port!`
	for query, want := range map[string]string{
		"harbour": `("the [harbour]"), then`,
		"puerto":  "¿Por qué el [puerto]?",
	} {
		got := fragments(t, query, text, highlight.Options{Size: 24, Max: 1})
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
}

// At every size, in every script: fragments are pieces of the text, valid, not
// longer than asked for, and cut no letter.
func TestFragmentsOfEverySize(t *testing.T) {
	for _, c := range []struct{ query, lang, text string }{
		{"मिरपुर", "hi", "नदी तट पर बसे गाँव मिरपुर में बाढ़ का पानी"},
		{"brevant quebec", "fr", norm.NFD.String("Mme Élodie Brévant-Óskar visits Québec")},
		{"林可唐", "zh", "记者林可唐昨日抵达云屿港。林可唐说：“好”。"},
		{"ガイド", "ja", "東京のｶﾞｲﾄﾞとガイドが来た。"},
		{"fire", "en", "👩‍👩‍👧 A fire🔥👍🏽 in 🇫🇷, fire! 1️⃣ fire"},
		{"한국", "ko", norm.NFD.String("정부는 한국 사람") + " 한국"},
		{"كتاب", "ar", "هذا كِتابٌ جديد، كتاب"},
	} {
		h := highlighter(t, c.query)
		for size := 1; size <= utf8.RuneCountInString(c.text)+1; size++ {
			opts := highlight.Options{Size: size}
			got := h.Fragments("body", c.lang, c.text, opts)
			if len(got) == 0 {
				t.Errorf("%s: nothing at size %d", c.query, size)
			}
			for _, f := range got {
				checkFragment(t, c.text, f, opts)
			}
		}
	}
}

func checkFragment(t *testing.T, text string, f highlight.Fragment, opts highlight.Options) {
	t.Helper()
	points := []rune(text)
	n := utf8.RuneCountInString(f.Text)
	if !utf8.ValidString(f.Text) || f.Offset < 0 || f.Offset+n > len(points) || f.Text != string(points[f.Offset:f.Offset+n]) {
		t.Fatalf("%+v is no piece of %q", f, text)
	}
	checkMarks(t, f.Marks, n)
	if len(f.Marks) == 0 {
		t.Fatalf("%+v has no mark", f)
	}
	single := len(f.Marks) == 1 && f.Marks[0][0] == 0
	if n > opts.Size && !single {
		t.Fatalf("%+v is longer than %d", f, opts.Size)
	}
	if end := f.Offset + n; end < len(points) && isInner(points[end]) || isInner(points[f.Offset]) {
		t.Fatalf("%+v cuts a letter of %q", f, text)
	}
	if plain := html.UnescapeString(strings.NewReplacer("<mark>", "", "</mark>", "").Replace(f.HTML)); plain != html.UnescapeString(html.EscapeString(f.Text)) {
		t.Fatalf("%+v has other text in its HTML", f)
	}
	if strings.Count(f.HTML, "<mark>") != len(f.Marks) || strings.Count(f.HTML, "<") != 2*len(f.Marks) {
		t.Fatalf("%+v has other elements", f)
	}
}

func isInner(r rune) bool { return unicode.Is(unicode.M, r) || r == '\u200d' || r == 0xFF9E }

func checkMarks(t *testing.T, marks []highlight.Mark, n int) {
	t.Helper()
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] <= m[0] || m[1] > n {
			t.Fatalf("marks %v are out of order in a text of %d", marks, n)
		}
		at = m[1]
	}
}

func FuzzFragments(f *testing.F) {
	f.Add(`drone "a b" OR 林*`, "A drone. 林可, a b <c>", "en", 5, 2)
	f.Add(`=US person:"X Y"`, "us US U.S.\n\nX Y\xff", "tr", 1, 9)
	f.Add("fire", "👩‍👩‍👧 fire🔥👍🏽 ｶﾞ ゟ", "ar", 3, 1)
	f.Fuzz(func(t *testing.T, q, text, lang string, size, most int) {
		p, err := query.Parse(q, query.Options{})
		if err != nil || size < 0 || size > 1000 || most < 0 || most > 10 {
			return
		}
		h := highlight.New(p.Node)
		checkMarks(t, h.Marks("body", lang, text), utf8.RuneCountInString(text))
		opts := highlight.Options{Size: size, Max: most}
		got := h.Fragments("body", lang, text, opts)
		if opts.Size == 0 {
			opts.Size = 240
		}
		for _, fragment := range got {
			checkSize(t, text, fragment, opts)
		}
	})
}

// checkSize checks what holds for any text: in a text of marks alone, a fragment
// may begin with one.
func checkSize(t *testing.T, text string, f highlight.Fragment, opts highlight.Options) {
	t.Helper()
	n := utf8.RuneCountInString(f.Text)
	points := []rune(text)
	if !utf8.ValidString(f.Text) || f.Text != string(points[f.Offset:f.Offset+n]) {
		t.Fatalf("%+v is no piece of %q", f, text)
	}
	checkMarks(t, f.Marks, n)
	if len(f.Marks) == 0 {
		t.Fatalf("%+v has no mark", f)
	}
}

func BenchmarkFragments(b *testing.B) {
	sentence := "The harbour board spoke of the drone strikes in May, and of Orven’s plan for the well-being of all. "
	text := strings.Repeat(sentence, 70000/19)
	h := highlighter(b, `drone "harbour board" strike* well-being OR =plan`)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		h.Fragments("body", "en", text, highlight.Options{})
	}
}

// Ranges that are marked beside the query, whatever their order, may overlap what it
// finds, hold no word, or lie outside of the text.
func TestAlsoMarks(t *testing.T) {
	const text = "Ana Orlova met the council of Orven."
	for _, c := range []struct {
		query string
		also  []highlight.Mark
		want  string
	}{
		{"council", []highlight.Mark{{30, 35}, {0, 10}}, "<mark>Ana Orlova</mark> met the <mark>council</mark> of <mark>Orven</mark>."},
		{"council", []highlight.Mark{{15, 26}}, "Ana Orlova met <mark>the council</mark> of Orven."},
		{"council", []highlight.Mark{{10, 11}, {3, 4}, {90, 99}, {-5, -1}, {12, 11}}, "Ana Orlova met the <mark>council</mark> of Orven."},
		{"nothing", []highlight.Mark{{0, 3}}, "<mark>Ana</mark> Orlova met the council of Orven."},
	} {
		h := highlighter(t, c.query)
		got := h.Fragments("body", "en", text, highlight.Options{Also: c.also})
		if len(got) != 1 || got[0].HTML != c.want {
			t.Errorf("%s %v: %+v, want %s", c.query, c.also, got, c.want)
		}
		if whole := h.Whole("body", "en", text, c.also...); whole.HTML != c.want {
			t.Errorf("%s %v: the whole is %s, want %s", c.query, c.also, whole.HTML, c.want)
		}
	}
}
