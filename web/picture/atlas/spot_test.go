package atlas

import (
	"strings"
	"testing"
)

// Towns are marked where they lie in their country, and no name stands on another.
func TestTownsAreMarked(t *testing.T) {
	a := mustLoad(t)
	for _, c := range []struct {
		code string
		town Town
		seen bool
		left bool
	}{
		{"PK", Town{"Islamabad", 33.7, 73.0}, true, false},
		{"PK", Town{"Karachi", 24.9, 67.0}, true, false},
		{"LS", Town{"Maseru", -29.3, 27.5}, true, false},
		{"CL", Town{"Santiago", -33.5, -70.7}, true, false},
		{"NZ", Town{"Gisborne, by its whole name", -38.7, 178.0}, true, true},
		{"US", Town{"Honolulu", 21.3, -157.9}, false, false}, // of which the map does not show enough
		{"PK", Town{"Wellington", -41.3, 174.8}, false, false},
	} {
		m, ok := a.Around(c.code, &c.town, strings.ToLower)
		if !ok || (m.Spot != nil) != c.seen {
			t.Errorf("%s is marked on the map of %s: %v", c.town.Name, c.code, m.Spot)
			continue
		}
		if m.Spot == nil {
			continue
		}
		at := around(a.find(c.code)).place(point{c.town.East, c.town.North})
		if m.Spot.X != at[0] || m.Spot.Y != at[1] || m.Spot.Name.Text != c.town.Name || m.Spot.Left != c.left {
			t.Errorf("%s is marked as %+v, want it at %v", c.town.Name, m.Spot, at)
		}
		for _, l := range m.Labels {
			half := float64(len(l.Text)) * letter / 2
			b := box{point{l.X - half, l.Y - line/2}, point{l.X + half, l.Y + line/2}}
			for _, taken := range m.Spot.taken() {
				if b.meets(taken) {
					t.Errorf("%s stands on %s", l.Text, c.town.Name)
				}
			}
		}
	}
}

// The country's own name gives way to a town's, and stays.
func TestTheCountryKeepsItsName(t *testing.T) {
	a := mustLoad(t)
	free, _ := a.Around("LS", nil, strings.ToLower)
	var at Label
	for _, l := range free.Labels {
		if l.Chosen {
			at = l
		}
	}
	w := around(a.find("LS"))
	middle := Town{"Middle", w.middle[1] - (at.Y-Height/2)/w.scale, w.middle[0] + (at.X-Width/2)/(w.scale*w.shrink)}
	m, _ := a.Around("LS", &middle, strings.ToLower)
	for _, l := range m.Labels {
		if l.Chosen && l.Y != at.Y {
			return
		}
	}
	t.Errorf("the names are %v, with %+v", m.Labels, m.Spot)
}
