package places

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/analysis"
)

func TestLocateChoosesByTheArticle(t *testing.T) {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		places string // name or name/in, split by semicolons; the first is asked for
		text   string
		want   string
	}{
		{"alone", "Hyderabad", "", "India"},
		{"beside a province", "Hyderabad;Sindh;Karachi", "", "Pakistan"},
		{"beside another country's people", "Hyderabad", "the Pakistani army and Pakistani police", "Pakistan"},
		{"a province behind it", "Hyderabad/Sindh;India", "", "Pakistan"},
		{"Libya's capital", "Tripoli", "", "Libya"},
		{"Lebanon's", "Tripoli;Beirut;Lebanon", "", "Lebanon"},
		{"England's Cambridge", "Cambridge;London", "", "United Kingdom"},
		{"that in Massachusetts", "Cambridge;Boston;Massachusetts", "", "United States"},
		{"a state behind it", "Cambridge/Massachusetts;London", "", "United States"},
		{"Springfield", "Springfield", "", "United States"},
		{"the country", "Georgia", "", "Georgia"},
		{"the country again", "Georgia;Tbilisi;United States", "Georgian voters", "Georgia"},
		{"the state", "Georgia;Atlanta;Alabama;United States", "", "United States"},
		{"a province of two", "Punjab;Lahore", "", "Pakistan"},
		{"the other", "Punjab;Amritsar;Delhi", "", "India"},
		{"a country", "Pakistan", "", "Pakistan"},
		{"a small town", "Kadirli", "", ""},
		{"a small town in its country", "Kadirli;Turkey", "", "Turkey"},
		{"nowhere", "Greywick;London", "", ""},
		{"across borders", "Kashmir;India", "", ""},
		{"spelt with accents", "Zürich", "", "Switzerland"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var named []Named
			for _, p := range strings.Split(c.places, ";") {
				name, in, _ := strings.Cut(p, "/")
				named = append(named, Named{Name: name, In: in, Mentions: 1})
			}
			var words []string
			for _, w := range analysis.Tokens(c.text) {
				words = append(words, w.Term)
			}
			if got := g.Locate(named, slices.Values(words))[0].Country; got != c.want {
				t.Errorf("%s lies in %q, want %q", c.places, got, c.want)
			}
		})
	}
}

// A state of a country's name is not that country in a list of places.
func TestLocateRenamesNamesakes(t *testing.T) {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	found := g.Locate([]Named{{Name: "Georgia"}, {Name: "Atlanta"}, {Name: "Florida"}}, slices.Values([]string(nil)))
	if found[0].Name != "Georgia (U.S. state)" || found[1].Name != "" {
		t.Errorf("found %v", found)
	}
}

func TestEveryCountryHasAName(t *testing.T) {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for i := range g.lines {
		cells := g.cells(i)
		if len(cells) != 4 && len(cells) != 6 || len(cells[1]) != 1 || len(cells[2]) != 2 {
			t.Fatalf("line %d: %q", i+1, cells)
		}
		for j, limit := range []int{900, 1800} { // tenths of a degree
			if len(cells) < 6 {
				break
			}
			if at, err := strconv.Atoi(cells[4+j]); err != nil || at < -limit || at > limit {
				t.Errorf("line %d: %q", i+1, cells)
			}
		}
		if people, err := strconv.ParseUint(cells[3], 10, 32); err != nil || people == 0 {
			t.Errorf("line %d: %q", i+1, cells)
		}
		if g.names[codeOf(cells[2])] == "" {
			t.Errorf("line %d: country %s has no name", i+1, cells[2])
		}
		if cells[0] != analysis.Fold(cells[0]) || i > 0 && g.name(i-1) > cells[0] {
			t.Errorf("line %d: %s is not folded or out of order", i+1, cells[0])
		}
	}
	for word, c := range g.demonyms {
		if g.names[c] == "" || word != analysis.Fold(word) {
			t.Errorf("demonym %q of %s", word, c)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
