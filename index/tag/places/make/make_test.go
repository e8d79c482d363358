package main

import "testing"

// Of two towns of one name in a country, the one of as many people is meant; a
// country and a region of a town's name are none.
func TestLocated(t *testing.T) {
	named := byName(map[string]city{
		"1": {Name: "Orven", Others: []string{"Ørven"}, Country: "NO", People: 20400, Latitude: 60.26, Longitude: -5.04},
		"2": {Name: "Orven", Country: "NO", People: 300000, Latitude: 61, Longitude: 7},
		"3": {Name: "Orven", Country: "SE", People: 20000, Latitude: 1, Longitude: 1},
	})
	const list = "orven\tt\tNO\t300\norven\tt\tNO\t20\t1\t2\norven\tr\tSE\t20\npahalgam\tr\tIN\t10\nquay\tt\tNO\t20\n"
	const want = "orven\tt\tNO\t300\t610\t70\norven\tt\tNO\t20\t603\t-50\norven\tr\tSE\t20\npahalgam\tr\tIN\t10\t340\t753\nquay\tt\tNO\t20\n"
	if got := located(list, named); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := located(want, named); got != want {
		t.Errorf("again: %q", got)
	}
}

func TestConvert(t *testing.T) {
	cities := []byte(`{"1": {"name": "Orven", "countrycode": "NO", "population": 20400, "latitude": 60.26, "longitude": -5.04}}`)
	if got, err := convert(cities, []byte("orven\tt\tNO\t20\n")); err != nil || string(got) != "orven\tt\tNO\t20\t603\t-50\n" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := convert([]byte("{"), nil); err == nil {
		t.Error("what is no JSON is read")
	}
}
