package likely

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/lineartest"
	"github.com/dateline-search/dateline/index/news"
)

// TestReasons holds what two names look like; none where they are two.
func TestReasons(t *testing.T) {
	tests := []struct {
		kind  news.EntityType
		a, b  string
		want  Reason
		short string // the one that is merged, where that is not open
	}{
		{news.Person, "Adel Al-Jubeir", "Adel Al Jubeir", Spelling, ""},
		{news.Person, "Élodie Brévant-Óskar", "Elodie Brevant Oskar", Spelling, ""},
		{news.Person, "Orla O’Venn", "Orla O'Venn", Spelling, ""},
		{news.Person, "Tull Adebanjo", "Adebanjo, Tull", Order, ""},
		{news.Person, "General Asim Munir", "Asim Munir", Title, ""},
		{news.Person, "M. Rubio", "Marco Rubio", Initials, "M. Rubio"},
		{news.Person, "J. D. Vance", "James David Vance", Initials, "J. D. Vance"},
		{news.Person, "JD Vance", "James David Vance", Initials, "JD Vance"},
		{news.Person, "Orla K. Venn", "Orla Venn", Middle, ""},
		{news.Person, "Bill Orven", "William Orven", Nickname, ""},
		{news.Person, "Mohammed Tarr", "Muhammad Tarr", Nickname, ""},
		{news.Person, "Faisal bin Farhan", "Faisal bin Farhan Al Saud", Contained, ""},
		{news.Person, "Jaishankar", "Subrahmanyam Jaishankar", Surname, "Jaishankar"},
		{news.Person, "Shehbaz Sharif", "Shahbaz Sharif", Typo, ""},
		{news.Person, "Volodymyr Zelensky", "Volodymyr Zelenskyy", Typo, ""},
		{news.Person, "Орла Веннова", "Орла Венновa", Typo, ""}, // the last letter is Latin

		{news.Person, "Marco Rubio", "Maria Rubio", "", ""},
		{news.Person, "Mr. Venn", "Mrs. Venn", "", ""},
		{news.Person, "Donald Trump", "Donald Trump Jr.", "", ""},
		{news.Person, "Charles II Orven", "Charles III Orven", "", ""},
		{news.Person, "King Charles", "Charles", "", ""},
		{news.Person, "Marco", "Marco Rubio", "", ""},
		{news.Person, "M. Rubio", "Joan Rubio", "", ""},
		{news.Person, "M. A. Rubio", "Marco Rubio", "", ""},
		{news.Person, "Nawaz Sharif", "Shehbaz Sharif", "", ""},
		{news.Person, "Ahmed Khan", "Amina Khan", "", ""},
		{news.Person, "Li Na", "Lin A", Spelling, ""}, // the price of names written apart

		{news.Org, "FIA", "Federal Investigation Agency", Acronym, "FIA"},
		{news.Org, "I.C.R.C.", "International Committee of the Red Cross", Acronym, "I.C.R.C."},
		{news.Org, "NATO", "North Atlantic Treaty Organization", Acronym, "NATO"},
		{news.Org, "Orven Shipping Ltd.", "Orven Shipping", Article, ""},
		{news.Org, "Co.", "Co", "", ""},
		{news.Org, "The Westhaven Courier", "Westhaven Courier", Article, ""},
		{news.Org, "Ministry of Defence", "Ministry of Defense", Typo, ""},
		{news.Org, "Defence Ministry", "Ministry of Defence", Order, ""},
		{news.Org, "Ministry of Defence", "Ministry of Defence (India)", "", ""},
		{news.Org, "European Union", "European Union Council", "", ""},
		{news.Org, "EU", "European Union", "", ""}, // two letters stand for too much
		{news.Org, "Fia", "Federal Investigation Agency", "", ""},
		{news.Org, "Channel 4 News", "Channel 5 News", "", ""},

		{news.Place, "Nagorno-Karabakh", "Nagorno Karabakh", Spelling, ""},
		{news.Place, "São Tomé", "Sao Tome", Spelling, ""},
		{news.Place, "Mali", "Malta", "", ""},
		{news.Place, "Austria", "Australia", "", ""},
		{news.Place, "Niger", "Nigeria", "", ""},
		{news.Place, "Gambia Province", "Zambia Province", "", ""},
		{news.Place, "New York", "New York City", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.a+" and "+tt.b, func(t *testing.T) {
			for _, names := range [][]Name{{{tt.a, 3}, {tt.b, 2}}, {{tt.b, 3}, {tt.a, 2}}} {
				pairs := Pairs(tt.kind, names)
				got := Reason("")
				if len(pairs) == 1 {
					got = pairs[0].Reason
				}
				if got != tt.want || len(pairs) > 1 {
					t.Fatalf("%v, want %q", pairs, tt.want)
				}
				if tt.want == "" {
					continue
				}
				if want := tt.short; want != "" && pairs[0].Name.Text != want {
					t.Errorf("%s is kept", pairs[0].Into.Text)
				}
				if tt.short == "" && pairs[0].Into.Count != 3 {
					t.Errorf("the rarer, %s, is kept", pairs[0].Into.Text)
				}
			}
		})
	}
}

func TestShortForSeveral(t *testing.T) {
	pairs := Pairs(news.Person, []Name{{"M. Orven", 9}, {"Marco Orven", 5}, {"Mira Orven", 4}, {"T. Venn", 3}, {"Tam Venn", 2}})
	got := map[string]bool{}
	for _, p := range pairs {
		got[p.Name.Text+" into "+p.Into.Text] = p.Ambiguous
	}
	want := map[string]bool{"M. Orven into Marco Orven": true, "M. Orven into Mira Orven": true, "T. Venn into Tam Venn": false}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pairs, whether they are ambiguous (-want +got):\n%s", diff)
	}
}

// What headlines write in capitals is not kept so, however often they do.
func TestCapitalsAreNotKept(t *testing.T) {
	for _, kind := range []news.EntityType{news.Person, news.Place} {
		pairs := Pairs(kind, []Name{{"ORVEN", 9}, {"Orven", 2}})
		if len(pairs) != 1 || pairs[0].Into.Text != "Orven" {
			t.Errorf("%s: %v", kind, pairs)
		}
	}
	if pairs := Pairs(news.Org, []Name{{"UNESCO", 9}, {"Unesco", 2}}); len(pairs) != 1 || pairs[0].Into.Text != "UNESCO" {
		t.Errorf("%v", pairs)
	}
}

func TestWeigh(t *testing.T) {
	pair := func(r Reason) Pair { return Pair{Name: Name{"a", 6}, Into: Name{"b", 10}, Reason: r} }
	for _, c := range []struct {
		name string
		pair Pair
		e    Evidence
		want float64
	}{
		{"letters alone", pair(Spelling), Evidence{}, .5},
		{"and the same company", pair(Spelling), Evidence{Share: 1}, 1},
		{"a last name in other company", pair(Surname), Evidence{Share: .39}, 0},
		{"a last name in the same company", pair(Surname), Evidence{Share: .6}, .44},
		{"that are named together", pair(Surname), Evidence{Share: .6, Both: 3}, 0},
		{"that are named together once", pair(Initials), Evidence{Share: .5, Both: 1}, .5},
		{"an acronym beside its long form", pair(Acronym), Evidence{Share: .5, Both: 6}, .6},
		{"no reason", pair(""), Evidence{Share: 1}, 0},
	} {
		if got := c.pair.Weigh(c.e); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	ambiguous := pair(Initials)
	ambiguous.Ambiguous = true
	if ambiguous.Weigh(Evidence{Share: .39}) != 0 || ambiguous.Weigh(Evidence{Share: .41}) == 0 {
		t.Error("what is short for several needs more")
	}
}

// Of 10 articles India is in all and the two others in one each: they weigh
// log 11 each, and India log 2.
func TestShare(t *testing.T) {
	named := func(c string) int { return map[string]int{"India": 10, "Venn": 1, "Dorr": 1}[c] }
	for want, companies := range map[float64][2][]string{
		0: {{"Venn"}, {"Dorr"}},
		1: {{"Venn", "India"}, {"Venn", "India", "Dorr"}},
		math.Log(2) / (math.Log(2) + math.Log(11)): {{"Venn", "India"}, {"Dorr", "India"}},
	} {
		if got := Share(companies[0], companies[1], named, 10); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v share %v, want %v", companies, got, want)
		}
	}
	if got := Share(nil, nil, named, 0); got != 0 {
		t.Errorf("nobody shares %v", got)
	}
}

// TestLongNames holds that names that are no names take no longer than their
// length asks for.
func TestLongNames(t *testing.T) {
	lineartest.Check(t, 1<<17, func(n int) {
		Pairs(news.Person, []Name{{strings.Repeat("a b ", n/8), 1}, {strings.Repeat("ab", n/4), 1}})
	})
}

// BenchmarkPairs compares 1,000 names that are all alike in some way.
func BenchmarkPairs(b *testing.B) {
	var names []Name
	for i := range 1000 {
		names = append(names, Name{fmt.Sprintf("%c%c%c Ahmed Mohammed Al Khan", 'A'+i%26, 'a'+i/26%26, 'a'+i/3%26), 1000 - i})
	}
	for b.Loop() {
		Pairs(news.Person, names)
	}
}

func FuzzPairs(f *testing.F) {
	f.Add("M. Rubio", "Marco Rubio", "Rubio")
	f.Add("", "'", "U.N.")
	f.Add("林可唐", "林", "\xff")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		for _, kind := range []news.EntityType{news.Person, news.Org, news.Place} {
			for _, p := range Pairs(kind, []Name{{a, 3}, {b, 2}, {c, 1}}) {
				if p.Reason == "" || p.Name.Text == p.Into.Text && p.Name.Count == p.Into.Count {
					t.Errorf("%+v", p)
				}
				if w := p.Weigh(Evidence{Share: 1}); !(w >= 0 && w <= 1) {
					t.Errorf("%+v weighs %v", p, w)
				}
			}
		}
	})
}
