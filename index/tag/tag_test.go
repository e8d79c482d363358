package tag

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/places"
)

const list = "surface\ttype\tcanonical\tflags\n" +
	"Marco Rubio\tperson\tMarco Rubio\t\n" +
	"Rubio\tperson\tMarco Rubio\t\n" +
	"马尔科·鲁比奥\tperson\tMarco Rubio\t\n" +
	"مارکو روبیو\tperson\tMarco Rubio\t\n" +
	"US\tplace\tUnited States\t\n" +
	"U.S.\tplace\tUnited States\t\n" +
	"United Nations\torg\tUnited Nations\t\n" +
	"U.N.\torg\tUnited Nations\t\n" +
	"Turn\tperson\tAda Turn\t\n" +
	"Faisal bin Farhan\tperson\tFaisal bin Farhan\t\n" +
	"Brévant-Óskar\tperson\tÉlodie Brévant-Óskar\t\n" +
	"New Delhi\tplace\tNew Delhi\t\n" +
	"Delhi\tplace\tDelhi\t\n"

func TestTagFindsNames(t *testing.T) {
	d, err := Read(strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, body string
		want       []string // type, canonical name, and the text as it stands
	}{
		{"longest name", "Marco Rubio spoke in New Delhi.", []string{"person Marco Rubio [Marco Rubio]", "place New Delhi [New Delhi]"}},
		{"short form", "Secretary Rubio called. Rubio’s call was brief.", []string{"person Marco Rubio [Rubio] [Rubio]"}},
		{"capitals of an acronym", "They told us in the U.S. that the US would.", []string{"place United States [U.S.] [US]"}},
		{"a word that is a name elsewhere", "They turn left. Ada Turn did not.", []string{"person Ada Turn [Turn]"}},
		{"headline in capitals", "RUBIO CALLS THE UNITED NATIONS", []string{"person Marco Rubio [RUBIO]", "org United Nations [UNITED NATIONS]"}},
		{"small word inside", "Prince Faisal bin Farhan left.", []string{"person Faisal bin Farhan [Faisal bin Farhan]"}},
		{"accents not written", "Brevant-Oskar visits.", []string{"person Élodie Brévant-Óskar [Brevant-Oskar]"}},
		{"accents in parts", "Bre\u0301vant-O\u0301skar visits.", []string{"person Élodie Brévant-Óskar [Bre\u0301vant-O\u0301skar]"}},
		{"names apart are not one", "It is New. Delhi is old.", []string{"place Delhi [Delhi]"}},
		{"across paragraphs", "Marco\n\nRubio", []string{"person Marco Rubio [Rubio]"}},
		{"possessive of dots", "the U.N.'s envoy", []string{"org United Nations [U.N.]"}},
		{"Chinese", "美国国务卿马尔科·鲁比奥表示", []string{"person Marco Rubio [马尔科·鲁比奥]"}},
		{"Urdu", "وزیر خارجہ مارکو روبیو نے کہا", []string{"person Marco Rubio [مارکو روبیو]"}},
		{"nothing", "Nobody of note.", nil},
		{"empty", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			tags := news.Tags{Entities: d.entities(&news.Article{Title: "x", Body: c.body}, nil, gazetteer(t))}
			if diff := cmp.Diff(c.want, lines(tags)); diff != "" {
				t.Error(diff)
			}
			stand(t, tags, map[string]string{"title": "x", "body": c.body})
		})
	}
}

func gazetteer(t testing.TB) *places.Gazetteer {
	t.Helper()
	g, err := places.Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func lines(tags news.Tags) []string {
	var all []string
	for _, e := range tags.Entities {
		line := string(e.Type) + " " + e.Name
		for _, m := range e.Mentions {
			line += " [" + m.Text + "]"
		}
		all = append(all, line)
	}
	return all
}

// stand checks that every mention's offsets, in code points, give its text.
func stand(t *testing.T, tags news.Tags, texts map[string]string) {
	t.Helper()
	for _, e := range tags.Entities {
		for _, m := range e.Mentions {
			if got := string([]rune(texts[m.Field])[m.Start:m.End]); got != m.Text {
				t.Errorf("%s: offsets %d to %d give %q, want %q", m.Field, m.Start, m.End, got, m.Text)
			}
		}
	}
}

func TestTagOffsetsInEveryField(t *testing.T) {
	d, err := Read(strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	a := news.Article{Title: "Élan: Rubio", Subtitle: "“Rubio”", Body: "巴基斯坦 Rubio, 马尔科·鲁比奥, Rubio"}
	tags := news.Tags{Entities: d.entities(&a, nil, gazetteer(t))}
	stand(t, tags, map[string]string{"title": a.Title, "subtitle": a.Subtitle, "body": a.Body})
	if len(tags.Entities) != 1 || len(tags.Entities[0].Mentions) != 5 {
		t.Errorf("found %v, want one person five times", lines(tags))
	}
	if id := tags.Entities[0].ID; id != "person:marco-rubio" {
		t.Errorf("id %q", id)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, line, want string }{
		{"columns", "Rubio\tperson", "line 2: 2 columns"},
		{"type", "Rubio\tpeople\tMarco Rubio\t", `line 2: type "people"`},
		{"no surface", "\tperson\tMarco Rubio\t", "line 2: surface"},
		{"surface without a word", "...\tperson\tMarco Rubio\t", "line 2: surface"},
		{"no canonical name", "Rubio\tperson\t\t", "line 2: surface"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read(strings.NewReader("surface\ttype\tcanonical\tflags\n" + c.line + "\n"))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q in it", err, c.want)
			}
		})
	}
}

func TestVersionFollowsTheList(t *testing.T) {
	one, err := Read(strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	again, err := Read(strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	other, err := Read(strings.NewReader(list + "Orla Venn\tperson\tOrla Venn\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	if one.Version() != again.Version() || one.Version() == other.Version() {
		t.Errorf("versions %q, %q of one list, %q of another", one.Version(), again.Version(), other.Version())
	}
}

func TestShippedNamesAreReadable(t *testing.T) {
	d, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	tags := d.Tag(&news.Record{Article: news.Article{
		Title: "Secretary Rubio speaks with Pakistan’s Ishaq Dar", Body: "ISLAMABAD — The U.N. was told.",
	}})
	want := []string{
		"person Marco Rubio [Rubio]", "person Ishaq Dar [Ishaq Dar]", "org United Nations [U.N.]",
		"place Pakistan [Pakistan]", "place Islamabad [ISLAMABAD]",
	}
	if diff := cmp.Diff(want, lines(tags)); diff != "" {
		t.Error(diff)
	}
}

func FuzzTag(f *testing.F) {
	f.Add("Marco Rubio's U.S. visit", "马尔科·鲁比奥")
	f.Add("\xff\xfe", "U.N.’s")
	d, err := Read(strings.NewReader(list))
	if err != nil {
		f.Fatal(err)
	}
	g := gazetteer(f)
	f.Fuzz(func(t *testing.T, title, body string) {
		a := news.Article{Title: strings.ToValidUTF8(title, "?"), Body: strings.ToValidUTF8(body, "?")}
		stand(t, news.Tags{Entities: d.entities(&a, nil, g)}, map[string]string{"title": a.Title, "body": a.Body})
	})
}
