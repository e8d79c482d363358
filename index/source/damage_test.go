package source

import (
	"strings"
	"testing"
)

// What is damaged is refused once, under its name and in words that fit, and what
// lies beside it is read.
func TestDamagedArchives(t *testing.T) {
	many := strings.Repeat(one+"\n", 500) + strings.Repeat(`{"title":"Quay","body":"The ferry of Orven runs again."}`+"\n", 500)
	files := []packedFile{{"a.ndjson", one + "\n"}, {"b.ndjson", many}, {"c.ndjson", two + "\n"}}
	zip, tar := zipOf(t, files...), tarOf(t, files...)
	flip := func(text string, at int) string {
		return text[:at] + string([]byte{text[at] ^ 0xff, text[at+1] ^ 0x55}) + text[at+2:]
	}
	inB := strings.Index(zip, "b.ndjson") + len("b.ndjson") + 40
	headerOfC := strings.LastIndex(tar, "c.ndjson")
	for name, c := range map[string]struct {
		in, place, says string
		least, most     int // articles
	}{
		"zip, a member":             {flip(zip, inB), "in/b.ndjson", "damaged", 2, 1002},
		"zip, cut off":              {zip[:len(zip)-30], "in:", "the list of its contents, which stands at the end, is missing", 0, 0},
		"tar, a header":             {flip(tar, headerOfC+150), "in:", "is a damaged tar file: where a file should begin stands something else", 1001, 1001},
		"tar, cut off in a member":  {tar[:headerOfC-10_000], "in/b.ndjson:", "ends in the middle", 500, 1000},
		"gzip, the checksum":        {flip(zipped(t, many), len(zipped(t, many))-8), "in:", "its checksum is another", 1000, 1000},
		"gzip, cut off":             {zipped(t, many)[:len(zipped(t, many))-20], "in:", "ends in the middle", 0, 1000},
		"tar in gzip, cut off":      {zipped(t, tar)[:len(zipped(t, tar))/2], "in", "ends in the middle", 1, 1001},
		"zip in a tar, a member":    {tarOf(t, packedFile{"x.zip", flip(zip, inB)}, packedFile{"y.json", two}), "in/x.zip/b.ndjson", "damaged", 3, 1003},
		"gzip in a zip, of no gzip": {zipOf(t, packedFile{"x.json.gz", "\x1f\x8b\x09zzzzzzzzzzzz"}, packedFile{"y.json", two}), "in/x.json.gz", "is a damaged gzip file", 1, 1},
	} {
		good, said := endless(t, strings.NewReader(c.in), Auto)
		if good < c.least || good > c.most || !strings.HasPrefix(said, c.place) || !strings.Contains(said, c.says) {
			t.Errorf("%s: %d articles, %.300s", name, good, said)
		}
		for line := range strings.Lines(said) {
			if place, _, _ := strings.Cut(line, ": "); strings.Count(said, place+": ") > 1 {
				t.Errorf("%s: %s is refused more than once: %.500s", name, place, said)
			}
		}
	}
}
