package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"golang.org/x/text/language"
)

// world is a TopoJSON file of countries: rings are made of arcs, which neighbours
// share (https://github.com/topojson/topojson-specification).
type world struct {
	Transform struct {
		Scale, Translate [2]float64
	}
	Arcs    [][][2]int // each point but the first from the one before
	Objects struct {
		Countries struct {
			Geometries []geometry
		}
	}
}

type geometry struct {
	Type       string
	ID         string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

// land is a country: its code, none for what is no country of ISO 3166-1, and its
// rings, each a list of arcs, negative (^i) for those that run backwards.
type land struct {
	code  string
	rings [][]int
}

// leastIsland is the area in square degrees below which a ring is left out,
// unless it is the largest of its country: nobody could see it.
const leastIsland = .06

// lands reads the countries, in the order of their codes.
func (w *world) lands() ([]land, error) {
	var all []land
	for _, g := range w.Objects.Countries.Geometries {
		polygons := make([][][]int, 1)
		var err error
		switch g.Type {
		case "Polygon":
			err = json.Unmarshal(g.Arcs, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &polygons)
		default:
			return nil, fmt.Errorf("%s is a %s", g.Properties.Name, g.Type)
		}
		if err != nil {
			return nil, err
		}
		l := land{code: codeOf(g)}
		for _, p := range polygons {
			l.rings = append(l.rings, p...)
		}
		w.prune(&l)
		all = append(all, l)
	}
	slices.SortStableFunc(all, func(a, b land) int { return cmp.Compare(a.code, b.code) })
	return all, nil
}

// codeOf is a country's ISO 3166-1 alpha-2 code, from its number.
func codeOf(g geometry) string {
	if g.Properties.Name == "Kosovo" {
		return "XK" // which ISO leaves to users, and CLDR uses
	}
	number, err := strconv.Atoi(g.ID)
	if err != nil {
		return ""
	}
	region, err := language.EncodeM49(number)
	if err != nil || !region.IsCountry() {
		return ""
	}
	return region.String()
}

// prune leaves out rings that are too small, and puts the largest first.
func (w *world) prune(l *land) {
	areas := map[int]float64{}
	order := make([]int, len(l.rings))
	for i, r := range l.rings {
		order[i], areas[i] = i, w.area(r)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(areas[b], areas[a]) })
	var kept [][]int
	for at, i := range order {
		if at == 0 || areas[i] >= leastIsland {
			kept = append(kept, l.rings[i])
		}
	}
	l.rings = kept
}

// area is that of a ring, in square degrees at the equator.
func (w *world) area(ring []int) float64 {
	sum := 0.
	var first, last [2]float64
	n := 0
	for _, ref := range ring {
		points := w.points(ref)
		for _, p := range points {
			if n == 0 {
				first = p
			} else {
				sum += last[0]*p[1] - p[0]*last[1]
			}
			last = p
			n++
		}
	}
	sum += last[0]*first[1] - first[0]*last[1]
	return math.Abs(sum/2) * math.Cos(first[1]*math.Pi/180)
}

// points are those of an arc, longitude and latitude in degrees.
func (w *world) points(ref int) [][2]float64 {
	i := ref
	if ref < 0 {
		i = ^ref
	}
	list := make([][2]float64, 0, len(w.Arcs[i]))
	var at [2]int
	for _, step := range w.Arcs[i] {
		at[0] += step[0]
		at[1] += step[1]
		list = append(list, [2]float64{
			float64(at[0])*w.Transform.Scale[0] + w.Transform.Translate[0], float64(at[1])*w.Transform.Scale[1] + w.Transform.Translate[1],
		})
	}
	if ref < 0 {
		slices.Reverse(list)
	}
	return list
}
