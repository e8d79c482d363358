package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/news"
)

func TestFields(t *testing.T) {
	const in = `{"headline":"","dateline":"CAIRO, 9 May -","text":"The port  opens\non Friday.","date":"9 May 2025","id":7,"title":null}`
	fields := func(s string) Options {
		f, err := ParseFields(s)
		if err != nil {
			t.Fatal(err)
		}
		return Options{Fields: f}
	}
	rest := `"dateline":"CAIRO, 9 May -","headline":""}`
	for _, c := range []readCase{
		{name: "none", in: one, opts: fields(""), want: []string{one}},
		{name: "names", in: in, opts: fields("body=text, published=date"), want: []string{
			`{"id":"7","body":"The port  opens\non Friday.","published":"2025-05-09",` + rest,
		}},
		{name: "second alternative", in: in, opts: fields("title=headline|dateline|text:9,body=text,published=date"), want: []string{
			`{"id":"7","title":"CAIRO, 9 May -","body":"The port  opens\non Friday.","published":"2025-05-09","headline":""}`,
		}},
		{name: "first words", in: in, opts: fields("title=headline|title|text:14,body=text,published=date"), want: []string{
			`{"id":"7","title":"The port opens…","body":"The port  opens\non Friday.","published":"2025-05-09",` + rest,
		}},
		{name: "words", in: in, opts: fields(`title=headline|title|"un, ti|tled",body=text,published=date`), want: []string{
			`{"id":"7","title":"un, ti|tled","body":"The port  opens\non Friday.","published":"2025-05-09",` + rest,
		}},
		{name: "ours gives way", in: `{"title":"a","headline":"b","body":"c"}`, opts: fields("title=headline"), want: []string{`{"title":"b","body":"c"}`}},
		{name: "broken", in: `{"title":}` + "\n" + one, opts: fields("body=body"), want: []string{"! in:1: not JSON at byte 10", one}},
		{name: "no object", in: "{}\n[]\n" + one, opts: fields("body=body"), want: []string{"{}", "! in:2: article must be a JSON object", one}},
		{name: "csv", in: "Story,Writer,date\nFirst.,Ada;Bo,2025\n", opts: fields("title=Story:80,authors=Writer"), want: []string{
			`{"title":"First.","body":"First.","authors":["Ada","Bo"],"published":"2025"}`,
		}},
		{name: "csv, mapped", in: "A,B,date,title\n1,2,2025,x\n", opts: fields("title=A,body=B"), want: []string{
			`{"title":"1","body":"2","published":"2025"}`,
		}},
	} {
		t.Run(c.name, c.check)
	}
}

func TestParseFieldsTellsWhatIsWrong(t *testing.T) {
	for in, want := range map[string]string{
		"title":           `field "title" must be written as ours=theirs`,
		"date=published":  `field "date" is no member of an article (id, url, title`,
		"title=":          "field title: a name is missing",
		"title=a||b":      "field title: a name is missing",
		`title="untitled`: "field title: the quote in",
	} {
		if f, err := ParseFields(in); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s is %v, %v; want %s", in, f, err, want)
		}
	}
}

func TestUsualMembersAreKnown(t *testing.T) {
	for _, name := range news.Known() {
		if got := usualMember(strings.ToUpper(name)); got != name {
			t.Errorf("%q stands for %q", name, got)
		}
	}
}

func TestReuters(t *testing.T) {
	name := filepath.Join(os.Getenv("DATELINE_TESTDATA"), "reuters21578", "reuters21578.jsonl.gz")
	if _, err := os.Stat(name); err != nil {
		t.Skip("DATELINE_TESTDATA names no folder with the collection reuters21578")
	}
	fields, err := ParseFields(`title=title|dateline|body:80,body=body|title,published=date,authors=author,keywords=topics`)
	if err != nil {
		t.Fatal(err)
	}
	n, bad := 0, 0
	w := Walk(t.Context(), []string{name}, Options{Fields: fields})
	for _, item := range read(t, w) {
		if n++; strings.HasPrefix(item, "! ") {
			t.Error(item)
		}
		var a news.Article
		if err := a.UnmarshalJSON([]byte(item)); err != nil {
			t.Fatal(err)
		}
		if a.Normalize(); a.Validate() != nil {
			bad++
		}
	}
	if n != 21578 || bad > 1 || w.Offset() != w.Size() {
		t.Errorf("%d articles, %d not well-formed, %d of %d bytes", n, bad, w.Offset(), w.Size())
	}
}
