package query_test

import (
	"strings"
	"testing"

	"github.com/dateline-search/dateline/search/query"
)

func TestNeighbours(t *testing.T) {
	for q, want := range map[string]string{
		"":                             "",
		"drone":                        "",
		"drone strikes":                "drone NEAR/8 strikes",
		"drone strikes lahore":         "drone NEAR/8 strikes, strikes NEAR/8 lahore",
		"drone OR strikes":             "drone NEAR/8 strikes",
		"drone strikes lang:en":        "drone NEAR/8 strikes",
		"drone lang:en strikes":        "drone NEAR/8 strikes",
		"(drone OR strikes) -lahore":   "drone NEAR/8 strikes",
		`drone "line of control" fire`: "",
		"drone* strikes lahore":        "strikes NEAR/8 lahore",
		"title:drone strikes":          "",
		"=drone =strikes":              "=drone NEAR/8 =strikes",
		"-drone -strikes":              "",
		"a b c d e f g h i j":          "a NEAR/8 b, b NEAR/8 c, c NEAR/8 d, d NEAR/8 e, e NEAR/8 f, f NEAR/8 g, g NEAR/8 h, h NEAR/8 i",
	} {
		var got []string
		for _, n := range query.Neighbours(parse(t, q).Node) {
			got = append(got, n.String())
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v, want %s", q, got, want)
		}
	}
}
