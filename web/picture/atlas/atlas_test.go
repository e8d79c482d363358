package atlas

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func mustLoad(t *testing.T) *Atlas {
	t.Helper()
	a, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestOutlinesAreThoseThatMakeWrote holds the file to what make wrote from the
// source that it names; run make when it is to be another.
func TestOutlinesAreThoseThatMakeWrote(t *testing.T) {
	const want = "40e03a265305aa3ea36041f84a46dd9f2e14db649aa3ff1f3f69c0e976f660dd"
	if sum := sha256.Sum256(packed); hex.EncodeToString(sum[:]) != want {
		t.Errorf("the outlines are %x, want %s", sum, want)
	}
	if len(packed) > 60<<10 {
		t.Errorf("%d bytes", len(packed))
	}
}

// Extreme points of countries, as atlases list them: degrees, to within a third.
// A border is that of the land, without islands far away.
func TestCountriesLieWhereTheyLie(t *testing.T) {
	a := mustLoad(t)
	for code, want := range map[string]box{
		"IN": {point{68.2, 8.1}, point{97.4, 35.5}},
		"CH": {point{5.96, 45.82}, point{10.49, 47.81}},
		"AU": {point{113.2, -39.1}, point{153.6, -10.7}}, // without Tasmania
		"RU": {point{27.3, 41.2}, point{190.3, 77.7}},    // over the date line
		"BR": {point{-73.98, -33.75}, point{-34.8, 5.27}},
		"NG": {point{2.69, 4.27}, point{14.68, 13.9}},
		"LS": {point{27.0, -30.67}, point{29.46, -28.57}},
	} {
		c := a.find(code)
		if c == nil {
			t.Errorf("%s is not there", code)
			continue
		}
		b := c.extent()
		for axis := range 2 {
			if math.Abs(b.min[axis]-want.min[axis]) > .34 || math.Abs(b.max[axis]-want.max[axis]) > .34 {
				t.Errorf("%s reaches over %v, want %v", code, b, want)
				break
			}
		}
	}
	if a.Has("--") || a.Has("") || a.Has("ZZ") {
		t.Error("what is no country is drawn")
	}
}

// Capitals are in their countries, and seen on their maps.
func TestCapitalsAreInside(t *testing.T) {
	a := mustLoad(t)
	for code, capital := range map[string]point{
		"PK": {73.05, 33.69}, "IN": {77.21, 28.61}, "US": {-77.04, 38.90}, "RU": {37.62, 55.75}, "FR": {2.35, 48.86},
		"NZ": {174.78, -41.29}, "FJ": {178.44, -18.14}, "XK": {21.17, 42.66}, "ZA": {28.19, -25.75}, "CL": {-70.65, -33.46},
	} {
		c := a.find(code)
		if c == nil {
			t.Errorf("%s is not there", code)
			continue
		}
		inside := 0
		for _, ring := range c.rings {
			if contains(ring, capital) {
				inside++
			}
		}
		// Wellington and Suva stand on coasts that are drawn with few points.
		near := code == "NZ" || code == "FJ"
		if inside%2 != 1 && !near {
			t.Errorf("the capital of %s is outside", code)
		}
		if p := around(c).place(capital); p[0] < 0 || p[0] > Width || p[1] < 0 || p[1] > Height {
			t.Errorf("the capital of %s is drawn at %v", code, p)
		}
	}
}

// Neighbours share their borders point by point, so that no gap opens.
func TestBordersAreShared(t *testing.T) {
	a := mustLoad(t)
	in := map[point]bool{}
	for _, p := range a.find("IN").rings[0] {
		in[p] = true
	}
	shared := 0
	for _, p := range a.find("PK").rings[0] {
		if in[p] {
			shared++
		}
	}
	if shared < 10 {
		t.Errorf("India and Pakistan share %d points", shared)
	}
}

// Every country can be drawn, in bounds.
func TestEveryCountryIsDrawn(t *testing.T) {
	a := mustLoad(t)
	syntax := regexp.MustCompile(`^(M-?[\d.]+[ -][-\d.]+(l[-\d. ]+)?z)+$`)
	if len(a.countries) < 200 {
		t.Fatalf("%d countries", len(a.countries))
	}
	for _, c := range a.countries {
		if c.code == "--" {
			continue
		}
		m, ok := a.Around(c.code, nil, strings.ToLower)
		if !ok || m.Ring.R == 0 && (len(m.Lands) == 0 || !m.Lands[len(m.Lands)-1].Chosen) {
			t.Fatalf("%s is not on its own map", c.code)
		}
		size := 0
		for _, l := range m.Lands {
			size += len(l.Path)
			if !syntax.MatchString(l.Path) {
				t.Fatalf("%s on the map of %s: %.200s", l.Code, c.code, l.Path)
			}
			for n := range strings.FieldsFuncSeq(l.Path, func(r rune) bool { return !strings.ContainsRune("0123456789.", r) }) {
				if v, err := strconv.ParseFloat(n, 64); err != nil || v > Width+2*edge+1 {
					t.Fatalf("%s on the map of %s has %q", l.Code, c.code, n)
				}
			}
		}
		if size > 32<<10 {
			t.Errorf("the map of %s has %d bytes", c.code, size)
		}
		for _, l := range m.Labels {
			if l.X < 0 || l.X > Width || l.Y < 0 || l.Y > Height {
				t.Errorf("%s stands outside the map of %s", l.Text, c.code)
			}
		}
	}
}

func TestSmallCountriesAreRinged(t *testing.T) {
	a := mustLoad(t)
	none := func(string) string { return "" }
	for code, want := range map[string]bool{"SG": true, "VA": true, "CH": false, "PK": false} {
		m, ok := a.Around(code, nil, none)
		if !ok || (m.Ring.R > 0) != want || len(m.Labels) != 0 {
			t.Errorf("%s: a ring %+v, labels %v, on the map %v", code, m.Ring, m.Labels, ok)
		}
	}
	if _, ok := a.Around("ZZ", nil, none); ok {
		t.Error("no country is drawn")
	}
}

// A square of 10 by 10 that stands half out of a box of 10 by 10.
func TestCut(t *testing.T) {
	got := cut([]point{{5, 5}, {15, 5}, {15, 15}, {5, 15}}, box{point{0, 0}, point{10, 10}})
	if size, middle := area(got); math.Abs(size-25) > 1e-9 || math.Abs(middle[0]-7.5) > 1e-9 || math.Abs(middle[1]-7.5) > 1e-9 {
		t.Errorf("%v: %v around %v", got, size, middle)
	}
	if got := cut([]point{{20, 20}, {30, 20}, {30, 30}}, box{point{0, 0}, point{10, 10}}); len(got) != 0 {
		t.Errorf("outside: %v", got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{1, 3, 2, 2, 2, 2, 2, 2, 1, 'I', 'N', 1, 1, 0})
	f.Add([]byte{})
	f.Fuzz(func(_ *testing.T, plain []byte) {
		if countries, err := decode(plain); err == nil {
			a := Atlas{countries}
			for _, c := range countries {
				if len(c.rings) > 0 {
					a.Around(c.code, nil, strings.ToLower)
				}
			}
		}
	})
}
