package places

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

// Where towns lie, as atlases list it, to a tenth of a degree.
func TestWhere(t *testing.T) {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, country string
		north, east   float64
		known         bool
	}{
		{"Islamabad", "PK", 33.7, 73.0, true},
		{"New Delhi", "IN", 28.6, 77.2, true},
		{"Zürich", "CH", 47.4, 8.5, true},
		{"Hyderabad", "IN", 17.4, 78.5, true},
		{"Hyderabad", "PK", 25.4, 68.4, true},
		{"Washington", "US", 38.9, -77.0, true},
		{"Wellington", "NZ", -41.3, 174.8, true},
		{"Pahalgam", "IN", 34.0, 75.3, true},
		{"Islamabad", "FR", 0, 0, false},
		{"Pakistan", "PK", 0, 0, false},
		{"Bavaria", "DE", 0, 0, false},
		{"Greywick", "GB", 0, 0, false},
	} {
		north, east, known := g.Where(c.name, c.country)
		if known != c.known || math.Abs(north-c.north) > .11 || math.Abs(east-c.east) > .11 {
			t.Errorf("%s in %s lies %v north, %v east (%t), want %v, %v (%t)", c.name, c.country, north, east, known, c.north, c.east, c.known)
		}
	}
}

func TestCountries(t *testing.T) {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	pakistan, india := news.Country{Code: "PK", Name: "Pakistan"}, news.Country{Code: "IN", Name: "India"}
	for _, c := range []struct {
		name  string
		want  []news.Country
		whole bool
	}{
		{"Pakistan", []news.Country{pakistan}, true},
		{"Karachi", []news.Country{pakistan}, false},
		{"Hyderabad", []news.Country{india, pakistan}, false},
		{"Orven", nil, false},
		{"", nil, false},
	} {
		got, whole := g.Countries(c.name)
		if diff := cmp.Diff(c.want, got); diff != "" || whole != c.whole {
			t.Errorf("%s, whole: %v (-want +got):\n%s", c.name, whole, diff)
		}
	}
}
