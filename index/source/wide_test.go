package source

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// utf16Of is a text in UTF-16.
func utf16Of(text string, order binary.AppendByteOrder) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, unit)
	}
	return string(out)
}

// Every format is read in UTF-16 as it is in UTF-8, in either order and with a byte
// order mark or without, and with two marks before it.
func TestEveryFormatInUTF16(t *testing.T) {
	names, err := filepath.Glob("../../testdata/formats/*")
	if err != nil || len(names) < 5 {
		t.Fatalf("%d samples, %v", len(names), err)
	}
	texts := map[string]string{"x.csv": "title,body\nQuay,Opéns.\n", "x.ndjson": two + "\n" + one + "\n", "x.md": "---\ntitle: Quay\n---\n\nIt opéns.\n"}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(text)
	}
	for name, text := range texts {
		if !utf8.ValidString(text) {
			continue
		}
		want := readText(t, text, Options{})
		marked := string([]rune{0xfeff}) + text
		for how, in := range map[string]string{
			"little end first, marked": utf16Of(marked, binary.LittleEndian), "big end first, marked": utf16Of(marked, binary.BigEndian),
			"little end first": utf16Of(text, binary.LittleEndian), "big end first": utf16Of(text, binary.BigEndian),
			"marked twice": string([]rune{0xfeff}) + marked,
		} {
			if text[0] < '\t' && how[len(how)-1] == 't' {
				continue // a telegram begins with a byte that is no letter
			}
			opts := Options{ContentType: "text/html; charset=utf-16"}
			if how == "marked twice" {
				opts = Options{}
			}
			if diff := cmp.Diff(want, readText(t, in, opts)); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", name, how, diff)
			}
		}
	}
}
