package nitf

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/element"
)

const sample = "../../../testdata/formats/nitf.xml"

// read reads the first element nitf of a document.
func read(in []byte) (*element.Node, error) {
	r := element.NewReader(bytes.NewReader(in))
	start, err := r.Seek("nitf")
	if err != nil {
		return nil, err
	}
	return r.Read(start)
}

func article(t testing.TB, in string) news.Article {
	t.Helper()
	doc, err := read([]byte(in))
	if err != nil {
		t.Fatalf("%s: %v", in, err)
	}
	return Article(doc)
}

func TestSample(t *testing.T) {
	content, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	a := article(t, string(content))
	a.Normalize()
	issued := time.Date(2026, 5, 10, 6, 15, 0, 0, time.FixedZone("", 2*60*60))
	want := news.Article{
		ID:       "meridian:MW-20260510-0042",
		Title:    "Night ferry to Tarn ends after sixty years",
		Subtitle: "Owners blame the tunnel",
		Body: "The night ferry from Valmont to Tarn left for the last time on Sunday — with 212 passengers, a brass band and " +
			"the café open until dawn.\n\nFewer cars\n\nCars paid for it, said Hedda Maar of the line: «Since the tunnel there are none.»\n\n" +
			"Year Cars\n\n2019 61,300\n\n2025 8,150",
		Source: "Meridian Wire", Authors: []string{"Orla Venn"}, Lang: "en-GB", Copyright: "© 2026 Meridian Wire",
		Published: news.Date{Time: issued, Precision: news.Second, Raw: "20260510T061500+0200"},
		Keywords:  []string{"ferries", "Waterway transport"},
		Usage:     news.Usage{Revision: 3, Sent: issued.UTC()},
	}
	extra := a.Extra
	a.Extra = nil
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if string(extra["urgency"]) != "5" || string(extra["dateline"]) != `"VALMONT"` || string(extra["slugline"]) != `"ferry"` {
		t.Errorf("extra members are %s", extra)
	}
}

func TestUsage(t *testing.T) {
	noon := time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name, docdata string
		want          news.Usage
	}{
		{"nothing said", `<docdata/>`, news.Usage{}},
		{"usable", `<docdata management-status="usable"><date.issue norm="20260509T120000Z"/></docdata>`, news.Usage{Sent: noon}},
		{"killed", `<docdata management-status="canceled"/>`, news.Usage{Status: news.Canceled}},
		{"killed by message", `<docdata><ed-msg info="KILL: wrong city"/></docdata>`, news.Usage{Status: news.Canceled}},
		{"killed by kind of message", `<docdata><ed-msg msg-type="kill" info=""/></docdata>`, news.Usage{Status: news.Canceled}},
		{"a message about killings", `<docdata><ed-msg info="Killing corrected to three"/></docdata>`, news.Usage{}},
		{"withheld", `<docdata management-status="withheld"/>`, news.Usage{Status: news.Withheld}},
		{"released later", `<docdata><date.issue norm="20260508"/><date.release norm="20260509T140000+0200"/></docdata>`, news.Usage{Embargo: noon}},
		{"released at once", `<docdata><date.issue norm="20260509T120000Z"/><date.release norm="20260509T120000Z"/></docdata>`, news.Usage{Sent: noon}},
		{"a release that was never filled in", `<docdata><date.release norm="YYYYMMDD000000-HHMM"/></docdata>`, news.Usage{}},
		{"embargoed until nobody knows", `<docdata management-status="embargoed"><date.release norm="soon"/></docdata>`, news.Usage{Status: news.Withheld}},
		{"revision", `<docdata><du-key key="a" version="12"/></docdata>`, news.Usage{Revision: 12}},
	} {
		a := article(t, `<nitf><head>`+tt.docdata+`</head></nitf>`)
		if diff := cmp.Diff(tt.want, a.Usage); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestID(t *testing.T) {
	for in, want := range map[string]string{
		`<doc-id id-string="17" regsrc="Meridian Wire"/>`:                      "meridian-wire:17",
		`<doc-id id-string="urn:newsml:a:17" regsrc="Meridian"/>`:              "urn:newsml:a:17",
		`<doc-id id-string="17"/>`:                                             "17",
		`<doc-id id-string="ab-17_4" regsrc="M"/><du-key key="ab-17"/>`:        "m:ab-17",
		`<doc-id id-string="17" regsrc="M"/><du-key key="ferry" version="2"/>`: "m:17",
		`<doc-id regsrc="M"/>`:                                                 "",
	} {
		if got := article(t, `<nitf><head><docdata>`+in+`</docdata></head></nitf>`).ID; got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestArticlesCancelAnother(t *testing.T) {
	for _, tt := range []struct {
		name, attributes string
		want             []string // ids, and of those canceled
	}{
		{"none named", ``, []string{"m:2"}},
		{"canceled", `management-doc-idref="1" management-idref-status="canceled"`, []string{"m:2", "canceled m:1"}},
		{"named alone", `management-doc-idref="1" management-idref-status="usable"`, []string{"m:2"}},
		{"itself", `management-doc-idref="2" management-idref-status="canceled"`, []string{"m:2"}},
		{"both", `management-status="canceled" management-doc-idref="1" management-idref-status="canceled"`, []string{"canceled m:2", "canceled m:1"}},
	} {
		doc, err := read([]byte(`<nitf><head><docdata ` + tt.attributes + `><doc-id id-string="2" regsrc="M"/></docdata></head></nitf>`))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range Articles(doc) {
			if a.Usage.Status == news.Canceled {
				a.ID = "canceled " + a.ID
			}
			got = append(got, a.ID)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestAuthors(t *testing.T) {
	for in, want := range map[string][]string{
		`<byline>By ORLA VENN<byttl>Business Writer</byttl></byline>`:                     {"ORLA VENN"},
		`<byline>By<person>Orla Venn and Tam Brisco</person><byttl>Desk</byttl></byline>`: {"Orla Venn", "Tam Brisco"},
		`<byline>Orla Venn</byline><byline>Tam Brisco</byline>`:                           {"Orla Venn", "Tam Brisco"},
		`<byline>By Orla Venn, Meridian Wire</byline>`:                                    {"Orla Venn"},
		`<byline/>`: nil,
	} {
		got := article(t, `<nitf><body><body.head>`+in+`</body.head></body></nitf>`).Authors
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", in, diff)
		}
	}
}

func TestPartsInOtherPlaces(t *testing.T) {
	for _, tt := range []struct{ name, in, title, body string }{
		{"title alone", `<nitf><head><title>Quay</title></head><body><body.content><p>Opens.</p></body.content></body></nitf>`, "Quay", "Opens."},
		{"no content", `<nitf><body><p>Opens.</p></body></nitf>`, "", "Opens."},
		{"a fragment", `<nitf><p>Opens.</p></nitf>`, "", "Opens."},
		{"headline spelled so", `<nitf><body><body.head><headline><hl1>Quay</hl1></headline></body.head></body></nitf>`, "Quay", ""},
		{"nothing", `<nitf/>`, "", ""},
	} {
		if a := article(t, tt.in); a.Title != tt.title || !strings.HasSuffix(a.Body, tt.body) {
			t.Errorf("%s: got %q, %q", tt.name, a.Title, a.Body)
		}
	}
}

func FuzzArticle(f *testing.F) {
	content, err := os.ReadFile(sample)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add([]byte(`<nitf><head><docdata management-status="x"><date.release norm="99999999"/></docdata></head></nitf>`))
	f.Fuzz(func(t *testing.T, in []byte) {
		doc, err := read(in)
		if err != nil {
			return
		}
		a := Article(doc)
		a.Normalize()
		var field *news.FieldError
		if err := a.Validate(); err != nil && !errors.As(err, &field) {
			t.Error(err)
		}
	})
}

func BenchmarkArticle(b *testing.B) {
	content, err := os.ReadFile(sample)
	if err != nil {
		b.Fatal(err)
	}
	paragraph := "<p>The harbour board met on <chron norm=\"20260509\">Saturday</chron> to hear what <person>Ada Brent</person> had found at the gate.</p>\n"
	content = bytes.Replace(content, []byte("<hl2>Fewer"), []byte(strings.Repeat(paragraph, 25)+"<hl2>Fewer"), 1)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		doc, err := read(content)
		if err != nil {
			b.Fatal(err)
		}
		if a := Article(doc); a.Title == "" {
			b.Fatal("no title")
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
