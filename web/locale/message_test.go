package locale

import (
	"strings"
	"testing"
	"testing/fstest"
)

// lang is a language with one message under the key "x.y".
func lang(t *testing.T, tag, message string) *Language {
	t.Helper()
	l, err := read(tag, []byte(file(message)))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func file(message string) string {
	return `[format]
name = "X"
group = ","
group-from = 4
decimal = "."
weekdays = ["", "", "", "", "", "", ""]
months = ["", "", "", "", "", "", "", "", "", "", "", ""]
short-months = ["", "", "", "", "", "", "", "", "", "", "", ""]
[x]
y = '''` + message + "'''\n"
}

func TestSay(t *testing.T) {
	for _, test := range []struct {
		name, tag, message string
		values             []Value
		say, rich          string
	}{
		{"plain", "en", "Don't", nil, "Don't", "Don&#39;t"},
		{"text", "en", "by {name}.", []Value{Str("name", "<A & B>")}, "by <A & B>.", "by &lt;A &amp; B&gt;."},
		{"number", "en", "{n, number} of {all , number}", []Value{Num("n", 1), Num("all", 1234)}, "1 of 1,234", "1 of 1,234"},
		{"one", "en", "{n, plural, one {# hit} other {# hits}}", []Value{Num("n", 1)}, "1 hit", "1 hit"},
		{"other", "en", "{n, plural, one {# hit} other {# hits}}", []Value{Num("n", 0)}, "0 hits", "0 hits"},
		{"thousands", "en", "{n, plural,\n one {# hit}\n other {# hits}\n}", []Value{Num("n", 1001)}, "1,001 hits", "1,001 hits"},
		{"few, as Polish has it", "pl", "{n, plural, one {a} few {b} many {c} other {d}}", []Value{Num("n", 1023)}, "b", "b"},
		{"no form of its own", "pl", "{n, plural, one {a} other {d}}", []Value{Num("n", 3)}, "d", "d"},
		{"plural in plural", "en", "{a, plural, other {# {b, plural, one {# x} other {# xs}} #}}", []Value{Num("a", 5), Num("b", 1)}, "5 1 x 5", "5 1 x 5"},
		{"# outside", "en", "#1 {n, number}", []Value{Num("n", 2)}, "#1 2", "#1 2"},
		{"elements", "en", "<code>a < b</code>", nil, "", ""},
		{"element", "en", "<code>{x}</code> <unseen>more</unseen>", []Value{Str("x", "<")}, "< more", `<code>&lt;</code> <span class="unseen">more</span>`},
		{"slot", "en", "see <to>help &amp; more</to>", []Value{Slot("to", "a", "href", `/help?a="b"`)}, "see help &amp; more", `see <a href="/help?a=&#34;b&#34;">help &amp;amp; more</a>`},
		{"quoted", "en", "'{x}' '<b>' it''s 'so'", nil, "{x} <b> it's 'so'", "{x} &lt;b&gt; it&#39;s &#39;so&#39;"},
		{"missing", "en", "{x} <to>a</to>", nil, "⟦x⟧ ⟦to⟧", "⟦x⟧ ⟦to⟧"},
		{"of another kind", "en", "{x, number}", []Value{Str("x", "1")}, "⟦x⟧", "⟦x⟧"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.say == "" {
				if _, err := parse(test.message); err == nil {
					t.Fatal("it was read")
				}
				return
			}
			l := lang(t, test.tag, test.message)
			if got := l.Say("x.y", test.values...); got != test.say {
				t.Errorf("said %q, want %q", got, test.say)
			}
			if got := string(l.Rich("x.y", test.values...)); got != test.rich {
				t.Errorf("rich %q, want %q", got, test.rich)
			}
		})
	}
	if got := lang(t, "en", "").Say("x.z"); got != "⟦x.z⟧" {
		t.Errorf("a message that is missing is %q", got)
	}
}

// Nothing that is handed over can bring an element or an address that does harm.
func TestSlotsDoNoHarm(t *testing.T) {
	for _, v := range []Value{
		Slot("to", "script"),
		Slot("to", "a", "onclick", "x"),
		Slot("to", "a", "href", "javascript:alert(1)"),
		Slot("to", "a", "href", " javascript:alert(1)"),
		Slot("to", "a", "href", "//evil.example"),
		Slot("to", "a", "href", `/\evil.example`),
		Slot("to", "a", "href", "data:text/html,x"),
		Slot("to", "a", "style", "x"),
		Slot("to", "a", "href"),
		Slot("to", "a><script", "href", "/"),
	} {
		if got := string(lang(t, "en", "<to>x</to>").Rich("x.y", v)); strings.Contains(got, "<") {
			t.Errorf("%v wrote %s", v, got)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, bad := range []string{
		"{", "}", "a}b", "{}", "{x", "{x, date}", "{x, plural}", "{x, plural, one {a}}", "{x, plural, other {a}", "{x, plural, other {a} other {b}}",
		"{x, plural, lots {a} other {b}}", "{x, plural, other a}", "<b>", "<b>x</i>", "</b>", "<>", "<B>x</B>", "a < b",
		strings.Repeat("<b>", 20) + strings.Repeat("</b>", 20),
	} {
		if m, err := parse(bad); err == nil {
			t.Errorf("%q was read as %v", bad, m)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	whole := file("fine")
	for name, source := range map[string]string{
		"no TOML":             "[",
		"the same key twice":  whole + "y = 'again'\n",
		"a number for words":  whole + "z = 1\n",
		"a broken message":    file("{"),
		"one name, two kinds": file("{a} {a, number}"),
		"no format":           "[x]\ny = 'a'\n",
		"eleven months":       strings.Replace(whole, `months = [""`, `months = [`, 1),
	} {
		if _, err := load(fstest.MapFS{"en.toml": {Data: []byte(source)}}); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if _, err := load(fstest.MapFS{"nonsense!.toml": {Data: []byte(whole)}}); err == nil {
		t.Error("a file for no language was taken")
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "it''s '{'", "{n, plural, one {# <b>a</b>} other {{x}}}", "<to>{n, number}</to>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		m, err := parse(source)
		if err != nil {
			return
		}
		l := &Language{messages: map[string]message{"x": m}, format: format{Group: ",", GroupFrom: 4}}
		if strings.ContainsAny(string(l.Rich("x")), "{") && !strings.ContainsAny(source, "'{") {
			t.Errorf("%q leaves braces", source)
		}
	})
}
