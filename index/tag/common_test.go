package tag_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag"
)

// namesIn lists whom a text names, as "type name", in the order of the text.
func namesIn(tagger *tag.Tagger, lang, title, body string) []string {
	var all []string
	for _, e := range tagger.Tag(&news.Record{Article: news.Article{Title: title, Body: body, Lang: lang}}).Entities {
		all = append(all, string(e.Type)+" "+e.Name)
	}
	slices.Sort(all)
	return all
}

// Words of a language are no names in it because places, people or organisations
// are written like them; those stay what they are where the text says so.
func TestCommonWordsAreNoNames(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range []struct{ lang, body, want string }{
		{"ur", "وہ گھر چلی گئی۔ گاڑی تیز چلی۔ مالی امداد دی گئی۔ سول سوسائٹی نے احتجاج کیا۔", ""},
		{"ur", "وہ شام کو آیا۔ کل شام بارش ہوئی۔ تھانے میں مقدمہ درج ہوا۔ وین نہر میں گری۔", ""},
		{"ur", "چلی کے صدر نے مالی میں بات کی۔ شام میں جنگ جاری ہے۔", "place Chile, place Mali, place Syria"},
		{"hi", "काली मंदिर में भीड़ थी। मक्का बोया गया।", ""},
		{"hi", "चिली की सरकार माली में है।", "place Chile, place Mali"},
		{"ar", "في مشهد مؤثر قال المدير المالي إن ميدان المدينة بعيد. وصل سالم إلى مسقط رأسه ودخل بورصة.", ""},
		{"ar", "وقع انقلاب في مالي ووصل الوفد إلى مسقط ثم مدينة مشهد.", "place Mali, place Mashhad, place Muscat"},
		{"fa", "او سالم است و شام خورد. منابع مالی کم است. روز دوشنبه چک را داد. کیف او گم شد.", ""},
		{"fa", "کودتا در مالی رخ داد.", "place Mali"},
		{"he", "הוא פונה לשופט, דוחה את הטענות ומסביר כי מדובר במכה.", ""},
		{"ko", "교통 수단이 부족하다. 연대 회의 세부 계획.", ""},
		{"ko", "수단 정부가 발표했다.", "place Sudan"},
		{"zh", "他取得胜利,来宾鼓掌。希望国家长治久安。", ""},
		{"ja", "手紙を開封した。", ""},
		{"ru", "Самое важное впереди. Верный друг пришёл. Тане сказали.", ""},
		{"ru", "Великобритания ввела санкции. Об этом говорят в Великобритании.", "place United Kingdom"},
		{"de", "Sind die Kinder noch da? Kita und Schule bleiben zu.", ""},
		{"de", "Island hat gewählt.", "place Iceland"},
		{"fr", "Réunion de crise hier. Maurice est venu.", ""},
		{"fr", "Un cyclone frappe La Réunion.", "place Réunion"},
		{"es", "El fuego llegó a Granada. Granada es de Andalucía.", "place Andalusia, place Granada"},
		{"es", "Tanta gente salió a la calle. Reunión de urgencia.", ""},
		{"id", "Kita harus pergi. Lima orang tewas. Kota itu jauh.", ""},
		{"sv", "Medan de talade kom regnet.", ""},
		{"en", "Nice weather today. Reading books helps.", ""},
		{"en", "He was born in Reading and moved to Nice.", "place Nice, place Reading"},
	} {
		if got := strings.Join(namesIn(tagger, c.lang, "", c.body), ", "); got != c.want {
			t.Errorf("%s: %q names %q, want %q", c.lang, c.body, got, c.want)
		}
	}
}

// In a headline in capitals, the small words of a language are no acronyms.
func TestShoutedWordsAreNoAcronyms(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range []struct{ lang, title, want string }{
		{"fr", "UN MORT AU SOMMET", ""},
		{"pt", "EU FUI AO MERCADO", ""},
		{"es", "UNO DE LOS TRES", ""},
		{"en", "TELL US WHO TAKES HOME THE SILVER TROPHY TONIGHT", ""},
		{"en", "UN CHIEF CALLS FOR CALM", "org United Nations"},
	} {
		if got := strings.Join(namesIn(tagger, c.lang, c.title, ""), ", "); got != c.want {
			t.Errorf("%s: %q names %q, want %q", c.lang, c.title, got, c.want)
		}
	}
}

// Rivers, seas and mountains are places, whatever else is called like them or
// stands inside their names.
func TestNatureIsPlaces(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range []struct{ lang, body, want string }{
		{"en", "The Indus rose on Thursday, and the Indus River burst its banks.", "place Indus"},
		{"en", "The Indus Waters Treaty stays suspended.", ""},
		{"en", "The ships left the Black Sea for the Nile.", "place Black Sea, place Nile"},
		{"de", "Die Donau steigt, der Bodensee auch.", "place Danube, place Lake Constance"},
		{"zh", "船只进入印度洋和墨西哥湾。", "place Gulf of Mexico, place Indian Ocean"},
		{"zh", "印度河水条约被搁置。", ""},
		{"ur", "سندھ طاس معاہدہ معطل ہے۔", ""},
		{"ar", "معاهدة مياه السند معلقة.", ""},
		{"ru", "Корабли вошли в Чёрное море.", "place Black Sea"},
	} {
		if got := strings.Join(namesIn(tagger, c.lang, "", c.body), ", "); got != c.want {
			t.Errorf("%s: %q names %q, want %q", c.lang, c.body, got, c.want)
		}
	}
}

// What is written for machines names nobody.
func TestAddressesNameNobody(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range []struct{ lang, body, want string }{
		{"en", "Write to press.office@karachi-herald.org or marco.rubio@state.gov.", ""},
		{"en", "See https://www.dawn.example/news/2025/05/08/India-Pakistan-Modi, www.london.gov.uk/Paris or bbc.co.uk/Washington.", ""},
		{"en", "Read karachi-herald.com for more.", ""},
		{"en", "He thanked @NarendraModi and @Reuters.", ""},
		{"en", "A photograph was marked #KarachiRains.", ""},
		{"en", "Thousands wrote #Pakistan.", "place Pakistan"},
		{"en", "Protests went on in Paris.The minister left for London.", "place London, place Paris"},
		{"en", "Amazon.com Inc said profits rose.", "org Amazon.com"},
		{"es", "Escriba a prensa@madrid.example o visite https://madrid.example/Barcelona hoy.", ""},
		{"ur", "دیکھیے https://ur.wiki.example/wiki/پاکستان اور @karachi_news", ""},
		{"zh", "详见https://news.example/印度 北京的报道。", "place Beijing"},
		{"zh", "见www.news.example。印度总理表示", "place India"},
	} {
		if got := strings.Join(namesIn(tagger, c.lang, "", c.body), ", "); got != c.want {
			t.Errorf("%s: %q names %q, want %q", c.lang, c.body, got, c.want)
		}
	}
	dates := tagger.Tag(&news.Record{Article: news.Article{Lang: "en", Body: "See https://x.example/2025/05/08/a and come on May 9, 2025."}}).Dates
	if len(dates) != 1 || dates[0].Value != "2025-05-09" {
		t.Errorf("dates %v, want the one outside the address", dates)
	}
}

// Words for a country's people are no names of places or organisations, acronyms of
// common nouns none of anything; a town is not the council that is called after it,
// and no last name is a word that every text is full of.
func TestNobodyIsNamed(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range []struct{ lang, body, want string }{
		{"en", "Some 2.5 million Indians work there. The Saudi minister met South Asian traders.", ""},
		{"en", "The final investment decision (the FID, as everyone calls it) is due. The FID was put off.", ""},
		{"en", "The director general of military operations (DGMO) telephoned. The DGMO said little.", ""},
		{"en", "The International Ferry Board (IFB) met. The IFB said little.", "org International Ferry Board"},
		{"en", "The Scarmouth City Council met. Nobody in Scarmouth has a vote on Scarmouth's harbour plan.", "org Scarmouth City Council, place Scarmouth"},
		{"en", "The Sensex rose 2 percent.", ""},
		{"ur", "زرینہ بخت آور نے کہا کہ وہ اور ان کی بہن آئیں گی۔ زرینہ بخت آور نے شکریہ ادا کیا۔", "person Zarina Bakhtawar"},
	} {
		if got := strings.Join(namesIn(tagger, c.lang, "", c.body), ", "); got != c.want {
			t.Errorf("%s: %q names %q, want %q", c.lang, c.body, got, c.want)
		}
	}
	for _, e := range tagger.Tag(&news.Record{Article: news.Article{Lang: "ur", Body: "زرینہ بخت آور نے کہا کہ وہ اور ان کی بہن آئیں گی۔"}}).Entities {
		if len(e.Mentions) != 1 {
			t.Errorf("%s is mentioned as %v, want once", e.Name, e.Mentions)
		}
	}
}

// A last name stays somebody's where a preposition ended the sentence before, or
// speaks of what is theirs.
func TestLastNamesAreNoPlaces(t *testing.T) {
	body := "Bashir Qandil sells stoves. A family came at Qandil's shop. The street lights were left off. Qandil lit a stove."
	if got := namesIn(newTagger(t), "en", "", body); len(got) != 1 || got[0] != "person Bashir Qandil" {
		t.Errorf("names %q, want Bashir Qandil alone", got)
	}
}

// Who stands in a line-up is a person, whatever else is called so; a list of
// countries is none.
func TestLineUps(t *testing.T) {
	tagger := newTagger(t)
	body := "Callum Moss scored late. Town: Brandreth; Sykes, Moss, Hale, Orme; Vance-Hill (Corey 74), Stott, Ikeda; Crewe, Lund. Referee: P. Nankervis."
	var people []string
	for _, name := range namesIn(tagger, "en", "", body) {
		kind, name, _ := strings.Cut(name, " ")
		if kind != "person" {
			t.Errorf("%s is a %s", name, kind)
		}
		people = append(people, name)
	}
	want := "Brandreth, Callum Moss, Corey, Crewe, Hale, Ikeda, Lund, Orme, P. Nankervis, Stott, Sykes, Vance-Hill"
	if got := strings.Join(people, ", "); got != want {
		t.Errorf("people %s, want %s", got, want)
	}
	list := "Countries: France, Spain; Italy, Poland, Norway; Chad, Mali, Niger."
	for _, name := range namesIn(tagger, "en", "", list) {
		if !strings.HasPrefix(name, "place ") {
			t.Errorf("a list of countries names %s", name)
		}
	}
}
