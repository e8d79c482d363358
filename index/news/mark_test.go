package news

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestBareTitle(t *testing.T) {
	marks := []string{"Tarn Courier", "Opinion", "tarncourier.example", "Élan du Port"}
	tests := []struct{ title, want string }{
		{"Quay opens", "Quay opens"},
		{"Quay opens - Tarn Courier", "Quay opens"},
		{"Opinion | Quay opens", "Quay opens"},
		{"Opinion | Quay opens – TARN COURIER", "Quay opens"},
		{"Opinion: Quay opens", "Quay opens"},
		{"Quay opens: opinion", "Quay opens: opinion"},
		{"Quay opens | elan du port", "Quay opens"},
		{"Quay - a place to be", "Quay - a place to be"},
		{"Quay opens at last - in May - Tarn Courier", "Quay opens at last - in May"},
		{"Tarn Courier", "Tarn Courier"},
		{"Tarn Courier | Opinion", "Tarn Courier"},
		{"The Tarn Courier is sold", "The Tarn Courier is sold"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := BareTitle(tt.title, marks...); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.title, got, tt.want)
		}
	}
}

func TestTitleParts(t *testing.T) {
	got := TitleParts("Opinion | Quay opens – at last - Tarn Courier")
	if want := []string{"Opinion", "Quay opens", "at last", "Tarn Courier"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The words are those of the contract.
func TestPublishedFrom(t *testing.T) {
	day, err := ParseDate("2025-05-09")
	if err != nil {
		t.Fatal(err)
	}
	for origin, want := range map[Origin]string{
		"": "declared", FromJSONLD: "declared", FromMicrodata: "declared", FromOpenGraph: "declared", FromMeta: "declared",
		FromElement: "page", FromText: "page", FromAddress: "url", FromDateline: "dateline",
	} {
		a := Article{Published: day}
		a.SetOrigins(map[string]Origin{"published": origin, "title": FromMeta})
		if got := a.PublishedFrom(); got != want {
			t.Errorf("%s: got %q, want %q", origin, got, want)
		}
		if a.Published = (Date{}); a.PublishedFrom() != "" {
			t.Errorf("%s: no date comes from %q", origin, a.PublishedFrom())
		}
	}
	for _, extra := range []string{`7`, `"x"`, `{"published": 3}`, `null`} {
		a := Article{Published: day, Extra: map[string]json.RawMessage{"origins": json.RawMessage(extra)}}
		if got := a.PublishedFrom(); got != "declared" {
			t.Errorf("origins %s: got %q", extra, got)
		}
	}
}
