package ritzau

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/element"
)

// articles reads all articles of a document.
func articles(t *testing.T, document string) (all []news.Article) {
	t.Helper()
	doc := element.NewReader(strings.NewReader(document))
	for {
		start, err := doc.Seek("RBNews")
		if err != nil {
			return all
		}
		node, err := doc.Read(start)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, Articles(node)...)
	}
}

func TestSample(t *testing.T) {
	content, err := os.ReadFile("../../../testdata/formats/ritzau.xml")
	if err != nil {
		t.Fatal(err)
	}
	all := articles(t, string(content))
	if len(all) != 3 {
		t.Fatalf("%d articles", len(all))
	}
	a := all[0]
	a.Normalize()
	a.HTML = ""
	published := time.Date(2026, 5, 9, 14, 0, 12, 0, time.UTC) // dates are kept to the second
	want := news.Article{
		ID: "ritzau:7d1f3a52-0001", Title: "Ny kaj i Mirport er åben", Subtitle: "Havnens 'store dag'",
		Body:   "Kajen er åben. \"Endelig\", siger havnefogeden.\n\nDen første færge hedder 'Tarn' & sejler nu.",
		Source: "Ritzau", Section: "Indland", Authors: []string{"Ine Sørheim", "Tam Brisco"},
		Published: news.Date{Time: published, Precision: news.Second, ZoneUnknown: true, Raw: "2026-05-09T14:00:12.250"}, Keywords: []string{"havne", "færger"},
		Usage: news.Usage{Revision: 3, Sent: published},
		Extra: map[string]json.RawMessage{
			"urgency": json.RawMessage("4"), "dateline": json.RawMessage(`"Mirport"`), "slugline": json.RawMessage(`"PRINT/HAVN"`),
			"genre": json.RawMessage(`"Print"`), "signal": json.RawMessage(`"correction"`), "ednote": json.RawMessage(`"Billede følger.\nRing ikke."`),
		},
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	sent := time.Date(2026, 5, 9, 14, 5, 0, 0, time.UTC)
	for i, id := range []string{"ritzau:7d1f3a52-0002", "ritzau:7d1f3a52-0000"} {
		if a := all[i+1]; a.ID != id || a.Usage.Status != news.Canceled || !a.Usage.Sent.Equal(sent) {
			t.Errorf("got %+v, want %s canceled", a, id)
		}
	}
	if got := string(all[1].Extra["origin"]); got != `"Via Ritzau"` {
		t.Errorf("the origin is %s", got)
	}
}

func TestSignals(t *testing.T) {
	for members, want := range map[string]string{
		"":                                 "",
		"<Korrektion>false</Korrektion>":   "",
		"<NyVersion>true</NyVersion>":      `"update"`,
		"<InfoFlash>true</InfoFlash>":      `"flash"`,
		"<Korrektion> True\n</Korrektion>": `"correction"`,
	} {
		for _, a := range articles(t, "<RBNews>"+members+"</RBNews>") {
			if got := string(a.Extra["signal"]); got != want {
				t.Errorf("%s: got %s, want %s", members, got, want)
			}
		}
	}
}

func TestOnce(t *testing.T) {
	for in, want := range map[string]string{
		"a &amp; b":                    "a &amp; b",
		"&amp;apos;a&amp;amp;apos;":    "&apos;a&apos;",
		"&amp;#229; &amp;#xE5; &quot;": "&#229; &#xE5; &quot;",
		"?a=1&amp;b=2":                 "?a=1&amp;b=2",
	} {
		if got := once(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}
