package digitalwires

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

const sample = "../../../testdata/formats/digitalwires.json"

func content(t testing.TB) string {
	t.Helper()
	content, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func parse(t *testing.T, object string) news.Article {
	t.Helper()
	a, err := Parse([]byte(object))
	if err != nil {
		t.Fatalf("%s: %v", object, err)
	}
	a.Normalize()
	return a
}

func TestSample(t *testing.T) {
	a := parse(t, content(t))
	a.HTML = ""
	published := time.Date(2026, 5, 9, 14, 0, 0, 0, time.FixedZone("", 2*60*60))
	want := news.Article{
		ID: "urn:newsml:kuestendienst.example:20260509:260509-42", Title: "Neuer Kai in Mirport eröffnet",
		Subtitle: "Vier Jahre lang wurde gebaut. Nun legt die erste Fähre an.",
		Body:     "Mirport (kd) - Der Kai ist offen.\n\nLange Bauzeit\n\nGebaut wurde seit 2022.\n\nZahlen\n\nDer Kai ist 310 Meter lang.",
		Source:   "kd", Section: "Wirtschaft", Authors: []string{"Ine Sørheim", "Tam Brisco"}, Lang: "de",
		Published: news.Date{Time: published, Precision: news.Second}, Keywords: []string{"Häfen", "Fähre"},
		Image: "https://bilder.example/kai-1800.jpg", Copyright: "© 2026 Küstendienst",
		Usage: news.Usage{Embargo: time.Date(2026, 5, 9, 13, 0, 0, 0, time.UTC), Revision: 2, Sent: published.UTC()},
		Extra: map[string]json.RawMessage{
			"urgency": json.RawMessage("3"), "kicker": json.RawMessage(`"Hafen"`), "dateline": json.RawMessage(`"Mirport (kd)"`),
			"creditline": json.RawMessage(`"kd"`), "genre": json.RawMessage(`"Bericht"`), "signal": json.RawMessage(`"correction"`),
			"ednote": json.RawMessage(`"Ein Bild folgt."`), "correction": json.RawMessage(`"Länge im 3. Absatz berichtigt: 310 statt 301 Meter."`),
			"links": a.Extra["links"],
		},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if links := string(a.Extra["links"]); !strings.Contains(links, "https://mirport.example/kai") {
		t.Errorf("links are %s", links)
	}
}

// Telephone numbers and what else is not for publication stays with the agency.
func TestWhatIsNotForPublication(t *testing.T) {
	a := parse(t, content(t))
	all, err := json.Marshal(a.Extra)
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{"555 0101", "Hafenmeister"} {
		if strings.Contains(string(all)+a.Body+a.HTML, private) {
			t.Errorf("%q is in the article", private)
		}
	}
}

func TestMembers(t *testing.T) {
	noon := time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name, members string
		want          func(a *news.Article) any
		is            any
	}{
		{"a kill", `"pubstatus":"canceled"`, func(a *news.Article) any { return a.Usage.Status }, news.Canceled},
		{"a kill by its signal", `"pubstatus":"usable","signal":"sig:kill"`, func(a *news.Article) any { return a.Usage.Status }, news.Canceled},
		{"withheld", `"pubstatus":"withheld"`, func(a *news.Article) any { return a.Usage.Status }, news.Withheld},
		{"no status", `"pubstatus":null`, func(a *news.Article) any { return a.Usage.Status }, news.Usable},
		{"an embargo", `"embargoed":"2026-05-09T14:00:00+02:00"`, func(a *news.Article) any { return a.Usage.Embargo }, noon},
		{"an embargo that nobody understands", `"embargoed":"bis heute Abend"`, func(a *news.Article) any { return a.Usage.Status }, news.Withheld},
		{"a picture", `"descriptions":[{"role":"drol:caption","description":"Der Kai."},{"role":"x","description":"Der Kai, länger."}]`, func(a *news.Article) any { return a.Body }, "Der Kai."},
		{"when it was taken", `"content_created":"2026-05-08","version_created":"2026-05-09T12:00:00Z"`, func(a *news.Article) any { return a.Published.String() + " " + a.Updated.String() }, "2026-05-08 2026-05-09T12:00:00Z"},
		{"a creator", `"categories":[{"type":"dnltype:creator","name":"brisco.tam"},{"type":"dnltype:creator","name":"Tam Brisco"}]`, func(a *news.Article) any { return strings.Join(a.Authors, "|") }, "Tam Brisco"},
		{"a desk with a name", `"categories":[{"type":"dnltype:desk","name":"Küste"}]`, func(a *news.Article) any { return a.Section }, "Küste"},
		{"a teaser that says the headline", `"headline":"Kai","teaser":"Kai"`, func(a *news.Article) any { return a.Subtitle }, ""},
		{"any picture", `"associations":[{"type":"image","renditions":[{"mimetype":"image/png","url":"https://b.example/1"}]},{"type":"image","renditions":[{"width":9,"mimetype":"image/png","url":"https://b.example/2"}]}]`, func(a *news.Article) any { return a.Image }, "https://b.example/1"},
		{"terms alone", `"usageterms":"Nur nach Vereinbarung"`, func(a *news.Article) any { return a.Copyright }, "Nur nach Vereinbarung"},
	} {
		a := parse(t, `{"format":"digitalwires@1.0","urn":"u",`+tt.members+`}`)
		if diff := cmp.Diff(tt.is, tt.want(&a)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestStatusOfNobody(t *testing.T) {
	_, err := Parse([]byte(`{"format":"digitalwires@1.0","urn":"u","pubstatus":"maybe"}`))
	if field := (*news.FieldError)(nil); !errors.As(err, &field) || field.Field != "pubstatus" {
		t.Errorf("got %v", err)
	}
}

func TestDetectLeavesOtherObjectsAlone(t *testing.T) {
	for _, in := range []string{`{}`, `[]`, `{"title":"digitalwires@1"}`, `{"format":["digitalwires@1"]}`, `{"entries":[{"title":"Quay"}]}`, `{"format":"digitalwires@`} {
		if Detect([]byte(in)) {
			t.Errorf("%s is taken for an entry", in)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(content(f))
	f.Add(`{"format":"digitalwires@1","urn":"u","entries":[{"format":"digitalwires@1"}],"categories":[null],"associations":[{"type":"image"}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		for _, item := range Items([]byte(in)) {
			a, err := Parse(item)
			if err != nil {
				continue
			}
			a.Normalize()
			var field *news.FieldError
			if err := a.Validate(); err != nil && !errors.As(err, &field) {
				t.Error(err)
			}
		}
	})
}
