package places

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
)

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
