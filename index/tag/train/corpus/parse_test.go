package corpus_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/train/corpus"
)

const header = "title: A title\ndate: 2025-05-08\nkind: brief\n"

func TestParse(t *testing.T) {
	got, err := corpus.Parse("a.txt", `title: [ØRSTAD|place|Ørstad] VOTES
byline: By [Siri Nål|person]
dateline: [ØRSTAD|place|Ørstad] (Fjord Wire) -
date: 2025-05-08
kind: election
set: test

[Siri Nål|person]’s notes \[in pencil\] cost 5\|6.
Second line [Hav|org].

The end.
`)
	if err != nil {
		t.Fatal(err)
	}
	place := corpus.Mention{Type: news.Place, End: 6, ByteEnd: 7, Surface: "ØRSTAD", Canonical: "Ørstad"}
	want := corpus.Article{
		File: "a.txt", Set: corpus.Test, Kind: "election", Date: "2025-05-08",
		Title:    corpus.Paragraph{Text: "ØRSTAD VOTES", Mentions: []corpus.Mention{place}, Line: 1},
		Dateline: corpus.Paragraph{Text: "ØRSTAD (Fjord Wire) -", Mentions: []corpus.Mention{place}, Line: 3},
		Byline: corpus.Paragraph{Text: "By Siri Nål", Line: 2, Mentions: []corpus.Mention{
			{Type: news.Person, Start: 3, End: 11, ByteStart: 3, ByteEnd: 12, Surface: "Siri Nål", Canonical: "Siri Nål"},
		}},
		Body: []corpus.Paragraph{
			{
				Text: "Siri Nål’s notes [in pencil] cost 5|6.\nSecond line Hav.", Line: 8,
				Mentions: []corpus.Mention{
					{Type: news.Person, End: 8, ByteEnd: 9, Surface: "Siri Nål", Canonical: "Siri Nål"},
					{Type: news.Org, Start: 51, End: 54, ByteStart: 54, ByteEnd: 57, Surface: "Hav", Canonical: "Hav"},
				},
			},
			{Text: "The end.", Line: 11},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestParseSaysWhere(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown type", header + "\nFine.\n\nOne\n[Rubio|man]\n", `a.txt:8: mention [Rubio|man]: type "man"`},
		{"no type", header + "\n[Rubio]\n", "a.txt:5: mention [Rubio]: want [text|type]"},
		{"four parts", header + "\n[a|person|b|c]\n", "a.txt:5: mention [a|person|b|c]: want"},
		{"empty text", header + "\n[|person]\n", "a.txt:5: mention [|person]: a part is empty"},
		{"blank at the end", header + "\n[Rubio |person]\n", "a.txt:5: mention [Rubio |person]: a part is empty"},
		{"not closed", header + "\n[Rubio|person\n", "a.txt:5: the mention [Rubio|person is not closed"},
		{"closed on the next line", header + "\n[Marco\nRubio|person]\n", "a.txt:5: the mention [Marco is not closed"},
		{"nested", header + "\n[Bank of [Japan|place]|org]\n", "a.txt:5: the mention [Bank of  is not closed"},
		{"closes nothing", header + "\na]\n", "a.txt:5: a ] that closes nothing"},
		{"backslash", header + "\na\\n\n", "a.txt:5: a backslash must stand before"},
		{"backslash at the end", header + "\na\\", "a.txt:5: a backslash must stand before"},
		{"blank line with blanks", header + "\na\n \n", "a.txt:6: a text must neither"},
		{"no body", header, "a.txt:4: the article has no body"},
		{"no title", "date: 2025-05-08\nkind: brief\n\na\n", "a.txt:1: the header has no title"},
		{"no header", "\na\n", "a.txt:1: the header has no title"},
		{"mark in the title", "title: [a\n", "a.txt:1: the mention [a is not closed"},
		{"date", "title: a\ndate: 2025-02-30\n", `a.txt:2: date "2025-02-30"`},
		{"kind", "title: a\nkind: gossip\n", `a.txt:2: kind "gossip"`},
		{"set", "title: a\nset: dev\n", `a.txt:2: set "dev"`},
		{"header", "title: a\nwriter: b\n", `a.txt:2: header "writer"`},
		{"twice", "title: a\ntitle: b\n", "a.txt:2: a second title"},
		{"no value", "title:\n", "a.txt:1: want a header"},
		{"carriage return", "title: a\r\n", "a.txt:1: lines must end"},
		{"not UTF-8", "title: \xff\n", "a.txt:1: not UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := corpus.Parse("a.txt", tt.text)
			var syntax *corpus.SyntaxError
			if !errors.As(err, &syntax) || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v, want %s…", err, tt.want)
			}
		})
	}
}

func TestReadIsInOrderAndWhole(t *testing.T) {
	folder := fstest.MapFS{
		"b.txt":       {Data: []byte(header + "set: test\n\nb\n")},
		"a.txt":       {Data: []byte(header + "\na\n")},
		"README.md":   {Data: []byte("no article")},
		"below/c.txt": {Data: []byte("no article")},
	}
	articles, err := corpus.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range articles {
		names = append(names, a.File)
	}
	if diff := cmp.Diff([]string{"a.txt", "b.txt"}, names); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	test := corpus.Only(corpus.Test, articles)
	if len(test) != 1 || test[0].File != "b.txt" {
		t.Errorf("test set: %v", test)
	}

	folder["c.txt"] = &fstest.MapFile{Data: []byte("title: a\n")}
	if _, err := corpus.Read(folder); err == nil || !strings.Contains(err.Error(), "c.txt:1: ") {
		t.Errorf("one broken file: %v", err)
	}
	if _, err := corpus.Read(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("empty folder: %v", err)
	}
}

func TestParts(t *testing.T) {
	a, err := corpus.Parse("a.txt", header+"byline: By us\n\nOne.\n\nTwo.\n")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, p := range a.Parts() {
		texts = append(texts, p.Text)
	}
	if diff := cmp.Diff([]string{"A title", "By us", "One.", "Two."}, texts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
