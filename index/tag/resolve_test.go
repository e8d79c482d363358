package tag

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/lineartest"
	"github.com/dateline-search/dateline/index/news"
)

// cast is what a newsroom might have listed.
const cast = "surface\ttype\tcanonical\tflags\n" +
	"Orla Venn\tperson\tOrla Venn\t\n" +
	"Ines Venn\tperson\tInes Venn\t\n" +
	"Tomas von der Aue\tperson\tTomas von der Aue\t\n" +
	"Karim al-Basri\tperson\tKarim al-Basri\t\n" +
	"Nora Tremlett-Wade\tperson\tNora Tremlett-Wade\t\n" +
	"Maria Rubio\tperson\tMaria Rubio\t\n" +
	"Northern Medicines Agency\torg\tNorthern Medicines Agency\t\n" +
	"Pell Moss\tperson\tPell Moss\t\n"

func TestNamesBecomeEntities(t *testing.T) {
	tagger, err := New(Options{Names: cast})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, lang, body string
		want             []string
	}{
		{"last name", "en", "Orla Venn spoke. In the end Venn left.", []string{"person Orla Venn [Orla Venn] [Venn]"}},
		{"possessive and title", "en", "Orla Venn spoke. It was Minister Venn’s last word.", []string{"person Orla Venn [Orla Venn] [Venn]"}},
		{"two of one last name", "en", "Orla Venn spoke. Venn sat down. Then Ines Venn rose. Venn was brief.", []string{
			"person Orla Venn [Orla Venn] [Venn]", "person Ines Venn [Ines Venn] [Venn]",
		}},
		{"before the full name", "en", "The word was Venn's. Orla Venn had written it.", []string{"person Orla Venn [Venn] [Orla Venn]"}},
		{"somebody else of that last name", "en", "Orla Venn met Petra Venn.", []string{
			"person Orla Venn [Orla Venn]", "person Petra Venn [Petra Venn]",
		}},
		{"nothing is said of either", "en", "Singer Orla Venn sang. Mr Venn slept. At ten Ines Venn rang.", []string{
			"person Orla Venn [Orla Venn] [Venn]", "person Ines Venn [Ines Venn]",
		}},
		{"behind a word that begins the sentence", "es", "Habló la ministra Dora Quiral. Según Quiral, no hay prisa. Pero Quiral salió.", []string{
			"person Dora Quiral [Dora Quiral] [Quiral] [Quiral]",
		}},
		{"two that are known", "es", "Hoy la Unión Europea y las Naciones Unidas callan.", []string{
			"org European Union [Unión Europea]", "org United Nations [Naciones Unidas]",
		}},
		{"particles", "en", "Tomas von der Aue and Karim al-Basri met; von der Aue and al-Basri smiled. Basri waved.", []string{
			"person Tomas von der Aue [Tomas von der Aue] [von der Aue]", "person Karim al-Basri [Karim al-Basri] [al-Basri] [Basri]",
		}},
		{"hyphen", "en", "Nora Tremlett-Wade died. To us Tremlett-Wade was a friend.", []string{"person Nora Tremlett-Wade [Nora Tremlett-Wade] [Tremlett-Wade]"}},
		{"a last name that is a word", "la", "Pell Moss slipped on moss. Moss grows there.", []string{"person Pell Moss [Pell Moss]"}},
		{"a last name known everywhere", "en", "Secretary Rubio called.", []string{"person Marco Rubio [Rubio]"}},
		{"but here it is another", "en", "Maria Rubio won. Nobody beat Rubio.", []string{"person Maria Rubio [Maria Rubio] [Rubio]"}},
		{"initials in a headline in capitals", "en", "Prices fell, said J.P. ORVENDAL. Nobody heard J.P. Orvendal.", []string{
			"person J.P. Orvendal [J.P. ORVENDAL] [J.P. Orvendal]",
		}},
		{"a firm with a person's name", "en", "So said the chairman of J.P. Orvendal and Co Inc, Lewis Tarrant.", []string{
			"person Lewis Tarrant [Lewis Tarrant]", "org J.P. Orvendal [J.P. Orvendal and Co Inc]",
		}},
		{"acronym in brackets", "en", "The Northern Medicines Agency (NMA) said no. The NMA will wait.", []string{
			"org Northern Medicines Agency [Northern Medicines Agency] [NMA] [NMA]",
		}},
		{"one country", "en", "U.S. and US. USA and the United States of America, America.", []string{
			"place United States [U.S.] [US] [USA] [United States of America] [America]",
		}},
		{"one organisation, and a pronoun", "en", "The U.N. told us that the UN would. Who? The WHO.", []string{
			"org United Nations [U.N.] [UN]", "org World Health Organization [WHO]",
		}},
		{"Arabic particles", "ar", "زار روبيو باكستان والهند", []string{
			"person Marco Rubio [روبيو]", "place Pakistan [باكستان]", "place India [الهند]",
		}},
		{"German genitive", "de", "Pakistans Regierung und Indiens Armee", []string{"place Pakistan [Pakistan]", "place India [Indien]"}},
		{"Turkish endings", "tr", "Pakistan'ın sınırı", []string{"place Pakistan [Pakistan]"}},
		{"Chinese", "zh", "巴基斯坦与美国", []string{"place Pakistan [巴基斯坦]", "place United States [美国]"}},
		{"Urdu", "ur", "پاکستان اور بھارت", []string{"place Pakistan [پاکستان]", "place India [بھارت]"}},
		{"Russian cases", "ru", "в Пакистане и Индии", []string{"place Pakistan [Пакистане]", "place India [Индии]"}},
		{"Spanish", "es", "Pakistán y EE. UU.", []string{"place Pakistan [Pakistán]", "place United States [EE. UU.]"}},
		{"no entity", "en", "At Christmas, after COVID-19 and Brexit.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			tags := tagger.Tag(&news.Record{Article: news.Article{Title: "x", Body: c.body, Lang: c.lang}})
			if diff := cmp.Diff(c.want, lines(tags)); diff != "" {
				t.Error(diff)
			}
			stand(t, tags, map[string]string{"title": "x", "body": c.body})
		})
	}
}

// Whoever reads the list must not be made to wait by a text made for it.
func TestTagIsLinear(t *testing.T) {
	tagger, err := New(Options{Names: cast})
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{"x", "A", "A ", "Orla Venn ", "Venn. ", "Orla Venn Venn. ", "\xff\xfe", "United ", "المتحدة و", "von der "} {
		t.Run(unit, func(t *testing.T) {
			lineartest.Check(t, 1<<17, func(n int) {
				tagger.Tag(&news.Record{Article: news.Article{Title: "x", Body: strings.Repeat(unit, n/len(unit))}})
			})
		})
	}
}

// One word that the model takes for somebody is the firm that the article calls by
// a longer name, unless somebody is called so.
func TestOneWordIsTheFirm(t *testing.T) {
	r := news.Article{Body: "Cairn Energy fell. Cairn has oil. Ada Venn runs Venn Oil. Venn smiled."}
	a := newDictionary().split(&r, "en")
	const body = 2
	a.spans = []span{
		a.span(body, 0, 2, news.Org), a.span(body, 3, 1, news.Person),
		a.span(body, 6, 2, news.Person), a.span(body, 9, 2, news.Org), a.span(body, 11, 1, news.Person),
	}
	people := a.meet()
	a.reconsider(people, a.introduce())
	var got []news.EntityType
	for i := range a.spans {
		got = append(got, a.spans[i].kind)
	}
	if diff := cmp.Diff([]news.EntityType{news.Org, news.Org, news.Person, news.Org, news.Person}, got); diff != "" {
		t.Error(diff)
	}
}
