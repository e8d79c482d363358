package schemaorg

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

const sample = "../../../testdata/formats/newsarticle.json"

func content(t testing.TB, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// one is the only article in an object.
func one(t *testing.T, object string) news.Article {
	t.Helper()
	items := Items([]byte(object))
	if len(items) != 1 || !Detect([]byte(object)) {
		t.Fatalf("%d articles in %s", len(items), object)
	}
	a, err := Parse(items[0])
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestSample(t *testing.T) {
	a := one(t, string(content(t, sample)))
	a.Normalize()
	a.ID = ""
	zone := time.FixedZone("", 60*60)
	updated := time.Date(2026, 5, 13, 9, 5, 0, 0, zone)
	want := news.Article{
		URL: "https://tarn-courier.example/2026/05/13/bees", Title: "Bees move into the old signal box", Subtitle: "Trains run slower for a week",
		Body:    "A swarm of bees has moved into the old signal box at Tarn Road.\n\nTrains pass it at walking pace until a keeper has come.",
		Authors: []string{"Tam Brisco", "Ines Dorr"}, Source: "Tarn Courier", Section: "Local", Lang: "en-GB",
		Published: news.Date{Time: time.Date(2026, 5, 13, 7, 30, 0, 0, zone), Precision: news.Second},
		Updated:   news.Date{Time: updated, Precision: news.Second},
		Keywords:  []string{"bees", "railways"}, Image: "https://tarn-courier.example/i/bees.jpg",
		Usage: news.Usage{Sent: updated.UTC()},
		Extra: map[string]json.RawMessage{"isAccessibleForFree": json.RawMessage("true")},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestForms(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"text with tags", `{"@type":"NewsArticle","articleBody":"One.<br>Two."}`, "One.\nTwo."},
		{"description alone", `{"@type":"http://schema.org/NewsArticle","description":"One."}`, "One."},
		{"live blog", `{"@type":"LiveBlogPosting","description":"Lead.","liveBlogUpdate":[{"@type":"BlogPosting","headline":"H","articleBody":"One<br>two."}]}`, "Lead.\n\nH\n\nOne\ntwo."},
		{"in a list", `{"@context":"x","@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Article","articleBody":"One."}}]}`, "One."},
	} {
		a := one(t, tt.in)
		a.Normalize()
		if a.Body != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, a.Body, tt.want)
		}
	}
}

func TestDetectLeavesOtherObjectsAlone(t *testing.T) {
	for _, in := range []string{`{}`, `[]`, `{"@type":"Person"}`, `{"title":"Quay","body":"@type"}`, `{"@graph":[{"@type":"Event"}]}`, `{"@type":`} {
		if Detect([]byte(in)) {
			t.Errorf("%s is taken for an article", in)
		}
	}
}

func TestBylinesAndLanguages(t *testing.T) {
	for _, tt := range []struct{ name, members, authors, lang string }{
		{"a name", `"author":"Tam Brisco"`, "Tam Brisco", ""},
		{"a byline", `"author":"By Tam Brisco and Ines Dorr"`, "Tam Brisco|Ines Dorr", ""},
		{"persons", `"author":[{"@type":"Person","name":"Tam Brisco"},{"@type":"Person","name":"Ines Dorr"}]`, "Tam Brisco|Ines Dorr", ""},
		{"a person who is a byline", `"author":{"@type":"Person","name":"By Tam Brisco, Ines Dorr and Orla Venn"}`, "Tam Brisco|Ines Dorr|Orla Venn", ""},
		{"an organization", `"author":{"@type":"NewsMediaOrganization","name":"Brisco and Dorr"}`, "Brisco and Dorr", ""},
		{"an empty name", `"author":{"@type":"Person","name":""}`, "", ""},
		{"a tag", `"inLanguage":"fr-CA"`, "", "fr-CA"},
		{"languages", `"inLanguage":["cy","en"]`, "", "cy"},
		{"a Language", `"inLanguage":{"@type":"Language","name":"Welsh","alternateName":"cy"}`, "", "cy"},
		{"a Language by its name", `"inLanguage":{"@type":"Language","name":"de"}`, "", "de"},
	} {
		a := one(t, `{"@type":"NewsArticle","headline":"Quay opens","articleBody":"It does.",`+tt.members+`}`)
		a.Normalize()
		if got := strings.Join(a.Authors, "|"); got != tt.authors || a.Lang != tt.lang {
			t.Errorf("%s: got %q and %q, want %q and %q", tt.name, got, a.Lang, tt.authors, tt.lang)
		}
	}
}

// What the examples of schema.org say, written down by reading them: none of them
// states an author or a language.
func TestExamplesOfSchemaOrg(t *testing.T) {
	folder := os.Getenv("DATELINE_TESTDATA")
	if folder == "" {
		folder = "../../../../shared/data"
	}
	folder = filepath.Join(folder, "schemaorg-newsarticle")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no examples: ", err)
	}
	script := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
	for _, tt := range []struct{ file, title, source, date, begins, ends, lang, authors string }{
		{"all-examples-335.txt", "Apple Spring Forward Event Live Blog", "", "2015-03-09T11:30:00-07:00", "Welcome to live coverage of", "in West Lake, China.", "", ""},
		{"all-examples-404.txt", "The Snubs and Surprises of the 2018 Oscar Nominations", "New York Times", "2018-01-23", "", "", "", ""},
		{"all-examples-482.txt", "Trump Russia claims: FBI's Comey confirms investigation of election 'interference'", "BBC News", "2017-03-20T20:30:54Z", "Director Comey says the", "crimes were committed.", "", ""},
		{"issue-1525-examples-000.txt", "Trump Russia claims: FBI's Comey confirms investigation of election 'interference'", "BBC News", "2017-03-20T20:30:54Z", "Director Comey says the", "crimes were committed.", "", ""},
		{"issue-1950-examples-000.txt", "The Snubs and Surprises of the 2018 Oscar Nominations", "New York Times", "2018-01-23", "", "", "", ""},
		{"sdo-social-media-examples-001.txt", "Apple Spring Forward Event Live Blog", "", "2015-03-09T11:30:00-07:00", "Welcome to live coverage of", "in West Lake, China.", "", ""},
	} {
		found := script.FindSubmatch(content(t, filepath.Join(folder, tt.file)))
		if found == nil {
			t.Errorf("%s holds no JSON-LD", tt.file)
			continue
		}
		a := one(t, string(found[1]))
		a.Normalize()
		if a.Title != tt.title || a.Source != tt.source || a.Published.String() != tt.date ||
			!strings.HasPrefix(a.Body, tt.begins) || !strings.HasSuffix(a.Body, tt.ends) ||
			a.Lang != tt.lang || strings.Join(a.Authors, "|") != tt.authors {
			t.Errorf("%s: got %q, %q, %s, %q, %q, %q", tt.file, a.Title, a.Source, a.Published, a.Body, a.Lang, a.Authors)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(string(content(f, sample)))
	f.Add(`{"@type":["Article",7],"author":{"name":["a",{}]},"image":[[{"url":1}]],"keywords":[[]]}`)
	f.Fuzz(func(t *testing.T, in string) {
		for _, item := range Items([]byte(in)) {
			a, err := Parse(item)
			if err != nil {
				t.Fatalf("%s was found, but: %v", item, err)
			}
			a.Normalize()
			var field *news.FieldError
			if err := a.Validate(); err != nil && !errors.As(err, &field) {
				t.Error(err)
			}
		}
	})
}
