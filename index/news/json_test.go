package news

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnmarshalJSON(t *testing.T) {
	raw := func(s string) map[string]json.RawMessage { return map[string]json.RawMessage{"x": json.RawMessage(s)} }
	tests := []struct {
		name, in string
		want     Article
	}{
		{"nothing", ` { } `, Article{}},
		{"escapes", `{"title":"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}`, Article{Title: "a\"\\/\b\f\n\r\té😀"}},
		{"half a pair", `{"title":"\ud83dx\ude00","body":"\ud83d\u0041"}`, Article{Title: "\ufffdx\ufffd", Body: "\ufffdA"}},
		{"escaped name", `{"t\u0069tle":"a"}`, Article{Title: "a"}},
		{"not UTF-8", "{\"title\":\"a\xff\\n\xc3\"}", Article{Title: "a\xff\n\xc3"}},
		{"one author", `{"authors":"Ada and Bo","keywords":"a, b"}`, Article{Authors: []string{"Ada and Bo"}, Keywords: []string{"a, b"}}},
		{"lists", ` { "authors" : [ "a" , "b\n" ] , "keywords" : [ ] } `, Article{Authors: []string{"a", "b\n"}}},
		{"nulls", `{"id":null,"title":null,"authors":null,"published":null}`, Article{}},
		{"empty date", `{"published":""}`, Article{}},
		{"number as id", `{"id":1042}`, Article{ID: "1042"}},
		{"last wins", `{"title":"a","authors":["a"],"x":1,"title":"b","authors":["b"],"x":2}`, Article{Title: "b", Authors: []string{"b"}, Extra: raw("2")}},
		{"null wins", `{"title":"a","title":null}`, Article{}},
		{"unknown", `{"x":{ "a": [1, {"b":"}"}], "c":"\u003c" }}`, Article{Extra: raw(`{ "a": [1, {"b":"}"}], "c":"\u003c" }`)}},
		{"exact names", `{"Title":"a"}`, Article{Extra: map[string]json.RawMessage{"Title": json.RawMessage(`"a"`)}}},
		{"guessed and detected", `{"published":"2025-05-08","published_from":"guessed","lang":"de","lang_from":"detected"}`, Article{}},
		{"declared", `{"lang_from":"declared","published_from":"page","lang":"de"}`, Article{Lang: "de"}},
		{"derived", `{"version":3,"first_seen":"x","changed":1,"published_precision":"day","published_from":1,"published_zone":1,
			"lang_from":1,"similar":2,"entities":[{}],"dates":[]}`, Article{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Article{Title: "of before", Extra: raw("0")}
			if err := got.UnmarshalJSON([]byte(tt.in)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestUnmarshalJSONKeepsNothingOfItsInput(t *testing.T) {
	in := []byte(`{"title":"abc","authors":["abc"],"x":"abc"}`)
	var a Article
	if err := a.UnmarshalJSON(in); err != nil {
		t.Fatal(err)
	}
	clear(in)
	if a.Title != "abc" || a.Authors[0] != "abc" || string(a.Extra["x"]) != `"abc"` {
		t.Errorf("got %+v", a)
	}
}

func TestUnmarshalJSONDates(t *testing.T) {
	for in, want := range map[string]string{
		`"2025-05-09T14:00:00+02:00"`: "2025-05-09T14:00:00+02:00",
		`"2025"`:                      "2025",
		`2025`:                        "2025",
		`1746799200`:                  "2025-05-09T14:00:00Z",
		`1746799200123`:               "2025-05-09T14:00:00Z",
		`1746799200.25`:               "2025-05-09T14:00:00Z",
	} {
		var a Article
		if err := a.UnmarshalJSON([]byte(`{"published":` + in + `}`)); err != nil || a.Published.String() != want {
			t.Errorf("%s is %s, %v; want %s", in, a.Published, err, want)
		}
	}
}

func TestUnmarshalJSONTellsWhatIsWrong(t *testing.T) {
	tests := []struct{ in, want string }{
		{`{"title":7}`, `title must be a string, not "7"`},
		{`{"body":["a"]}`, "body must be a string"},
		{`{"id":1.5}`, `id must be a string or a whole number, not "1.5"`},
		{`{"id":-1}`, "id must be"},
		{`{"id":{}}`, "id must be a string"},
		{`{"authors":7}`, "authors must be an array of strings, or one string"},
		{`{"keywords":["a",{"b":1}]}`, `keywords must be an array of strings; this element is none, not "{\"b\":1}"`},
		{`{"published":true}`, "published must be a date as a string, or Unix time as a number"},
		{`{"published":"2025-02-30"}`, `published must be a date (February 2025 has no day 30), not "2025-02-30"`},
		{`{"updated":17}`, "updated must be a date (digits alone"},
		{`[]`, "article must be a JSON object"},
		{`null`, "article must be a JSON object"},
	}
	for _, tt := range tests {
		var field *FieldError
		if err := new(Article).UnmarshalJSON([]byte(tt.in)); !errors.As(err, &field) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want a FieldError with %s", tt.in, err, tt.want)
		}
	}
	for _, in := range []string{"", "{", `{"a":1,}`, `{"a"}`, `{"title":"a` + "\n" + `"}`, "{} {}"} {
		var syntax *json.SyntaxError
		if err := new(Article).UnmarshalJSON([]byte(in)); !errors.As(err, &syntax) {
			t.Errorf("%q: got %v, want a SyntaxError", in, err)
		}
	}
}

func TestMarshalJSON(t *testing.T) {
	a := fullArticle()
	a.Extra["version"], a.Extra["title"] = json.RawMessage("1"), json.RawMessage("1")
	got, err := a.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"1042","url":"https://news.example/a?b=1","title":"Café \"opens\"","subtitle":"On the quay",` +
		`"body":"One.\n\nTwo\ttabs.","html":"<p>One.</p>","source":"Harbour Post","section":"Local","authors":["Ada","Bo"],` +
		`"lang":"en-GB","published":"2025-05-09T14:00:00+02:00","updated":"2025","keywords":["harbour"],` +
		`"image":"https://news.example/a.jpg","copyright":"© Post","n":null,"z":{ "a":1 },"é":"\u003c"}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if empty, err := (Article{}).MarshalJSON(); string(empty) != "{}" || err != nil {
		t.Errorf("got %s, %v", empty, err)
	}
	if odd, err := (Article{Title: "\x00\x1f\x7f\xff"}).MarshalJSON(); string(odd) != "{\"title\":\"\\u0000\\u001f\x7f\ufffd\"}" || err != nil {
		t.Errorf("got %s, %v", odd, err)
	}
	if _, err := (Article{Extra: map[string]json.RawMessage{"x": nil}}).MarshalJSON(); err == nil {
		t.Error("an Extra that is not JSON was written")
	}
}

func TestKnownIsWhatIsWritten(t *testing.T) {
	a := fullArticle()
	a.Extra = nil
	data, err := a.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	if err := Members(data, func(name, _ []byte) error {
		names = append(names, string(name))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(names, Known()) || slices.ContainsFunc(names, isForeign) {
		t.Errorf("written %q, known %q", names, Known())
	}
}

func FuzzUnmarshalJSON(f *testing.F) {
	for _, s := range []string{
		`{"id":1,"title":"a\u00e9","authors":["a"],"published":1746799200,"x":{"y":[1,"}"]}}`,
		`{"title":"a","published":"Thu, 03 Jul 2025 09:15:00 IST"}`, `null`, `{"t\u0069tle":"\ud83d\ude00"}`, "{\"a\":\"\xff\"}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var a Article
		if a.UnmarshalJSON(data) != nil {
			return
		}
		out, err := a.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var b Article
		if err := b.UnmarshalJSON(out); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		if a.Validate() == nil && a.ContentHash() != b.ContentHash() {
			t.Errorf("%s became %s", data, out)
		}
		if got := roundTrip(t, a); got.ContentHash() != a.ContentHash() || !cmp.Equal(got.Extra, a.Extra) {
			t.Errorf("%s is stored as %+v", data, got)
		}
	})
}

func benchmarkArticle(b *testing.B) (Article, []byte) {
	b.Helper()
	a := fullArticle()
	a.HTML, a.Extra = "", nil
	a.Body = strings.Repeat("The minister said \"on Friday\" that the port would open.\n\n", 14)
	data, err := a.MarshalJSON()
	if err != nil {
		b.Fatal(err)
	}
	return a, data
}

func BenchmarkUnmarshalJSON(b *testing.B) {
	_, data := benchmarkArticle(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var a Article
		if err := a.UnmarshalJSON(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarshalStored(b *testing.B) {
	a, _ := benchmarkArticle(b)
	for b.Loop() {
		if _, err := MarshalStored(&a); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmarshalStored(b *testing.B) {
	a, _ := benchmarkArticle(b)
	data, err := MarshalStored(&a)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := UnmarshalStored(data, &a); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkContentHash(b *testing.B) {
	a, _ := benchmarkArticle(b)
	for b.Loop() {
		a.ContentHash()
	}
}
