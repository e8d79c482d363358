package news

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const wire = "Showers continued throughout the week in\n" +
	"the Bahia cocoa zone, alleviating the drought since early\n" +
	"January and improving prospects for the coming temporao,\n" +
	"although normal humidity levels have not been restored,\n" +
	"Comissaria Smith said in its weekly review.\n" +
	"    The dry period means the temporao will be late this year.\n" +
	"    Arrivals for the week ended February 22 were 155,221 bags\n" +
	"of 60 kilos making a cumulative total for the season of 5.93\n" +
	"mln against 5.81 at the same stage last year.\n" +
	" Reuter\n"

func TestNormalizeBody(t *testing.T) {
	long := strings.Repeat("many words ", 12) + "end."
	tests := []struct{ name, in, want string }{
		{"plain", "One.\n\nTwo.", "One.\n\nTwo."},
		{"ends and blanks", "\n\n  One   two \t\r\n\r\n\r\n \t\r\nThree. \n", "One two\n\nThree."},
		{"old Mac", "One.\r\rTwo.", "One.\n\nTwo."},
		{"Unicode's line ends", "One.\u2029Two.\u2028Three.\u0085Four.\vFive.", "One.\n\nTwo.\nThree.\nFour.\nFive."},
		{"no-break and wide spaces", "a\u00a0\u00a0b\u3000c", "a b c"},
		{"controls", "\ufeffa\x00b\x1bc\x7f", "abc"},
		{"composed", "Cafe\u0301", "Café"},
		{"joiners stay", "می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"},
		{"list", "Bread\nButter\n\nMilk\nEggs", "Bread\nButter\n\nMilk\nEggs"},
		{"verse", "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n" +
			"Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;\n" +
			"Sometime too hot the eye of heaven shines,\nAnd often is his gold complexion dimm'd;", ""},
		{"long lines are paragraphs", long + "\n" + long + "\nshort\nlines", long + "\n\n" + long + "\n\nshort\nlines"},
		{"wire", wire, "Showers continued throughout the week in the Bahia cocoa zone, alleviating the drought since early " +
			"January and improving prospects for the coming temporao, although normal humidity levels have not been " +
			"restored, Comissaria Smith said in its weekly review.\n\n" +
			"The dry period means the temporao will be late this year.\n\n" +
			"Arrivals for the week ended February 22 were 155,221 bags of 60 kilos making a cumulative total for the " +
			"season of 5.93 mln against 5.81 at the same stage last year.\n\nReuter"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.want == "" {
				tt.want = tt.in
			}
			a := Article{Body: tt.in}
			a.Normalize()
			if diff := cmp.Diff(tt.want, a.Body); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestNormalizeWrappedAtHyphen(t *testing.T) {
	in := strings.Replace(wire, "although normal humidity levels have not been restored,", "although the quite normal humidity levels are not well-\nestablished since the drought began so very early this,", 1)
	if got := cleanBody(in); !strings.Contains(got, "temporao, although the quite normal humidity levels are not well-established since") {
		t.Errorf("got %q", got)
	}
}

func TestNormalizeLines(t *testing.T) {
	authors := []string{" Ada  Lovelace", "", "Bo", "Ada Lovelace", "\n"}
	given := slices.Clone(authors)
	a := Article{
		Title: "\n Quay\u00a0 opens\r\n", Subtitle: "a\tb", Source: " Post ", Section: "Lo\x00cal", URL: " https://a.example/ ",
		Authors: authors, Keywords: []string{"  "}, Lang: "EN_us", ID: " kept as it is",
	}
	a.Normalize()
	want := Article{
		Title: "Quay opens", Subtitle: "a b", Source: "Post", Section: "Local", URL: "https://a.example/",
		Authors: []string{"Ada Lovelace", "Bo"}, Lang: "en-US", ID: " kept as it is",
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !slices.Equal(authors, given) {
		t.Errorf("the caller's slice was written into: %q", authors)
	}
}

func TestNormalizeLang(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "en": "en", "EN": "en", "EN_us": "en-US", "en_GB.UTF-8": "en-GB", "zh-hant-tw": "zh-Hant-TW",
		"es-419": "es-419", "sl-1994": "sl-1994", "English": "english", "en-x-uk": "en-x-uk", "de .x": "de", "en-é": "en-é",
	} {
		a := Article{Lang: in}
		if a.Normalize(); a.Lang != want {
			t.Errorf("%q is %q, want %q", in, a.Lang, want)
		}
		primary, _, _ := strings.Cut(want, "-")
		if got := a.Language(); got != primary {
			t.Errorf("%q: Language is %q", in, got)
		}
	}
}

func TestNormalizeLeavesWhatIsNotUTF8(t *testing.T) {
	a := Article{Title: " a\xff ", Body: "b\xc3\x28\r\n", Authors: []string{"c\x80"}, Lang: "\x80", HTML: "<p>d\xff"}
	a.Normalize()
	if a.Title != " a\xff " || a.Body != "b\xc3\x28\r\n" || a.Authors[0] != "c\x80" || a.Lang != "\x80" {
		t.Errorf("got %+v", a)
	}
	a = Article{Title: "t", HTML: "<p>d\xff"}
	a.Normalize()
	if err := a.Validate(); err == nil || !strings.Contains(err.Error(), "html must be UTF-8; byte 4 (0xff)") {
		t.Errorf("got %v", err)
	}
}

func TestHTMLText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"paragraphs", "<p>One <b>two</b>\nthree.<p>Four.", "One two three.\n\nFour."},
		{"entities once", "a &amp;amp; b &lt;p&gt; &eacute;&nbsp;&nbsp;x &#8217;", "a &amp; b <p> é x ’"},
		{"line break", "one<br>two<br/>three<br><br>four", "one\ntwo\nthree\n\nfour"},
		{"not shown", "<head><title>T</title><style>p{}</style></head><script>if(a<b)</script>a<noscript><p>n</p></noscript>" +
			"<template><p>t</p></template><!-- c -->b", "ab"},
		{"open script", "a<script>b", "a"},
		{"table", "<table><tr><td>a<td>b</tr><tr><th>c</th><th>d</th></tr></table>", "a b\n\nc d"},
		{"list", "<ul><li>a<li>b</ul>", "a\n\nb"},
		{"headings", "<h1>A</h1>b<blockquote>c</blockquote>d", "A\n\nb\n\nc\n\nd"},
		{"preformatted", "<pre>a\nb</pre>", "a\nb"},
		{"broken", "<p>a</b></div><b", "a"},
		{"no markup", "just text", "just text"},
		{"nothing", "<img src=x>", ""},
		{"deep", strings.Repeat("<div>", 5000) + "a" + strings.Repeat("</div>", 5000), "a"},
		{"many entities", strings.Repeat("&lt;", 3), "<<<"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, HTMLText(tt.in)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestNormalizeReadsHTML(t *testing.T) {
	a := Article{HTML: "<p>One.<p>Two.", Body: " \x00\n"}
	if a.Normalize(); a.Body != "One.\n\nTwo." || a.HTML != "<p>One.<p>Two." {
		t.Errorf("got %+v", a)
	}
	a = Article{HTML: "<p>One.", Body: "Mine."}
	if a.Normalize(); a.Body != "Mine." {
		t.Errorf("the body that was sent became %q", a.Body)
	}
}

func FuzzNormalize(f *testing.F) {
	f.Add("title", wire, "", "en")
	f.Add(" a\x00\r\n", "e \u0301\n\u0301", "<p>a<br>b", "EN_us")
	f.Add("", strings.Repeat("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj\n", 6), "<pre>", "x-y")
	f.Fuzz(func(t *testing.T, title, body, html, lang string) {
		a := Article{Title: title, Body: body, HTML: html, Lang: lang, Authors: []string{title, body, title}}
		a.Normalize()
		once := a
		a.Normalize()
		if diff := cmp.Diff(once, a); diff != "" {
			t.Errorf("not idempotent (-once +twice)\n%s", diff)
		}
		if a.Validate() == nil {
			if got := roundTrip(t, a); got.ContentHash() != a.ContentHash() {
				t.Errorf("%+v comes back as %+v", a, got)
			}
		}
	})
}

func FuzzHTMLText(f *testing.F) {
	for _, s := range []string{"<p>One <b>two", "<table><td>a<script>", "&amp;lt;<!--", "<pre>\n a\n", "<![CDATA[x]]>", "<svg><title>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := HTMLText(s)
		if again := cleanBody(text); again != text {
			t.Errorf("%q is not normal: %q", text, again)
		}
		if len(text) > 4*len(s)+16 {
			t.Errorf("%d bytes of HTML make %d of text", len(s), len(text))
		}
	})
}

func BenchmarkNormalize(b *testing.B) {
	plain := strings.Repeat("The minister said on Friday that the port would open. ", 6)
	a := Article{
		ID: "1", Title: "Port opens", Source: "Harbour Post", Authors: []string{"Ada Lovelace"}, Lang: "en",
		Body: plain + "\n\n" + plain + "\n\n" + plain,
	}
	b.SetBytes(int64(len(a.Body)))
	for b.Loop() {
		c := a
		c.Normalize()
		if err := c.Validate(); err != nil {
			b.Fatal(err)
		}
	}
}
