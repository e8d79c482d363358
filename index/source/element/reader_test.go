package element

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// items reads the texts of all elements of one name.
func items(r *Reader, name string) (texts []string, err error) {
	for {
		start, err := r.Seek(name)
		if errors.Is(err, io.EOF) {
			return texts, nil
		}
		if err != nil {
			return texts, err
		}
		n, err := r.Read(start)
		if err != nil {
			return texts, err
		}
		texts = append(texts, n.Text())
	}
}

func TestReadItems(t *testing.T) {
	latin, err := charmap.ISO8859_1.NewEncoder().String(`<?xml version="1.0" encoding="ISO-8859-1"?><a><i>café</i></a>`)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, in, want string }{
		{"items at any depth", `<a><b><i>1</i></b><i>2</i></a>`, "1|2"},
		{"prefixes and namespaces", `<x:a xmlns:x="u"><x:i>1</x:i></x:a>`, "1"},
		{"entities of HTML", `<a><i>caf&eacute;&nbsp;&#8212;&amp;</i></a>`, "café\u00a0—&"},
		{"CDATA", `<a><i><![CDATA[<p>1 & 2</p>]]></i></a>`, "<p>1 & 2</p>"},
		{"a document type is not fetched", `<!DOCTYPE a SYSTEM "file:///etc/passwd"><a><i>1</i></a>`, "1"},
		{"Latin-1", latin, "café"},
		{"UTF-8 that says it is Latin-1", `<?xml version="1.0" encoding="iso-8859-1"?><a><i>café</i></a>`, "café"},
		{"UTF-16 that was converted", `<?xml version="1.0" encoding="UTF-16"?><a><i>café</i></a>`, "café"},
		{"none", `<a/>`, ""},
	} {
		texts, err := items(NewReader(strings.NewReader(tt.in)), "i")
		if got := strings.Join(texts, "|"); err != nil || got != tt.want {
			t.Errorf("%s: got %q, %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	deep := strings.Repeat("<b>", MaxDepth)
	for _, tt := range []struct{ name, in, want string }{
		{"entities that multiply", `<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;&x;">]><a><i>&y;</i></a>`, "declares entities of its own"},
		{"a file for an entity", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><i>&x;</i></a>`, "declares entities of its own"},
		{"an entity that nobody knows", `<a><i>&x;</i></a>`, "not well-formed XML: invalid character entity &x;"},
		{"nesting", "<a><i>" + deep, "nested deeper than 200"},
		{"nesting before an item", "<a>" + deep, "nested deeper than 200"},
		{"cut off in an item", "<a><i>1", "the document has no end"},
		{"cut off behind an item", "<a><i>1</i>", "the document has no end"},
		{"crossed", "<a><i>1</a></i>", "not well-formed XML: element <i> closed by </a>"},
		{"unknown character set", `<?xml version="1.0" encoding="klingon"?><a/>`, `the character set "klingon", which is not known`},
		{"elements without end", "<a><i>" + strings.Repeat("<b/>", MaxNodes), "more than 200000 elements"},
	} {
		_, err := items(NewReader(strings.NewReader(tt.in)), "i")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

// endless is a document that never ends, and tells how much of it was read.
type endless struct {
	begin, repeat string
	n             int
}

func (e *endless) Read(p []byte) (int, error) {
	text := e.repeat
	if e.n == 0 {
		text = e.begin
	}
	n := copy(p, text)
	e.n += n
	return n, nil
}

func TestReadEndsWhatIsTooLong(t *testing.T) {
	blanks := strings.Repeat("          ", 400)
	for name, doc := range map[string]*endless{
		"text":      {begin: "<a><i>", repeat: blanks},
		"comment":   {begin: "<a><!--", repeat: blanks},
		"doctype":   {begin: "<!DOCTYPE a [", repeat: blanks},
		"attribute": {begin: `<a x="`, repeat: blanks},
		"texts":     {begin: "<a><i>", repeat: strings.Repeat("x", 4000) + "<b/>"},
	} {
		_, err := items(NewReader(doc), "i")
		if !errors.Is(err, errTooLong) || doc.n > 3*MaxBytes {
			t.Errorf("%s: got %v after %d bytes", name, err, doc.n)
		}
	}
}

// A document of a gigabyte would do as well: only an item is held at a time.
func TestReadManyItems(t *testing.T) {
	const n = 5_000
	item := "<i>" + strings.Repeat("word ", 200) + "</i>"
	in := io.MultiReader(strings.NewReader("<a>"), strings.NewReader(strings.Repeat(item, n)), strings.NewReader("</a>"))
	r := NewReader(in)
	for count := 0; ; count++ {
		start, err := r.Seek("i")
		if errors.Is(err, io.EOF) {
			if count != n {
				t.Errorf("got %d items, want %d", count, n)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Read(start); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRoot(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "text": "", `<!DOCTYPE a [<!ENTITY x "y">]><a>`: "a", "<a": "", "<a/>": "a", "<x:a>": "a", `<?xml version="1.0" encoding="klingon"?><!-- <b> --><!DOCTYPE c><a d="`: "",
		`<?xml version="1.0" encoding="klingon"?><!-- <b> --><!DOCTYPE c><a d="1">&x;`: "a",
	} {
		if got := Root([]byte(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"paragraphs", "<i><p>a\n b</p><p>c<br/>d</p>e</i>", "a  b\n\n\n\nc\nd\n\ne"},
		{"words go on in inline elements", "<i><p>Can<em>not</em> <Company>Acme</Company>.</p></i>", "Cannot Acme."},
		{"preformatted", "<i><pre>a\n  b</pre></i>", "a\n  b"},
		{"tables", "<i><table><tr><td>a</td><td>b</td></tr></table></i>", "a  b"},
		{"what is not shown", "<i><head><title>x</title></head><script>x</script><style>x</style><media><p>x</p></media>a</i>", "a"},
	} {
		texts, err := items(NewReader(strings.NewReader(tt.in)), "i")
		if err != nil || len(texts) != 1 || texts[0] != tt.want {
			t.Errorf("%s: got %q, %v, want %q", tt.name, texts, err, tt.want)
		}
	}
}

func TestNode(t *testing.T) {
	r := NewReader(strings.NewReader(`<i a=" 1 " x:b="2" xmlns:x="u"><p>One <em>tw</em>o</p><q><p>three</p></q><p/></i>`))
	start, err := r.Seek()
	if err != nil {
		t.Fatal(err)
	}
	n, err := r.Read(start)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for p := range n.All("p") {
		all = append(all, p.Content())
	}
	var none *Node
	for _, tt := range []struct{ name, got, want string }{
		{"attribute", n.Attr("a") + n.Attr("b") + n.Attr("c"), "12"},
		{"find", n.Find("q", "p").Content() + n.Find("q", "z").Content(), "three"},
		{"first", n.First("p").Content(), "One two"},
		{"all", strings.Join(all, "|"), "One two|three|"},
		{"raw", n.Find("p").Raw(), "One two"},
		{"of nothing", none.Attr("a") + none.Content() + none.Text() + none.Raw() + fmt.Sprint(none.Find("p"), none.First("p")), "<nil> <nil>"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

// An item that cannot be read hinders none behind it, and each can be had as it
// stands.
func TestSkipAndRaw(t *testing.T) {
	latin, err := charmap.ISO8859_1.NewEncoder().String(`<?xml version="1.0" encoding="ISO-8859-1"?><a><i>caf&</i><i>café</i></a>`)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("x", maxKept)
	for _, tt := range []struct{ name, in, want string }{
		{"whole", `<a><i>1</i></a>`, "<a><i>1</i></a>"},
		{"among others", "<?xml version='1.0'?>\n<x:a xmlns:x=\"u\"><h>0</h>\n<b c='d'><x:i e='f'>1</x:i><i/></b></x:a>", `<x:a xmlns:x="u"><b c='d'><x:i e='f'>1</x:i></b></x:a>|<x:a xmlns:x="u"><b c='d'><i/></b></x:a>`},
		{"broken", `<a><i>1 & 2</i><i>3</i></a>`, "! <a><i>1 & 2</i></a>|<a><i>3</i></a>"},
		{"broken at its end", `<x:a><x:i><b>1</x:i><x:i>2</x:i></x:a>`, "! <x:a><x:i><b>1</x:i></x:a>|<x:a><x:i>2</x:i></x:a>"},
		{"without an end", `<a><b><i>1 &<i>2</i></b></a>`, "! <a><b><i>1 &</b></a>|<a><b><i>2</i></b></a>"},
		{"the last", `<a><i>1</i><i>2&</i></a>`, "<a><i>1</i></a>|! <a><i>2&</i></a>"},
		{"several", `<a><i>&</i><i><</i><i/><i>&x;</i><i>5</i></a>`, "! <a><i>&</i></a>|! <a><i><</i></a>|<a><i/></a>|! <a><i>&x;</i></a>|<a><i>5</i></a>"},
		{"what looks like an end", `<a><i>& </if> </> <i2> <<i >1</i></a>`, "! <a><i>& </if> </> <i2> <</a>|<a><i >1</i></a>"},
		{"cut off", `<a><i>&`, "! "},
		{"too deep", `<a><i>` + strings.Repeat("<b>", MaxDepth) + `</i><i>2</i></a>`, "! <a><i>" + strings.Repeat("<b>", MaxDepth) + "</i></a>|<a><i>2</i></a>"},
		{"too long to be kept", `<a><i>` + long + `</i><i>&` + long + `</i><i>3</i></a>`, "|! |<a><i>3</i></a>"},
		{"Latin-1", latin, "! <a><i>caf&</i></a>|<a><i>café</i></a>"},
		{"around them a tag that is too long", `<a x="` + long[:maxTag] + `"><i>1</i><i>&</i><i>3</i></a>`, "<i>1</i>|! <i>&</i>"},
	} {
		var all []string
		r := NewReader(strings.NewReader(tt.in))
		for {
			start, err := r.Seek("i")
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				all = append(all, err.Error())
				break
			}
			_, err = r.Read(start)
			if err == nil {
				all = append(all, string(r.Raw()))
				continue
			}
			more := r.Skip("i")
			if all = append(all, "! "+string(r.Raw())); !more {
				break
			}
		}
		if got := strings.Join(all, "|"); got != tt.want {
			t.Errorf("%s:\ngot  %.300s\nwant %.300s", tt.name, got, tt.want)
		}
	}
}

func TestLinesBehindWhatWasSkipped(t *testing.T) {
	r := NewReader(strings.NewReader("<a\n b='c'>\n<i>\n&\n</i>\n\n<i>\n2</i>\n<i>&\n<i>3</i></a>"))
	var lines []int
	for {
		start, err := r.Seek("i")
		if err != nil {
			break
		}
		lines = append(lines, r.Line())
		if _, err := r.Read(start); err != nil {
			r.Skip("i")
		}
	}
	if got := fmt.Sprint(lines); got != "[3 7 9 10]" {
		t.Errorf("got %s", got)
	}
}

func FuzzRead(f *testing.F) {
	for _, in := range []string{
		`<?xml version="1.0" encoding="windows-1252"?><!DOCTYPE a><a><i x="1">caf&eacute;<br/></i></a>`,
		`<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`, "<a><i><![CDATA[x]]></i>", "<i><pre>\r\n</pre></i>", "<x:a xmlns:x='u'>\n<x:i>&</x:i><i><i>2</a><i></i>",
	} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		Root([]byte(in))
		texts, _ := items(NewReader(strings.NewReader(in)), "i")
		r := NewReader(strings.NewReader(in))
		for n := 0; ; n++ {
			start, err := r.Seek("i")
			if err != nil {
				break
			}
			if _, err = r.Read(start); err != nil && !r.Skip("i") {
				break
			}
			if raw := r.Raw(); n > len(in) || len(raw) > 4*len(in) || r.Line() > strings.Count(in, "\n")+1 {
				t.Errorf("item %d, %d bytes, line %d", n, len(raw), r.Line())
			}
		}
		if total := len(strings.Join(texts, "")); total > 8*len(in)+64 {
			t.Errorf("%d bytes of text in %d", total, len(in))
		}
	})
}
