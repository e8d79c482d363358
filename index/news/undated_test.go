package news

import (
	"encoding/json"
	"testing"
	"time"
)

func TestFindPublished(t *testing.T) {
	latest := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ name, url, body, want, from string }{
		{"address", "https://post.example/2025/05/08/harbour-shut", "", "2025-05-08", "url"},
		{"address in few digits", "https://post.example/news/2025/5/8/harbour", "", "2025-05-08", "url"},
		{"address with dashes", "https://post.example/news/2025-05-08-harbour", "", "2025-05-08", "url"},
		{"month in the address", "https://post.example/2025/05/harbour-shut", "", "2025-05", "url"},
		{"day in the dateline, year in the address", "https://post.example/2025/05/harbour", "ISLAMABAD, May 8 (Wire) - The harbour shut.", "2025-05-08", "dateline"},
		{"month in the address, another in the dateline", "https://post.example/2025/05/harbour", "ISLAMABAD, June 8 (Wire) - Shut.", "2025-05", "url"},
		{"address before dateline", "https://post.example/2025/05/09/harbour", "ISLAMABAD, May 8, 2025 (Wire) - Shut.", "2025-05-09", "url"},
		{"dateline", "", "ISLAMABAD, May 8, 2025 (Wire) - The harbour shut.", "2025-05-08", "dateline"},
		{"dateline of a city and its country", "", "NEW DELHI, India, 8 May 2025 — The harbour shut.", "2025-05-08", "dateline"},
		{"dateline in short", "", "SANTA FE, N.M., Sept. 8, 2024 – The harbour shut.", "2024-09-08", "dateline"},
		{"leap day", "", "GREYWICK, Feb. 29, 2024 — The harbour shut.", "2024-02-29", "dateline"},

		{"no year anywhere", "", "ISLAMABAD, May 8 (Wire) - The harbour shut.", "", ""},
		{"no day of the calendar", "https://post.example/2025/02/30/harbour", "", "", ""},
		{"dateline of no day", "", "GREYWICK, Feb. 29, 2023 — The harbour shut.", "", ""},
		{"still to come", "https://post.example/2031/05/08/harbour", "", "", ""},
		{"a number of seven digits", "https://post.example/2025050/harbour", "", "", ""},
		{"a number with a zone of its own", "https://post.example/story-20250508123", "", "", ""},
		{"a year that is a title's", "https://post.example/2025/budget", "", "", ""},
		{"before there was news", "https://post.example/0012/05/08/x", "", "", ""},
		{"a sentence", "", "On May 8, 2025 (a Thursday) the harbour shut.", "", ""},
		{"a sentence that begins in capitals", "", "NATO, May 8, 2025 said nobody, was nowhere. The harbour shut.", "", ""},
		{"nothing", "", "", "", ""},
	} {
		a := Article{ID: "x", URL: c.url, Body: c.body}
		a.FindPublished(latest)
		if got := a.Published.String(); got != c.want || a.PublishedFrom() != c.from || a.ID != "x" {
			t.Errorf("%s: %q from %q, want %q from %q", c.name, got, a.PublishedFrom(), c.want, c.from)
		}
	}
}

// What was sent stays: its date, its origins, and the map that it came in.
func TestFindPublishedKeepsWhatWasSent(t *testing.T) {
	declared, err := ParseDate("2025-05-01")
	if err != nil {
		t.Fatal(err)
	}
	const address = "https://post.example/2025/05/08/harbour"
	latest := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	a := Article{URL: address, Published: declared}
	if a.FindPublished(latest); a.Published.String() != "2025-05-01" || a.PublishedFrom() != "declared" {
		t.Errorf("%s from %s, want what was declared", a.Published, a.PublishedFrom())
	}
	sent := map[string]json.RawMessage{"origins": json.RawMessage(`{"title": "meta"}`)}
	a = Article{URL: address, Extra: sent}
	a.FindPublished(latest)
	if a.OriginOf("title") != FromMeta || a.PublishedFrom() != "url" || string(sent["origins"]) != `{"title": "meta"}` {
		t.Errorf("origins %s of %s", a.Extra["origins"], sent["origins"])
	}
	a = Article{URL: address, Extra: map[string]json.RawMessage{"origins": json.RawMessage(`"Spain"`)}}
	if a.FindPublished(latest); !a.Published.IsZero() || string(a.Extra["origins"]) != `"Spain"` {
		t.Errorf("%s, origins %s: a member of the sender's own is not Dateline's", a.Published, a.Extra["origins"])
	}
}
