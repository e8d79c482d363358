package ninjs

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

const sample = "../../../testdata/formats/ninjs.json"

func parse(t *testing.T, text string) news.Article {
	t.Helper()
	a, err := NewParser("").Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return a
}

func TestParseSample(t *testing.T) {
	content := object(t, sample)
	if !Detect(content) || len(Items(content)) != 1 {
		t.Fatal("not known as one item of ninjs")
	}
	a := parse(t, string(content))
	zone := time.FixedZone("", 2*60*60)
	want := news.Article{
		ID:       "urn:newsml:meridian.example:20260509:harbour-lock",
		Title:    "Lock gate failure closes Valmont harbour",
		Subtitle: "Eleven ships wait while divers look at a hinge.",
		HTML: "<p>A hinge of the outer lock gate broke early on Saturday, and Valmont harbour has been closed since.</p>" +
			"<p>“Nobody was hurt,” said Odile Farrant, who runs the lock.</p>",
		Source: "Meridian Wire", Copyright: "© 2026 Meridian Wire", Lang: "en-GB",
		Authors:   []string{"Ines Dorr", "Tam Brisco"},
		Published: news.Date{Time: time.Date(2026, 5, 9, 8, 10, 0, 0, zone), Precision: news.Second},
		Updated:   news.Date{Time: time.Date(2026, 5, 9, 11, 45, 0, 0, zone), Precision: news.Second},
		Keywords:  []string{"transport", "harbours"},
		Image:     "https://meridian.example/pictures/17-l.jpg",
		Usage:     news.Usage{Revision: 2, Sent: time.Date(2026, 5, 9, 9, 45, 0, 0, time.UTC)},
	}
	extra := a.Extra
	a.Extra = nil
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for name, value := range map[string]string{"urgency": "4", "slugline": `"LOCK-GATE"`, "type": `"text"`, "places": `[{"name": "Valmont"}]`} {
		if string(extra[name]) != value {
			t.Errorf("%s is %s, want %s", name, extra[name], value)
		}
	}
}

func TestParseOldForm(t *testing.T) {
	a := parse(t, `{"guid":"https://meridian.example/n/5","headline":"Quay opens","body_text":"Plain.","body_html":"<p>Rich.</p>",
		"description_text":"Short.","byline":"Ada Brent","source":"Meridian Wire","service":[{"name":"Domestic"}],"keywords":["quay"],
		"versioncreated":"2026-05-09T08:10:00+0000","version":3}`)
	if a.ID != "" || a.URL != "https://meridian.example/n/5" || a.HTML != "<p>Rich.</p>" || a.Body != "" || a.Section != "Domestic" ||
		a.Subtitle != "Short." || a.Published.String() != "2026-05-09T08:10:00Z" || !a.Updated.IsZero() || a.Usage.Revision != 3 {
		t.Errorf("got %+v", a)
	}
}

func TestParsePictureByItsCaption(t *testing.T) {
	a := parse(t, `{"uri":"p1","type":"picture","headline":"Quay","description_text":"The quay on Saturday."}`)
	if a.Body != "The quay on Saturday." || a.Subtitle != "" {
		t.Errorf("got %+v", a)
	}
}

func TestParseUsage(t *testing.T) {
	noon := time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name, members string
		want          news.Usage
	}{
		{"kill", `"pubstatus":"canceled","version":"4"`, news.Usage{Status: news.Canceled, Revision: 4}},
		{"withheld, in 3.x", `"pubStatus":"withheld"`, news.Usage{Status: news.Withheld}},
		{"embargo", `"embargoed":"2026-05-09T14:00:00+02:00"`, news.Usage{Embargo: noon}},
		{"embargo, in 3.x", `"embargoedUntil":"2026-05-09T12:00:00Z"`, news.Usage{Embargo: noon}},
		{"embargo that nobody understands", `"embargoed":"after the vote"`, news.Usage{Status: news.Withheld}},
		{"not written yet", `"pubstatus":"commissioned"`, news.Usage{Status: news.Withheld}},
	} {
		a := parse(t, `{"uri":"x","headline":"Quay",`+tt.members+`}`)
		if diff := cmp.Diff(tt.want, a.Usage); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ version, in, want string }{
		"no id":               {"", `{"headline":"Quay"}`, "has no uri"},
		"status":              {"", `{"uri":"x","pubstatus":"maybe"}`, "pubstatus must be usable, withheld or canceled"},
		"declared":            {"", `{"uri":"x","standard":{"name":"ninjs","version":"2.1"},"colour":"red"}`, "not valid ninjs 2.1: colour is no member"},
		"asked for":           {"1.0", `{"uri":"x","urgency":4}`, "not valid ninjs 1.0: urgency is no member"},
		"unknown version":     {"7.0", `{"uri":"x"}`, `there is no ninjs "7.0"`},
		"type":                {"3.1", `{"uri":7}`, "uri must be of type string"},
		"enumeration":         {"3.1", `{"uri":"x","type":"poem"}`, "type must be one of text, audio"},
		"range":               {"3.1", `{"uri":"x","urgency":10}`, "urgency is out of range"},
		"missing, in draft 3": {"1.0", `{}`, "uri is missing"},
	} {
		_, err := NewParser(tt.version).Parse([]byte(tt.in))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", name, err, tt.want)
		}
	}
}

func TestItemsInAnAnswer(t *testing.T) {
	for _, in := range []string{
		`{"item":[{"uri":"a","pubstatus":"usable"},{"uri":"b","pubstatus":"usable"}]}`,
		`{"data":{"items":[{"meta":{},"item":{"uri":"a","pubstatus":"usable"}},{"item":{"uri":"b","pubstatus":"usable"}}]}}`,
	} {
		if items := Items([]byte(in)); !Detect([]byte(in)) || len(items) != 2 {
			t.Errorf("%s: got %d items", in, len(items))
		}
	}
}

func TestDetectLeavesOtherObjectsAlone(t *testing.T) {
	for _, in := range []string{
		`{}`, `[]`, `{"title":"Quay","body":"Opens."}`, `{"uri":"x","title":"Quay","body":"Opens.","pubstatus":"usable"}`,
		`{"data":[1,2]}`, `{"items":[{"title":"Quay"}]}`, `{"headline":"Quay","body":"Opens."}`,
	} {
		if Detect([]byte(in)) {
			t.Errorf("%s is taken for ninjs", in)
		}
	}
}

func FuzzParse(f *testing.F) {
	content, err := os.ReadFile(sample)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(content), "")
	f.Add(`{"uri":"x","associations":{"a":{"type":"picture","renditions":{"b":{"href":"https://a.example/b"}}}},"body_x":"<p>"}`, "1.6")
	f.Add(`{"data":{"items":[{"item":{"uri":"a","bodies":["x",{"value":1}]}}]}}`, "3.1")
	f.Fuzz(func(t *testing.T, text, version string) {
		Detect([]byte(text))
		for _, item := range Items([]byte(text)) {
			a, err := NewParser(version).Parse(item)
			if err != nil {
				continue
			}
			if !json.Valid(item) {
				t.Errorf("%q was read", item)
			}
			if a.ID == "" && a.URL == "" {
				t.Errorf("%q gives an article that nothing identifies", item)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	content, err := os.ReadFile(sample)
	if err != nil {
		b.Fatal(err)
	}
	long := strings.Repeat("<p>The harbour board met on Saturday to hear what the divers had found at the gate.</p>", 30)
	content = []byte(strings.Replace(string(content), "<p>A hinge", long+"<p>A hinge", 1))
	undeclared := []byte(strings.Replace(string(content), `"name": "ninjs", "version": "2.1"`, `"name": "x"`, 1))
	undeclared = []byte(strings.Replace(string(undeclared), "ninjs-schema_2.1", "none", 1))
	for name, item := range map[string][]byte{"declared": content, "undeclared": undeclared} {
		b.Run(name, func(b *testing.B) {
			p := NewParser("")
			b.SetBytes(int64(len(item)))
			for b.Loop() {
				if _, err := p.Parse(item); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
