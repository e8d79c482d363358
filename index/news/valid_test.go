package news

import (
	"encoding/json"
	"strings"
	"testing"
)

// What is JSON is what encoding/json takes for it.
func FuzzValidJSON(f *testing.F) {
	for _, s := range []string{
		``, ` `, `{}`, `[]`, `[1,]`, `{,}`, `{"a":1,}`, `{"a" : [ 1 , 2.5e-3 , "x" ] } `, `{"a":1}}`, `{"a"}`, `{a:1}`, "[1]\x00", "\x00",
		`"\u12aF"`, `"\u12g4"`, `"\x"`, `"\"`, `"`, `"\\"`, `"\/\b\f\n\r\t\""`, "\"a\nb\"", "\"\x7f\xff\"", `"\u123`,
		`0`, `-0`, `-`, `01`, `1.`, `.5`, `1e5`, `1E+05`, `1e`, `-1.0e-0`, `+1`, `1 2`, `--1`,
		`true`, `tru`, `truex`, `false`, `null`, `nul`, `[true,false,null]`, "\ufeff{}", `{"a":1 "b":2}`, `[1 2]`, "[1,\v2]", `{"a":}`, `]`, `:`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, want := validJSON(data), json.Valid(data); got != want {
			t.Errorf("%q: %t, want %t", data, got, want)
		}
	})
}

func TestValidJSONOfGreatDepth(t *testing.T) {
	for _, n := range []int{1, maxNested - 1, maxNested, maxNested + 1, 3 * maxNested} {
		for _, s := range []string{
			strings.Repeat("[", n) + strings.Repeat("]", n),
			strings.Repeat("[", n) + "1" + strings.Repeat("]", n),
			strings.Repeat(`{"a":`, n) + "{}" + strings.Repeat("}", n),
			strings.Repeat("[", n),
		} {
			if got, want := validJSON([]byte(s)), json.Valid([]byte(s)); got != want {
				t.Errorf("%.10s… of depth %d: %t, want %t", s, n, got, want)
			}
		}
	}
}

func BenchmarkValidJSON(b *testing.B) {
	data := []byte(`{"id": 17, "title": "A headline \"quoted\"", "body": "` + strings.Repeat("Some words of a long text, and more. ", 100) + `"}`)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		validJSON(data)
	}
}

func TestPlain(t *testing.T) {
	const long = "0123456789abcdefghij"
	for _, stop := range []string{`"`, `\`, "\x00", "\x1f", "\n"} {
		for n := range len(long) {
			// What stands behind the first stop must not hide it, nor what is above ASCII.
			for _, behind := range []string{"", "x", stop + stop, "\x80\xff é" + stop + "tail of it"} {
				if got := plain([]byte(long[:n] + stop + behind)); got != n {
					t.Errorf("%d plain bytes before %q and %q, want %d", got, stop, behind, n)
				}
			}
		}
	}
	for _, s := range []string{"", "a", long, "\x7f\x80\xff !#[]" + long} {
		if got := plain([]byte(s)); got != len(s) {
			t.Errorf("%d plain bytes in %q, want all", got, s)
		}
	}
}
