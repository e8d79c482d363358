package newsml

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/element"
)

const (
	sampleG2 = "../../../testdata/formats/newsml-g2.xml"
	sample1  = "../../../testdata/formats/newsml.xml"
)

// articles reads all items of a document, of either kind.
func articles(in []byte) (all []news.Article, err error) {
	r := element.NewReader(bytes.NewReader(in))
	for {
		start, err := r.Seek("newsItem", "NewsItem")
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		doc, err := r.Read(start)
		if err != nil {
			return all, err
		}
		article := Article1
		if start.Name.Local == "newsItem" {
			article = ArticleG2
		}
		a, err := article(doc)
		if err != nil {
			return all, err
		}
		all = append(all, a)
	}
}

func sample(t testing.TB, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// one reads the only item of a document.
func one(t *testing.T, in string) news.Article {
	t.Helper()
	all, err := articles([]byte(in))
	if err != nil || len(all) != 1 {
		t.Fatalf("%s: got %d items, %v", in, len(all), err)
	}
	return all[0]
}

func at(zone, day, hour, minute, second int) news.Date {
	return news.Date{Time: time.Date(2026, 5, day, hour, minute, second, 0, time.FixedZone("", zone*60*60)), Precision: news.Second}
}

func TestSampleG2(t *testing.T) {
	got, err := articles(sample(t, sampleG2))
	if err != nil {
		t.Fatal(err)
	}
	want := []news.Article{
		{
			ID: "urn:newsml:asia-despatch.example:20260511:dam", Title: "Yungang opens its new dam a year early",
			Subtitle: "Farmers below ask for a share of the water",
			Body: "Yungang opened the gates of its new dam on Monday, a year before they were due.\n\n" +
				"“We asked for water, and we were given a ceremony,” said Bao Reni, who grows rice below it.\n\n" +
				"Height: 84 metres\n\nBuilt in: 31 months",
			Source: "Asia Despatch", Authors: []string{"Ling Keyu", "Sef Aarnio"}, Lang: "en", Copyright: "© 2026 Asia Despatch",
			Published: at(8, 11, 15, 20, 0), Updated: at(0, 11, 9, 58, 30), Keywords: []string{"dam", "flood"},
			Usage: news.Usage{Revision: 4, Sent: at(0, 11, 9, 58, 30).Time.UTC()},
		},
		{
			ID: "urn:newsml:asia-despatch.example:20260511:dam-picture", Title: "Dam of Yungang", Source: "Asia Despatch",
			Body: "Water runs over the spillway for the first time.", Authors: []string{"Mirel Oduya"}, Lang: "en",
			Image: "https://asia-despatch.example/p/9.jpg", Published: at(0, 11, 9, 0, 0),
			Usage: news.Usage{Revision: 1, Sent: at(0, 11, 9, 0, 0).Time.UTC()},
		},
		{
			ID: "urn:newsml:asia-despatch.example:20260511:budget", Title: "云岗预算增加港口开支", Source: "Asia Despatch", Lang: "zh-Hans",
			Body: "云岗市政府周一公布预算。\n\n港口开支增加百分之八。", Published: at(0, 11, 9, 30, 0),
			Usage: news.Usage{Revision: 1, Sent: at(0, 11, 9, 30, 0).Time.UTC(), Embargo: at(0, 11, 10, 0, 0).Time.UTC()},
		},
	}
	for i := range got {
		got[i].Extra = nil
		got[i].Normalize()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestSample1(t *testing.T) {
	got := one(t, string(sample(t, sample1)))
	got.Normalize()
	if string(got.Extra["urgency"]) != "4" || string(got.Extra["slugline"]) != `"viaduc"` {
		t.Errorf("extra members are %s", got.Extra)
	}
	got.Extra = nil
	first, revised := at(2, 12, 9, 15, 0), at(2, 12, 9, 50, 0)
	first.Raw, revised.Raw = "20260512T091500+0200", "20260512T095000+0200"
	want := news.Article{
		ID: "urn:newsml:courrier.example:20260512:VIADUC", Title: "Le viaduc de Valmont fermé jusqu’à l’automne", Subtitle: "Trois piles à réparer",
		Body:   "Le viaduc ferroviaire de Valmont restera fermé jusqu’à l’automne.\n\nDes fissures courent sur trois piles, selon l’exploitant.",
		Source: "Courrier de Valmont", Authors: []string{"Élodie Brévant"}, Lang: "fr", Copyright: "© 2026 Courrier de Valmont",
		Published: first, Updated: revised, Keywords: []string{"transports"},
		Usage: news.Usage{Revision: 2, Sent: revised.Time.UTC()},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestUsageG2(t *testing.T) {
	noon := time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		meta string
		want news.Usage
	}{
		{``, news.Usage{}},
		{`<pubStatus qcode="stat:canceled"/>`, news.Usage{Status: news.Canceled}},
		{`<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>`, news.Usage{Status: news.Withheld}},
		{`<embargoed>2026-05-09T14:00:00+02:00</embargoed><pubStatus qcode="stat:usable"/>`, news.Usage{Embargo: noon}},
		{`<embargoed></embargoed>`, news.Usage{}},
		{`<embargoed>at noon</embargoed>`, news.Usage{Status: news.Withheld}},
		{`<versionCreated>2026-05-09T12:00:00Z</versionCreated>`, news.Usage{Sent: noon}},
	} {
		a := one(t, `<newsItem guid="x"><itemMeta>`+tt.meta+`</itemMeta></newsItem>`)
		if diff := cmp.Diff(tt.want, a.Usage); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.meta, diff)
		}
	}
	if _, err := articles([]byte(`<newsItem><itemMeta><pubStatus qcode="stat:perhaps"/></itemMeta></newsItem>`)); err == nil {
		t.Error("a status that nobody knows was read")
	}
}

func TestUsage1(t *testing.T) {
	noon := time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)
	changes := `<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20260509T120000Z</DateAndTime></StatusWillChange>`
	for _, tt := range []struct {
		managed string
		want    news.Usage
	}{
		{``, news.Usage{}},
		{`<Status FormalName="Usable"/>`, news.Usage{}},
		{`<Status FormalName="Canceled"/>`, news.Usage{Status: news.Canceled}},
		{`<Status FormalName="Withheld"/>`, news.Usage{Status: news.Withheld}},
		{`<Status FormalName="Embargoed"/>` + changes, news.Usage{Embargo: noon}},
		{`<Status FormalName="Embargoed"/>`, news.Usage{Status: news.Withheld}},
	} {
		a := one(t, `<NewsML><NewsItem><NewsManagement>`+tt.managed+`</NewsManagement></NewsItem></NewsML>`)
		if diff := cmp.Diff(tt.want, a.Usage); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.managed, diff)
		}
	}
}

func TestTextG2(t *testing.T) {
	for _, tt := range []struct{ name, in, body, html string }{
		{"NITF", `<inlineXML><nitf><body><body.content><p>Opens.</p></body.content></body></nitf></inlineXML>`, "Opens.", ""},
		{"other XML", `<inlineXML><event>Opens.</event></inlineXML>`, "Opens.", ""},
		{"a list of events", `<inlineXML><events><event><name>Fair</name></event></events></inlineXML>`, "", ""},
		{"a match", `<inlineXML><sports-content><team>Tarn Rovers</team></sports-content></inlineXML>`, "", ""},
		{"HTML as text", `<inlineData contenttype="text/plain"><![CDATA[ <p>Opens.</p> ]]></inlineData>`, "", "<p>Opens.</p>"},
		{"the second content", `<remoteContent href="x"/><inlineXML/><inlineData contenttype="text/plain">Opens.</inlineData>`, "Opens.", ""},
		{"what stands around a main section", `<inlineXML><html><body><header>9 May</header><section class="main x"><p class="byline">By A</p><p>Opens.</p></section></body></html></inlineXML>`, "Opens.", ""},
	} {
		a := one(t, `<newsItem guid="x"><contentSet>`+tt.in+`</contentSet></newsItem>`)
		if a.Body != tt.body || a.HTML != tt.html {
			t.Errorf("%s: got %q, %q", tt.name, a.Body, a.HTML)
		}
	}
}

// What is for editors alone is not shown to readers.
func TestNotesG2(t *testing.T) {
	for _, tt := range []struct{ in, note, signal string }{
		{``, ``, ``},
		{`<edNote>Corrects the year.</edNote><signal qcode="sig:correction"/>`, `"Corrects the year."`, `"correction"`},
		{`<edNote pubconstraint="c:nonpublic">Call 1234.</edNote><edNote>Adds a map.</edNote><signal qcode="edStat:N"/><signal qcode="sig:update"/>`, `"Adds a map."`, `"update"`},
		{`<edNote pubconstraint="c:nonpublic">Call 1234.</edNote>`, ``, ``},
	} {
		a := one(t, `<newsItem guid="x"><itemMeta>`+tt.in+`</itemMeta></newsItem>`)
		if note, signal := string(a.Extra["ednote"]), string(a.Extra["signal"]); note != tt.note || signal != tt.signal {
			t.Errorf("%s: got %s and %s", tt.in, note, signal)
		}
	}
}

func TestText1(t *testing.T) {
	component := func(role, data string) string {
		return `<NewsComponent><Role FormalName="` + role + `"/><ContentItem><DataContent>` + data + `</DataContent></ContentItem></NewsComponent>`
	}
	for _, tt := range []struct{ name, in, body, html string }{
		{"by role", component("StyleSheet", "p{}") + component("HeadLine", "Quay") + component("Body", "<p>Opens.</p>"), "Opens.", ""},
		{"caption alone", component("Caption", "<p>The quay.</p>") + component("Photo", "x"), "The quay.", ""},
		{"HTML as text", component("Main", "<![CDATA[<P>Opens.</P>]]>"), "", "<P>Opens.</P>"},
		{"nothing", component("Logo", "x"), "", ""},
	} {
		a := one(t, `<NewsML><NewsItem>`+tt.in+`</NewsItem></NewsML>`)
		if a.Body != tt.body || a.HTML != tt.html {
			t.Errorf("%s: got %q, %q", tt.name, a.Body, a.HTML)
		}
	}
}

func FuzzArticles(f *testing.F) {
	f.Add(sample(f, sampleG2))
	f.Add(sample(f, sample1))
	f.Fuzz(func(t *testing.T, in []byte) {
		all, _ := articles(in)
		for i := range all {
			all[i].Normalize()
			var field *news.FieldError
			if err := all[i].Validate(); err != nil && !errors.As(err, &field) {
				t.Error(err)
			}
		}
	})
}

func BenchmarkArticles(b *testing.B) {
	content := sample(b, sampleG2)
	b.SetBytes(int64(len(content)))
	n := 0
	for b.Loop() {
		all, err := articles(content)
		if err != nil {
			b.Fatal(err)
		}
		n += len(all)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}
