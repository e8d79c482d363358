package page

import (
	"testing"

	"github.com/dateline-search/dateline/search/query"
)

func TestExplain(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "everything",
		"drone strikes":         "all of: drone, strikes",
		"a (b OR c) -d":         "all of: a, (any of: b, c), not d",
		"title:a body:b":        "all of: a in the headline, b in the text",
		`"line of control"`:     `"line of control"`,
		`="line of control"`:    `"line of control" in exactly this form`,
		"=US =us diplom*":       "all of: US in capitals, us in exactly this form, words that begin with diplom",
		`person:"Marco Rubio"`:  "person Marco Rubio",
		"org:Union lang:en":     "all of: organisation with Union, language with en",
		"published:2025-05":     "published in 2025-05",
		"after:2025-05":         "published since 2025-06-01",
		"before:2025-05":        "published before 2025-05-01",
		"published:2024..2025":  "published from 2024-01-01 to 2025-12-31",
		"mentions:2025-05":      "speaks of 2025-05",
		"mentions:>2025-05":     "speaks of a date since 2025-06-01",
		"mentions:<2025-05":     "speaks of a date until 2025-04-30",
		"mentions:2024..2025":   "speaks of a date from 2024-01-01 to 2025-12-31",
		"drone NEAR/5 strike":   "drone, strike, within 5 words",
		"a PRE/1 b W/S c":       "(a, b, within 1 word in this order), c, in one sentence",
		"a W/P b":               "a, b, in one paragraph",
		"ATLEAST/3 a^2.5":       "at least 3 times: a (weighs 2.5 times as much)",
		"rubyo~1 rubyo~2 o?k":   "all of: words that differ from rubyo by 1 letter at most, words that differ from rubyo by 2 letters at most, words like o?k",
		"before:2025 has:image": "all of: published before 2025-01-01, with the member image",
	} {
		if got := explained(t, "en", in); got != want {
			t.Errorf("%s is explained as %s, want %s", in, got, want)
		}
	}
}

func TestExplainInSpanish(t *testing.T) {
	for in, want := range map[string]string{
		"drone strikes":        "todo esto: drone, strikes",
		"a (b OR c) -d":        "todo esto: a, (algo de esto: b, c), sin d",
		"title:a body:b":       "todo esto: a en el titular, b en el texto",
		`person:"Marco Rubio"`: "persona Marco Rubio",
		"published:2024..2025": "publicado del 2024-01-01 al 2025-12-31",
		"fuzzy~1":              "palabras que difieren de fuzzy en 1 letra como mucho",
	} {
		if got := explained(t, "es", in); got != want {
			t.Errorf("%s is explained as %s, want %s", in, got, want)
		}
	}
}

func explained(t *testing.T, tag, q string) string {
	t.Helper()
	p, err := query.Parse(q, query.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return speaking(t, tag).explain(p.Node)
}

// What people call fields is known of all that a query may name.
func FuzzExplain(f *testing.F) {
	for _, seed := range []string{"a", `title:"b c"`, "mentions:2025 last:7d", "ATLEAST/2 (a OR b)^3 -x:y"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, q string) {
		if p, err := query.Parse(q, query.Options{}); err == nil {
			speaking(t, "es").explain(p.Node)
		}
	})
}
