package cue_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/lineartest"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/cue"
)

func finder(t testing.TB) *cue.Finder {
	t.Helper()
	firsts := strings.Fields("orla tomás lucía jean hélène mario petra john karin joan mar hong")
	towns := strings.Fields("merdingen hongkong beverly")
	f, err := cue.New(cue.Options{
		FirstName: func(word string) bool { return slices.Contains(firsts, strings.ToLower(word)) },
		Town:      func(term string) bool { return slices.Contains(towns, term) || term == "hong kong" },
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func read(text string) cue.Text { return cue.Text{Text: text, Tokens: analysis.Tokens(text)} }

func TestNamesByWhatStandsAroundThem(t *testing.T) {
	f := finder(t)
	for _, c := range []struct {
		name, lang, text string
		want             []string
	}{
		{"title", "es", "Habló la ministra Quiral con el señor Bento.", []string{"person Quiral", "person Bento"}},
		{"trade before a full name", "fr", "Selon le chercheur Ulric Vantôme, rien ne change.", []string{"person Ulric Vantôme"}},
		{"a trade alone is too little", "fr", "Le chercheur Vantôme habite là.", nil},
		{"first name", "it", "Ieri Mario Tebaldini ha vinto.", []string{"person Mario Tebaldini"}},
		{"first name at the beginning", "es", "Lucía de la Vega canta.", []string{"person Lucía de la Vega"}},
		{"a word at the beginning", "es", "Mar Adentro sube y la mar baja.", nil},
		{"age", "pt", "O dono, Zuleido Prates, 61, saiu.", []string{"person Zuleido Prates"}},
		{"age in brackets", "nl", "Toen kwam Wubbo Harkema (34) binnen.", []string{"person Wubbo Harkema"}},
		{"speech", "es", "Aquí no, dijo Fulgor Casares.", []string{"person Fulgor Casares"}},
		{"office behind", "fr", "On a vu Ysabeau Tarn, présidente du jury.", []string{"person Ysabeau Tarn"}},
		{"office before a comma", "pt", "O ministro da Pesca, Zuleido Prates, saiu.", []string{"person Zuleido Prates"}},
		{"two people", "es", "Vinieron Lucía Ferro y Tomás Gil.", []string{"person Lucía Ferro", "person Tomás Gil"}},
		{"title stays outside", "de", "Da kam General John Wolm.", []string{"person John Wolm"}},
		{"a noun behind", "de", "Wenn Petra Wolm Regie führt.", []string{"person Petra Wolm"}},
		{"somebody else's trade", "de", "Da sagte Wolms Sprecherin Karin Aust nichts.", []string{"person Karin Aust"}},
		{"surname", "ru", "Вчера Зосим Кравцов вышел.", []string{"person Зосим Кравцов"}},
		{"honour", "tr", "Dün Tuğrul Bey geldi.", []string{"person Tuğrul"}},
		{"ministry", "es", "El Ministerio de Obras Públicas calla.", []string{"org Ministerio de Obras Públicas"}},
		{"small ministry", "fr", "Le ministère de la Mer hésite.", []string{"org ministère de la Mer"}},
		{"small words behind", "ru", "Министерство обороны молчит.", []string{"org Министерство обороны"}},
		{"adjective before", "pl", "Wczoraj Polski Związek Szachowy milczał.", []string{"org Polski Związek Szachowy"}},
		{"one word behind", "de", "Er hat beim Amtsgericht Orven Klage erhoben.", []string{"org Amtsgericht Orven"}},
		{"legal form", "de", "Die Orven Kessel GmbH & Co. KG schweigt.", []string{"org Orven Kessel GmbH & Co. KG"}},
		{"legal form with stops", "it", "La Orvani Motori S.p.A. tace.", []string{"org Orvani Motori S.p.A."}},
		{"Turkish ending", "tr", "Dün Orven Üniversitesi kapandı.", []string{"org Orven Üniversitesi"}},
		{"called", "es", "La empresa Orvén Textil calla.", []string{"org Orvén Textil"}},
		{"quoted", "ru", "Газета «Новый берег» молчит.", []string{"org Новый берег"}},
		{"quoted, with its form", "ru", "Тут ООО «Орвен» молчит.", []string{"org ООО «Орвен»"}},
		{"a quotation is none", "ru", "Он сказал: «Новый берег» далеко.", nil},
		{"place after a preposition", "fr", "On vit à Orvillers-sur-Tarn depuis peu.", []string{"place Orvillers-sur-Tarn"}},
		{"not a person", "fr", "On parle à Jean depuis peu.", nil},
		{"place after its kind", "es", "Cruzaron el río Orva.", []string{"place Orva"}},
		{"place with its kind", "es", "Se vio en la Plaza del Orve.", []string{"place Plaza del Orve"}},
		{"German place", "de", "Sie lebt in Orvenhausen und Merdingen.", []string{"place Orvenhausen"}},
		{"German noun", "de", "Sie lebt in Armut und aus Überzeugung.", nil},
		{"foreign place", "es", "El hotel de Hong Kong cierra.", nil},
		{"foreign company", "es", "Firmó con Orven Records ayer.", []string{"org Orven Records"}},
		{"foreign cup", "es", "Ganó la Joan Orven Cup ayer.", nil},
		{"again", "fr", "On vit à Orvillers. Orvillers dort.", []string{"place Orvillers", "place Orvillers"}},
		{"no language", "en", "President Orven spoke.", nil},
	} {
		t.Run(c.lang+" "+c.name, func(t *testing.T) {
			var got []string
			for _, s := range f.Find(c.lang, []cue.Text{read(c.text)}, nil) {
				got = append(got, string(s.Type)+" "+c.text[s.Start:s.End])
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What is known already is not found as something else.
func TestKnownNamesStayWhatTheyAre(t *testing.T) {
	text := read("Vive en Orven con Lucía Orven.")
	known := []cue.Span{{First: 2, N: 1, Type: news.Org}}
	for _, s := range finder(t).Find("es", []cue.Text{text}, known) {
		if s.First == 2 {
			t.Errorf("found %v", s)
		}
	}
}

// In a headline in which every word has a capital nothing is found by capitals,
// but what the body tells is.
func TestTitleCase(t *testing.T) {
	title, body := read("Lucía Ferro Cierra La Tienda De Tomás"), read("Lo dijo Lucía Ferro.")
	title.Titled = true
	got := finder(t).Find("es", []cue.Text{title, body}, nil)
	if len(got) != 2 || got[0].Field != 0 || got[0].N != 2 {
		t.Errorf("found %v, want the name of the body in the headline", got)
	}
}

// hostile are texts that would take long, were anything in a text looked for in
// all of it.
func hostile() []string {
	return []string{
		"газета «Орвен ", "la empresa Orven ", "Lucía de la ", "Ministerio de ", "Real ", "en Orven y ", "A. ", "señor ",
		"Orven-", "GmbH ", "Orven, ", "\xff\xfe", "и ", "Москва'da ", "Lucía Ferro. ",
	}
}

func TestFindTakesLinearTime(t *testing.T) {
	const quarter = 25_000 // bytes
	f := finder(t)
	for _, lang := range []string{"es", "ru"} {
		for _, unit := range hostile() {
			t.Run(lang+" "+unit, func(t *testing.T) {
				lineartest.Check(t, quarter, func(n int) {
					f.Find(lang, []cue.Text{read(strings.Repeat(unit, n/len(unit)))}, nil)
				})
			})
		}
	}
}

// FuzzFind holds that spans lie in their text, in their order, none in another.
func FuzzFind(f *testing.F) {
	for _, unit := range hostile() {
		f.Add("es", unit+"Habló la ministra Quiral.")
	}
	f.Add("ru", "Газета «Новый берег» и ООО «Орвен».")
	f.Add("de", "Die Orven Kessel GmbH & Co. KG.")
	find := finder(f)
	f.Fuzz(func(t *testing.T, lang, text string) {
		field := read(text)
		last := 0
		for _, s := range find.Find(lang, []cue.Text{field}, nil) {
			if s.N < 1 || s.First < last || s.First+s.N > len(field.Tokens) {
				t.Fatalf("tokens of %v, behind %d of %d", s, last, len(field.Tokens))
			}
			if s.Start >= s.End || s.End > len(text) || s.Start < field.Tokens[s.First].Start || s.End < field.Tokens[s.First].End {
				t.Fatalf("bytes of %v in a text of %d", s, len(text))
			}
			last = s.First + s.N
		}
	})
}
