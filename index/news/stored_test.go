package news

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func fullArticle() Article {
	return Article{
		ID: "1042", URL: "https://news.example/a?b=1", Title: "Café \"opens\"", Subtitle: "On the quay",
		Body: "One.\n\nTwo\ttabs.", HTML: "<p>One.</p>", Source: "Harbour Post", Section: "Local",
		Authors: []string{"Ada", "Bo"}, Lang: "en-GB",
		Published: Date{
			Time:      time.Date(2025, 5, 9, 14, 0, 0, 0, time.FixedZone("", 7200)),
			Precision: Second, Raw: "Fri, 09 May 2025 14:00:00 CEST",
		},
		Updated:  Date{Time: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), Precision: Year},
		Keywords: []string{"harbour"}, Image: "https://news.example/a.jpg", Copyright: "© Post",
		Extra: map[string]json.RawMessage{"z": json.RawMessage(`{ "a":1 }`), "n": json.RawMessage("null"), "é": json.RawMessage(`"\u003c"`)},
	}
}

func TestStoredGivesBackTheSame(t *testing.T) {
	odd := time.FixedZone("", 1234)
	dates := map[string]Date{
		"none":         {},
		"only raw":     {Raw: "some day"},
		"year":         {Time: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), Precision: Year},
		"month":        {Time: time.Date(9999, 12, 1, 0, 0, 0, 0, time.UTC), Precision: Month, Raw: "Dec 9999"},
		"day":          {Time: time.Date(2025, 5, 8, 0, 0, 0, 0, time.UTC), Precision: Day},
		"minute":       {Time: time.Date(2025, 5, 8, 9, 15, 0, 0, time.UTC), Precision: Minute, ZoneUnknown: true},
		"odd offset":   {Time: time.Date(2025, 5, 8, 9, 15, 1, 0, odd), Precision: Second},
		"nanoseconds":  {Time: time.Date(2025, 5, 8, 9, 15, 1, 123456789, odd), Precision: Second},
		"raw not utf8": {Time: time.Date(2025, 5, 8, 0, 0, 0, 0, time.UTC), Precision: Day, Raw: "a\xffb\"\n\x00"},
	}
	for name, d := range dates {
		t.Run(name, func(t *testing.T) {
			a := fullArticle()
			a.Updated = d
			a.Extra["title"] = json.RawMessage(`"a name of ours"`)
			a.Extra["version"] = json.RawMessage(`7`)
			got := roundTrip(t, a)
			if diff := cmp.Diff(a, got); diff != "" {
				t.Errorf("(-stored +read)\n%s", diff)
			}
			_, want := a.Updated.Time.Zone()
			if _, offset := got.Updated.Time.Zone(); offset != want {
				t.Errorf("offset %d, want %d", offset, want)
			}
		})
	}
}

func roundTrip(t *testing.T, a Article) Article {
	t.Helper()
	data, err := MarshalStored(&a)
	if err != nil {
		t.Fatal(err)
	}
	var got Article
	if err := UnmarshalStored(data, &got); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return got
}

func TestStoredRefusesWhatCannotComeBack(t *testing.T) {
	late := Article{Published: Date{Time: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), Precision: Year}}
	broken := Article{Extra: map[string]json.RawMessage{"x": json.RawMessage(`{"a":`)}}
	for _, a := range []Article{late, broken} {
		if data, err := MarshalStored(&a); err == nil {
			t.Errorf("got %s, want an error", data)
		}
	}
	for _, data := range []string{"", "[]", `{"id":`, `{"published":{"time":"x"}}`} {
		if err := UnmarshalStored([]byte(data), new(Article)); err == nil {
			t.Errorf("UnmarshalStored(%s) is nil, want an error", data)
		}
	}
}

func TestContentHashSeesContentAlone(t *testing.T) {
	a := fullArticle()
	want := a.ContentHash()

	public, err := json.Marshal(a) // compact, < escaped
	if err != nil {
		t.Fatal(err)
	}
	var back Article
	if err := json.Unmarshal(public, &back); err != nil {
		t.Fatal(err)
	}
	if back.ContentHash() != want {
		t.Errorf("what was sent is not what was given: %s", public)
	}

	changes := map[string]func(*Article){
		"title": func(a *Article) { a.Title += "!" },
		"date":  func(a *Article) { a.Published.Time = a.Published.Time.Add(time.Second) },
		"extra": func(a *Article) { a.Extra["z"] = json.RawMessage(`{"a":2}`) },
		"order": func(a *Article) { a.Authors = []string{"Bo", "Ada"} },
	}
	for name, change := range changes {
		changed := fullArticle()
		change(&changed)
		if changed.ContentHash() == want {
			t.Errorf("%s: the change is not seen", name)
		}
	}
}
