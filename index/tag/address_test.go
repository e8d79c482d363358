package tag

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/lineartest"
	"github.com/dateline-search/dateline/index/news"
)

// Addresses come in order, apart, inside the text, and never part a letter of it.
func FuzzAddresses(f *testing.F) {
	for _, seed := range []string{"", "a@b.example c", "https://x.example/印度 b", "www.x.example。印度", "@", "..", "x.com/", "://", "\xff@x.example/\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, r := range addresses(text) {
			if r.start < last || r.end <= r.start || r.end > len(text) {
				t.Fatalf("%q: from %d to %d behind %d", text, r.start, r.end, last)
			}
			if utf8.ValidString(text) && (!utf8.ValidString(text[:r.start]) || !utf8.ValidString(text[r.start:r.end])) {
				t.Fatalf("%q: from %d to %d parts a letter", text, r.start, r.end)
			}
			last = r.end
		}
	})
}

// A text without a blank is read once, whatever it is made of.
func TestAddressesTakeLinearTime(t *testing.T) {
	for _, piece := range []string{"a.", "@", "a@b.", "://", "/", "www.", "x.com/"} {
		lineartest.Check(t, 1<<20, func(n int) { addresses(strings.Repeat(piece, n/len(piece))) })
	}
}

// Nor does it take longer where it is line-ups, or acronyms in brackets.
func TestListsTakeLinearTime(t *testing.T) {
	d, err := Read(strings.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	g := gazetteer(t)
	for _, piece := range []string{"Town: Aa; Bb; Cc, Dd; Ee, Ff (Gg 74), Hh. ", "Aa; ", "Aa: ", "a b c (ABC) ", "(the ABC) "} {
		lineartest.Check(t, 1<<18, func(n int) {
			d.entities(&news.Article{Title: "x", Lang: "en", Body: strings.Repeat(piece, n/len(piece))}, nil, g)
		})
	}
}
