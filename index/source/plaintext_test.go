package source

import (
	"strings"
	"testing"
)

// readNamed reads text as a file of that name.
func readNamed(t *testing.T, name, text string) []string {
	t.Helper()
	opts := Options{}
	if name == "asked for" {
		opts.Format = Mark
	}
	r, err := NewReader(t.Context(), name, strings.NewReader(text), opts)
	if err != nil {
		return []string{"! " + err.Error()}
	}
	return read(t, r)
}

func TestReadPlainText(t *testing.T) {
	long := strings.Repeat("The port opens. ", 20)
	for _, c := range []struct{ name, file, in, want string }{
		{"first line", "a.txt", "Quay opens\n\nThe port said so.\n\nOn Monday.\n", `{"title":"Quay opens","body":"The port said so.\n\nOn Monday."}`},
		{"a letter", "a.txt", "Subject: Quay opens\r\nFrom: Ada Lund\r\nDate: Fri, 09 May 2025 14:00:00 GMT\r\n\r\nThe port said so.\r\n", `{"title":"Quay opens","body":"The port said so.","authors":["Ada Lund"],"published":"2025-05-09T14:00:00Z"}`},
		{"no letter", "a.txt", "Quay: it opens\n\nThe port said so.", `{"title":"Quay: it opens","body":"The port said so."}`},
		{"a long first line", "a.txt", long, `{"title":"The port opens. The port opens. The port opens. The port opens. The port opens.…","body":"` + strings.TrimSpace(long) + `"}`},
		{"one line", "a.TXT", "Quay opens", `{"title":"Quay opens","body":"Quay opens"}`},
		{"Windows", "a.txt", "Caf\xe9 \x96 open\n\nSo says the owner of the caf\xe9, \x93at last\x94.", `{"title":"Café – open","body":"So says the owner of the café, “at last”."}`},
		{"a table", "a.txt", "title\tbody\nOne\tFirst.\n", one},
		{"objects", "a.txt", one, one},
		{"a date that is none", "a.txt", "Subject: Quay\nDate: soon\n\nText.", "! a.txt:1: published must be"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readNamed(t, c.file, c.in)
			if refused := c.want[0] == '!'; len(got) != 1 || !strings.HasPrefix(got[0], c.want) || got[0] != c.want && !refused {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "\n"), c.want)
			}
		})
	}
}

func TestReadMarkdown(t *testing.T) {
	body := "The *port* said so on [Monday](https://post.example/m).\n\n## What follows\n\n- **First**, ferries\n- then `cranes`\n\n> Quoted.\n\n![picture](x.png)\n\n```\na * b\n```\n"
	plain := `"body":"The port said so on Monday.\n\nWhat follows\n\nFirst, ferries\nthen cranes\n\nQuoted.\n\na * b"`
	for _, c := range []struct{ name, in, want string }{
		{
			"YAML", "---\ntitle: \"Quay opens: a report\"\ndate: 2025-05-09T14:00:00Z\nauthor: Ada Lund\ntags: [ports, ships]\ncategories:\n  - Trade\ndescription: In short.\nlang: en\n---\n" + body,
			`{"title":"Quay opens: a report","subtitle":"In short.",` + plain + `,"section":"Trade","authors":["Ada Lund"],"lang":"en","published":"2025-05-09T14:00:00Z","keywords":["ports","ships"]}`,
		},
		{"TOML", "+++\ntitle = \"Quay opens\"\ndate = 2025-05-09T14:00:00Z\ntags = [\"a\"]\n+++\n" + body, `{"title":"Quay opens",` + plain + `,"published":"2025-05-09T14:00:00Z","keywords":["a"]}`},
		{"JSON", "\ufeff{\n\"title\": \"Quay opens\", \"date\": \"2025-05-09\"\n}\n\n" + body, `{"title":"Quay opens",` + plain + `,"published":"2025-05-09"}`},
		{"heading", "# Quay *opens*\n\n" + body, `{"title":"Quay opens",` + plain + `}`},
		{"underlined", "Quay opens\n==========\n\n" + body, `{"title":"Quay opens",` + plain + `}`},
		{"neither", "Quay opens\n\nText.", `{"title":"Quay opens","body":"Text."}`},
		{"HTML inside", "# Quay\n\nA <b>bold</b> word<br>and a line.\n\nMore.", `{"title":"Quay","body":"A bold word\nand a line.\n\nMore."}`},
		{"draft", "---\ntitle: x\ndraft: true\n---\ny", "! a.md:1: is a draft"},
		{"broken YAML", "---\ntitle: [x\n---\ny", "! a.md:1: front matter: "},
		{"a bomb", "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\ntitle: Quay\n---\nText.", `{"title":"Quay","body":"Text."}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := "a.md"
			if c.name == "JSON" {
				name = "asked for"
			}
			got := readNamed(t, name, c.in)
			if refused := c.want[0] == '!'; len(got) != 1 || !strings.HasPrefix(got[0], c.want) || got[0] != c.want && !refused {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "\n"), c.want)
			}
		})
	}
}

func FuzzDocuments(f *testing.F) {
	f.Add("---\ntitle: x\n---\n# y\n*z* [a](b)", uint8(0))
	f.Add("Subject: x\nDate: y\n\nz", uint8(1))
	f.Add(warcRecord("response", "https://post.example/", "application/http", fetched("", aFeed)), uint8(2))
	f.Fuzz(func(t *testing.T, text string, format uint8) {
		opts := Options{Format: []Format{Mark, Text, WARC, Zip, Tar, Feed}[format%6]}
		r, err := NewReader(t.Context(), "x", strings.NewReader(text), opts)
		if err == nil {
			read(t, r)
		}
	})
}
