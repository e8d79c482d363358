package source

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/dateline-search/dateline/index"
)

const samples = "../../testdata/formats"

func sample(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(samples, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// titles reads the titles of the articles in a file, and what is rejected.
func titles(t testing.TB, in []byte, opts Options) (all []string) {
	t.Helper()
	r, err := NewReader(t.Context(), "in", bytes.NewReader(in), opts)
	if err != nil {
		return []string{"! " + err.Error()}
	}
	for {
		a, err := r.Next()
		var rejection *index.Rejection
		switch {
		case errors.Is(err, io.EOF):
			return all
		case errors.As(err, &rejection):
			all = append(all, "! "+err.Error())
		case err != nil:
			t.Fatal(err)
		default:
			all = append(all, a.Title)
		}
	}
}

func TestAgenciesFormatsAreToldByContent(t *testing.T) {
	item := `{"uri":"u","versioncreated":"2026-05-09T12:00:00Z","headline":"Quay opens","body_text":"It does."}`
	const (
		ld    = `{"@type":"NewsArticle","headline":"Quay opens","articleBody":"It does."}`
		wires = `{"format":"digitalwires@1.0","urn":"u","headline":"Quay opens","article_html":"<p>It does.</p>"}`
		rb    = `<RBNews><NewsID>u</NewsID><headline>Quay opens</headline><content>&lt;p&gt;It does.&lt;/p&gt;</content></RBNews>`
	)
	nitf := strings.Replace(string(sample(t, "newsml.xml")), "UTF-8", "UTF-16", 1)
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(nitf)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, in string
		opts     Options
		want     string
	}{
		{"ninjs", item, Options{}, "Quay opens"},
		{"ninjs, one a line", item + "\n" + item + "\n", Options{}, "Quay opens|Quay opens"},
		{"ninjs in an array", "[" + item + ",\n" + item + "]", Options{}, "Quay opens|Quay opens"},
		{"ninjs in an answer", `{"total":2,"item":[` + item + `,` + item + `]}`, Options{}, "Quay opens|Quay opens"},
		{"ninjs, gzipped", zipped(t, item), Options{}, "Quay opens"},
		{"ninjs that is broken, between others", item + "\n{\"uri\":\n" + item, Options{}, "Quay opens|! in:2: not JSON at byte 7: unexpected end of JSON input|Quay opens"},
		{"JSON-LD with a thing that is no article", ld + "\n" + `{"@type":"Event","name":"Fair"}` + "\n" + ld, Options{}, "Quay opens|! in:2: the object is no article, and holds none|Quay opens"},
		{"JSON-LD that is broken, between others", ld + "\n{\"@type\":\n" + ld, Options{}, "Quay opens|! in:2: not JSON at byte 9: unexpected end of JSON input|Quay opens"},
		{"JSON-LD that is broken, in an array", "[" + ld + ",{\"@type\":x}," + ld + "]", Options{}, "Quay opens|! in:1: not JSON at byte 10: invalid character 'x' looking for beginning of value|Quay opens"},
		{"JSON-LD in a script of a text", "An example.\n\n<SCRIPT id=a type='application/ld+json'>\n" + ld + "</script>\n\nAnd\n<script type=\"application/ld+json\">[" + ld + ",\n" + ld + "]</script>", Options{}, "Quay opens|Quay opens|Quay opens"},
		{"JSON-LD that is asked for, in a text without", "An example.", Options{Format: SchemaOrg}, "! in:1: holds no JSON-LD: neither an object nor a script of the type application/ld+json"},
		{"digitalwires", wires, Options{}, "Quay opens"},
		{"digitalwires, one a line", wires + "\n" + wires, Options{}, "Quay opens|Quay opens"},
		{"digitalwires in an answer", `{"total":3,"entries":[` + wires + `,{},` + wires + `]}`, Options{}, "Quay opens|Quay opens"},
		{"digitalwires without an urn", `{"format":"digitalwires@1.0","headline":"Quay opens"}`, Options{}, "! in:1: the entry has no urn, by which its versions are known"},
		{"digitalwires of another kind", `{"format":"digitalwires@1.0","urn":"u","headline":7}`, Options{}, `! in:1: headline must be of another JSON type, not "number"`},
		{"Ritzau, in an answer", "<XMLNewsQueuedResponse xmlns='urn:x'><ListOfRBNews xmlns=''>" + rb + "\n" + rb + "</ListOfRBNews></XMLNewsQueuedResponse>", Options{}, "Quay opens|Quay opens"},
		{"Ritzau, one", rb, Options{}, "Quay opens"},
		{"ninjs behind a mapping of the user's", item, Options{Fields: map[string]string{"title": "uri"}}, "u"},
		{"ninjs that is asked for", `{"uri":"u","headline":"Quay opens"}`, Options{Format: Ninjs}, "Quay opens"},
		{"NewsML in UTF-16", wide, Options{}, "Le viaduc de Valmont fermé jusqu’à l’automne"},
		{"NITF behind blank lines", "\n\n<nitf><body><body.head><hedline><hl1>Quay</hl1></hedline></body.head></body></nitf>", Options{}, "Quay"},
		{"an item without a headline", `<nitf><body><body.content><p>The quay opens.</p></body.content></body></nitf>`, Options{}, "The quay opens."},
		{"NewsML-G2 without items", "<newsMessage/>", Options{}, "! in:1: holds no element newsItem, and so no article; nothing behind it was read"},
		{"a package", "<packageItem/>", Options{}, "! in:1: holds no element newsItem, and so no article; nothing behind it was read"},
		{"cut off", "<newsMessage>\n<newsItem>", Options{}, "! in:2: not well-formed XML: the document has no end; the file may have been cut off; nothing behind it was read"},
		{"NITF that is asked for and is none", "<orders/>", Options{Format: NITF}, "! in:1: holds no element nitf, and so no article; nothing behind it was read"},
		{"a status of nobody", `<newsMessage><newsItem><itemMeta><pubStatus qcode="x:y"/></itemMeta></newsItem><newsItem><contentMeta><headline>Quay</headline></contentMeta></newsItem></newsMessage>`, Options{}, `! in:1: pubStatus must be usable, withheld or canceled, not "x:y"|Quay`},
		{"unknown", "<?xml version='1.0'?>\n\n<orders/>", Options{}, `! in:1: is XML with the root element "orders", which is no format of articles that is read`},
	} {
		if got := strings.Join(titles(t, []byte(tt.in), tt.opts), "|"); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestFormatsAreNamed(t *testing.T) {
	for name, want := range map[string]Format{
		"ninjs": Ninjs, "ninjs-2.1": "ninjs-2.1", "nitf": NITF, "newsml-g2": NewsMLG2, "newsml": NewsML, "json-ld": SchemaOrg, "ritzau": Ritzau, "digitalwires": Digitalwires, "telex": Telex, "anpa1312": Telex,
	} {
		if got, err := ParseFormat(name); err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
}

// What agencies send is cut, joined and mixed up, and nothing but rejections must
// come of it.
func FuzzFormats(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(samples, "*"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no samples in %s: %v", samples, err)
	}
	for _, file := range files {
		f.Add(sample(f, filepath.Base(file)), uint8(0))
	}
	f.Add([]byte(letter("Subject: =?utf-8?q?a?=\nContent-Type: multipart/mixed; boundary=b\n", "--b\nContent-Transfer-Encoding: base64\n\nQQ==\n--b--")), uint8(8))
	f.Add([]byte(`{"@type":"NewsArticle","headline":"a"}`+"\n"+`{"@type":"Event"}`), uint8(0))
	f.Add([]byte(`a <script type="application/ld+json">[{"@type":"NewsArticle"}]</script>`), uint8(6))
	names := []Format{Auto, Ninjs, "ninjs-3.1", NITF, NewsMLG2, NewsML, SchemaOrg, Telex, Mail, Ritzau, Digitalwires}
	f.Fuzz(func(t *testing.T, in []byte, format uint8) {
		got := titles(t, in, Options{Format: names[int(format)%len(names)]})
		if len(got) > len(in)+1 {
			t.Errorf("%d items in %d bytes", len(got), len(in))
		}
	})
}

func BenchmarkFormats(b *testing.B) {
	for _, name := range []string{"ninjs.json", "nitf.xml", "newsml-g2.xml", "newsml.xml", "newsarticle.json", "digitalwires.json", "ritzau.xml", "iptc7901.txt", "anpa1312.txt"} {
		in := sample(b, name)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			n := 0
			for b.Loop() {
				n += len(titles(b, in, Options{}))
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
