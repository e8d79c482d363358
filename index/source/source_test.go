package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// read reads a source to its end. What it returns is one line an item: the
// article as JSON or, behind "! ", what a rejection says.
func read(t testing.TB, s index.Source) []string {
	t.Helper()
	var got []string
	for {
		a, err := s.Next()
		var rejection *index.Rejection
		switch {
		case errors.Is(err, io.EOF):
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if _, err := s.Next(); !errors.Is(err, io.EOF) {
				t.Errorf("after the end comes %v", err)
			}
			return got
		case errors.As(err, &rejection):
			got = append(got, "! "+err.Error())
		case err != nil:
			t.Fatalf("neither article nor rejection: %v", err)
		default:
			data, err := a.MarshalJSON()
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(data))
		}
	}
}

// readText reads text as a file of that name.
func readText(t testing.TB, text string, opts Options) []string {
	t.Helper()
	r, err := NewReader(t.Context(), "in", strings.NewReader(text), opts)
	if err != nil {
		return []string{"! " + err.Error()}
	}
	return read(t, r)
}

func zipped(t testing.TB, text string) string {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// readCase is a file and what must come of it; of a rejection, how its line
// begins.
type readCase struct {
	name, in string
	opts     Options
	want     []string
}

func (c readCase) check(t *testing.T) {
	t.Helper()
	got := readText(t, c.in, c.opts)
	if len(got) != len(c.want) {
		t.Fatalf("got %d items, want %d:\n%s", len(got), len(c.want), strings.Join(got, "\n"))
	}
	for i := range got {
		if strings.HasPrefix(c.want[i], "! ") && strings.HasPrefix(got[i], c.want[i]) {
			continue
		}
		if diff := cmp.Diff(c.want[i], got[i]); diff != "" {
			t.Errorf("item %d (-want +got)\n%s", i, diff)
		}
	}
}

const (
	one = `{"title":"One","body":"First."}`
	two = `{"title":"Two","body":"Second."}`
)

func TestReadJSONLines(t *testing.T) {
	long := `{"title":"` + strings.Repeat("x", MaxItem) + `"}`
	for _, c := range []readCase{
		{name: "lines", in: one + "\n" + two + "\n", want: []string{one, two}},
		{name: "no end, blank lines, CRLF", in: "\n \r\n" + one + "\r\n\n\n  " + two, want: []string{one, two}},
		{name: "byte order mark", in: "\ufeff" + one, want: []string{one}},
		{name: "gzip", in: zipped(t, one+"\n"+two), want: []string{one, two}},
		{name: "gzip in two parts", in: zipped(t, one+"\n") + zipped(t, two), want: []string{one, two}},
		{name: "gzip cut off", in: zipped(t, one)[:20], want: []string{"! in:1: ends in the middle"}},
		{name: "broken lines", in: one + "\n{\"title\":}\n[1]\n" + two + "\n{\"title\"", want: []string{
			one, "! in:2: not JSON at byte 10: invalid character '}'", "! in:3: article must be a JSON object", two,
			"! in:5: not JSON at byte 8: unexpected end",
		}},
		{name: "first line broken", in: "{\"title\":\n" + one, want: []string{"! in:1: not JSON", one}},
		{name: "wrong type", in: `{"title":7}` + "\n" + two, want: []string{`! in:1: title must be a string, not "7"`, two}},
		{name: "not UTF-8", in: one + "\n{\"title\":\"\xff\"}\n" + two, want: []string{
			one, "! in:2: byte 11 (0xff) is not UTF-8; convert", two,
		}},
		{name: "too long", in: one + "\n" + long + "\n" + two, want: []string{one, "! in:2: is longer than 16 MB", two}},
		{name: "too long at the end", in: one + "\n" + long, want: []string{one, "! in:2: is longer than 16 MB"}},
		{name: "longer than the buffer", in: one + "\n{\"title\":\"" + strings.Repeat("x", 3*bufferSize) + "\"}\n" + two, want: []string{
			one, `{"title":"` + strings.Repeat("x", 3*bufferSize) + `"}`, two,
		}},
	} {
		t.Run(c.name, c.check)
	}
}

func TestReadJSON(t *testing.T) {
	spread := "{\n \"title\": \"One\",\n \"body\": \"First.\"\n}\n"
	long := `{"title":"` + strings.Repeat("x", MaxItem) + `"}`
	for _, c := range []readCase{
		{name: "array", in: " [\n" + one + " ,\n" + two + "\n]\n", want: []string{one, two}},
		{name: "empty array", in: "[ ]", want: nil},
		{name: "one object", in: spread, want: []string{one}},
		{name: "objects", in: spread + spread, want: []string{one, one}},
		{name: "objects by option", in: one + two, opts: Options{Format: JSON}, want: []string{one, two}},
		{name: "brackets in strings", in: `[{"title":"}]\"{","body":"\\"}]`, want: []string{`{"title":"}]\"{","body":"\\"}`}},
		{name: "wrong type", in: `[{"title":7},` + two + `]`, want: []string{"! in:1: title must be a string", two}},
		{name: "not UTF-8", in: "[{\"title\":\"\xff\"}," + two + "]", want: []string{"! in:1: byte 11 (0xff) is not UTF-8", two}},
		{name: "broken element", in: "[" + one + ",\n{\"title\":\n tru},\n" + two + "]", want: []string{
			one, "! in:3: not JSON at byte 15: invalid character '}' in literal true (expecting 'e')", two,
		}},
		{name: "broken elements", in: "[{\"a\":},\n" + one + ",\n{\"a\":}\n]", want: []string{"! in:1: not JSON at byte 6", one, "! in:3: not JSON at byte 6"}},
		{name: "broken between two", opts: Options{Format: JSON}, in: one + "\n{\n\"a\":}\n" + two, want: []string{one, "! in:3: not JSON at byte 7", two}},
		{name: "an element that ends in its text", in: "[" + one + `,{"title":"a"}" is","body":"b"},` + two + "]", want: []string{one, `{"title":"a"}`, "! in:1: between two elements of an array stands a comma, not '\"'"}},
		{name: "a broken element that ends in its text", in: "[" + one + `,{"title":,"body":"a"}" is"},` + two + "]", want: []string{one, "! in:1: not JSON at byte 10: invalid character ',' looking for beginning of value; nothing behind it was read"}},
		{name: "an element that swallows the next", in: "[" + one + `,{"title":"a"{","body":"b"},` + two + "]", want: []string{one, "! in:1: an article begins here and has no end"}},
		{name: "too long", in: "[" + one + ",\n" + long + ",\n" + two + "]", want: []string{one, "! in:2: is longer than 16 MB", two}},
		{name: "no comma", in: "[" + one + "\n" + two + "]", want: []string{one, "! in:2: between two elements of an array stands a comma, not '{'"}},
		{name: "comma too many", in: "[" + one + ",]", want: []string{one, "! in:1: a comma stands behind the last element"}},
		{name: "no object", in: "[" + one + ", 7]", want: []string{one, "! in:1: an article must be a JSON object; it begins with '7'"}},
		{name: "array cut off", in: "[" + one + ",\n", want: []string{one, "! in:2: the array has no end"}},
		{name: "element cut off", in: "[" + one + ",\n{\"title\":\"", want: []string{one, "! in:2: an article begins here and has no end"}},
		{name: "behind the end", in: "[" + one + "]\nx", want: []string{one, "! in:2: behind the end of the array stands 'x'"}},
	} {
		t.Run(c.name, c.check)
	}
}

func TestReadTables(t *testing.T) {
	for _, c := range []readCase{
		{name: "csv", in: "title,body\nOne,First.\n\"Two\",\"Second.\"\n", want: []string{one, two}},
		{name: "semicolons", in: "title;body\nOne;First.\n", want: []string{one}},
		{name: "tabs", in: "title\tbody\nOne\tFirst.\n", want: []string{one}},
		{name: "usual names", in: "\ufeffHeadline,Article Text,Author(s),pub_date,Tags,GUID,Desk,word count\r\n" +
			"One,\"First.\nSecond, \"\"third\"\".\",Ada; Bo,2025-05-09,a|b;c,7,Local,12\r\n", want: []string{
			`{"id":"7","title":"One","body":"First.\nSecond, \"third\".","section":"Local","authors":["Ada","Bo"],` +
				`"published":"2025-05-09","keywords":["a","b","c"],"word count":"12"}`,
		}},
		{name: "two columns for one", in: "title,headline,body,x\nOne,Other,First.,\n", want: []string{
			`{"title":"One","body":"First.","headline":"Other"}`,
		}},
		{name: "quotes inside", in: "title,body\nThe \"One\",First.\n", want: []string{`{"title":"The \"One\"","body":"First."}`}},
		{name: "rows of other length", in: "title,body\nOne\nOne,First.\na,b,c\n", want: []string{
			"! in:2: the row has 1 columns, the header has 2", one, "! in:4: the row has 3 columns, the header has 2",
		}},
		{name: "not UTF-8", in: "\n\ntitle,body\nOne,\xff\nOne,First.\n", want: []string{"! in:4: column 2: byte 1 (0xff) is not UTF-8", one}},
		{name: "date", in: "title,body,date\nOne,First.,2025-02-30\n", want: []string{"! in:2: published must be a date (February 2025 has no day 30)"}},
		{name: "header alone", in: "title,body\n", want: nil},
		{name: "no header", in: "Some text, and more of it.\n", want: []string{"! in:1: is neither JSON nor CSV with a header that names columns"}},
		{name: "open quote", in: "title,body\nOne,\"First.\nTwo,Second.\n", want: []string{`{"title":"One","body":"First.\nTwo,Second.\n"}`}},
		{name: "endless quote", in: "title,body\nOne,First.\nTwo,\"" + strings.Repeat(strings.Repeat("x", 1023)+"\n", MaxItem/1024+10), want: []string{one, "! in: a row is longer than 16 MB"}},
		{name: "tsv", in: "title\tbody\nOne\tFirst.\n\"Two\"\t\"Second.\"\nThe \"One\"\t\"Half\n", opts: Options{Format: TSV}, want: []string{
			one, two, `{"title":"The \"One\"","body":"\"Half"}`,
		}},
		{name: "tsv of nothing", in: "\f", opts: Options{Format: TSV}, want: []string{"! in:2: has no header"}},
		{name: "tsv rows of other length", in: "title\tbody\nOne\n\nOne\tFirst.\n", opts: Options{Format: TSV}, want: []string{
			"! in:2: the row has 1 columns", one,
		}},
	} {
		t.Run(c.name, c.check)
	}
}

func TestReadRefusesWhatIsNoText(t *testing.T) {
	for _, c := range []readCase{
		{name: "empty", in: "", want: []string{"! in: is empty"}},
		{name: "blanks", in: "\ufeff \n\n ", want: []string{"! in: is empty"}},
		{name: "gzip of nothing", in: zipped(t, ""), want: []string{"! in: is empty"}},
		{name: "UTF-32", in: "\xff\xfe\x00\x00{\x00\x00\x00", want: []string{"! in: is in UTF-32; convert the file to UTF-8"}},
		{name: "UTF-32, big end first", in: "\x00\x00\xfe\xff\x00\x00\x00{", want: []string{"! in: is in UTF-32"}},
		{name: "zip", in: "PK\x03\x04", want: []string{"! in: is a damaged zip file"}},
		{name: "damaged gzip", in: "\x1f\x8bxxxxxxxxxxxxxxxxx", want: []string{"! in: is a damaged gzip file"}},
		{name: "XML of another kind", in: "<?xml version='1.0'?>\n<!-- x -->\n<a:orders xmlns:a='u'/>", want: []string{`! in:1: is XML with the root element "orders", which`}},
		{name: "field map", in: one, opts: Options{Fields: map[string]string{"headline": "title"}}, want: []string{"! in: field \"headline\" is no member"}},
	} {
		t.Run(c.name, c.check)
	}
}

// zeros is an endless file of zeros that counts what is read of it.
type zeros struct{ n int64 }

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	z.n += int64(len(p))
	return len(p), nil
}

func TestZerosAreRefusedAtOnce(t *testing.T) {
	for _, format := range []Format{Auto, JSON, NDJSON, CSV, TSV} {
		z := &zeros{}
		_, err := NewReader(t.Context(), "zeros", io.LimitReader(z, 100<<20), Options{Format: format})
		if err == nil || !strings.Contains(err.Error(), "is no text: byte 1 is NUL") || z.n > 1<<20 {
			t.Errorf("%s: %v after %d bytes", format, err, z.n)
		}
	}
}

func TestZerosBehindAnArticleAreNotHeld(t *testing.T) {
	header := map[Format]string{NDJSON: one + "\n", JSON: "[" + one + ",{", CSV: "title,body\nOne,First.\n", TSV: "title\tbody\nOne\tFirst.\n"}
	for format, begin := range header {
		padded := begin[:len(begin)-1] + strings.Repeat(" ", bufferSize) + begin[len(begin)-1:] // the zeros are not in the first look
		in := io.MultiReader(strings.NewReader(padded), io.LimitReader(&zeros{}, 40<<20))
		r, err := NewReader(t.Context(), "zeros", in, Options{Format: format})
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		got := read(t, r)
		if len(got) != 2 || !strings.HasPrefix(got[1], "! zeros") {
			t.Errorf("%s: got %d items, the last %.100q", format, len(got), got[len(got)-1])
		}
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	for _, text := range []string{strings.Repeat(one+"\n", 50_000), "[" + strings.Repeat(one+",", 50_000) + one + "]", "title,body\n" + strings.Repeat("One,First.\n", 100_000)} {
		ctx, cancel := context.WithCancel(t.Context())
		r, err := NewReader(ctx, "in", strings.NewReader(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		for err == nil {
			_, err = r.Next()
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

// faulty fails after some text, as a disk does.
type faulty struct{ io.Reader }

func (f faulty) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.New("the disk is gone")
	}
	return n, err
}

func TestReadTellsOfABrokenDisk(t *testing.T) {
	for _, text := range []string{"", one, "[" + one + ",", "{\n", "title,body\nOne,First."} {
		r, err := NewReader(t.Context(), "in", faulty{strings.NewReader(text)}, Options{})
		for err == nil {
			_, err = r.Next()
		}
		if !strings.Contains(err.Error(), "the disk is gone") {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for i, s := range []string{
		one + "\n" + two, "[" + one + "," + two + "]", "title,body\nOne,\"First.\n\"\n", "title\tbody\n\"One\"\t2\n", "{\n\"title\":\"}\\\"\"\n}", "\x1f\x8b",
	} {
		f.Add([]byte(s), uint8(i), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, format uint8, mapped bool) {
		opts := Options{Format: []Format{Auto, JSON, NDJSON, CSV, TSV}[format%5]}
		if mapped {
			opts.Fields = map[string]string{"title": `headline|title|body:9|"none"`, "body": "text|body", "authors": "by"}
		}
		r, err := NewReader(t.Context(), "", bytes.NewReader(data), opts)
		if err != nil {
			var rejection *index.Rejection
			if !errors.As(err, &rejection) || errors.Is(err, io.EOF) {
				t.Fatalf("got %v", err)
			}
			return
		}
		if items := read(t, r); len(items) > len(data)+1 {
			t.Errorf("%d items in %d bytes", len(items), len(data))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	a := news.Article{
		ID: "1042", URL: "https://news.example/1042", Title: "Port opens", Source: "Harbour Post", Authors: []string{"Ada"},
		Body: strings.Repeat("The minister said \"on Friday\" that the port would open.\n\n", 14),
	}
	line, err := a.MarshalJSON()
	if err != nil {
		b.Fatal(err)
	}
	row := fmt.Sprintf("%s,%q,%q\n", a.ID, a.Title, strings.ReplaceAll(a.Body, `"`, ""))
	const n = 1000
	files := map[string]string{
		"ndjson": strings.Repeat(string(line)+"\n", n),
		"json":   "[" + strings.Repeat(string(line)+",\n", n-1) + string(line) + "]",
		"csv":    "id,title,body\n" + strings.Repeat(row, n),
		"mapped": strings.Repeat(string(line)+"\n", n),
	}
	for name, text := range files {
		opts := Options{}
		if name == "mapped" {
			opts.Fields = map[string]string{"published": "date"}
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				r, err := NewReader(b.Context(), "", strings.NewReader(text), opts)
				for err == nil {
					_, err = r.Next()
				}
				if !errors.Is(err, io.EOF) {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
