package news

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseStatus(t *testing.T) {
	for in, want := range map[string]Status{
		"": Usable, "usable": Usable, "Usable": Usable, "stat:usable": Usable, "Embargoed": Usable, "withheld": Withheld,
		"stat:withheld": Withheld, "canceled": Canceled, "stat:canceled": Canceled, "Cancelled": Canceled, "KILL": Canceled,
		"http://cv.iptc.org/newscodes/pubstatusg2/canceled": Canceled,
	} {
		if got, err := ParseStatus(in); err != nil || got != want {
			t.Errorf("%q: got %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"published", "stat:", "usable soon"} {
		if got, err := ParseStatus(in); in != "stat:" && err == nil {
			t.Errorf("%q: got %v, want an error", in, got)
		}
	}
}

func TestUsageHeldAt(t *testing.T) {
	noon := time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name  string
		usage Usage
		want  bool
	}{
		{"nothing said", Usage{}, false},
		{"until a second later", Usage{Embargo: noon.Add(time.Second)}, true},
		{"until now", Usage{Embargo: noon}, false},
		{"withheld, whatever the embargo", Usage{Status: Withheld, Embargo: noon.Add(-time.Hour)}, true},
	}
	for _, tt := range tests {
		if got := tt.usage.HeldAt(noon); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestUsageBefore(t *testing.T) {
	one := time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)
	two := one.Add(time.Minute)
	tests := []struct {
		name string
		u, v Usage
		want bool
	}{
		{"nothing known", Usage{}, Usage{}, false},
		{"lower revision", Usage{Revision: 2}, Usage{Revision: 10}, true},
		{"higher revision, though sent before", Usage{Revision: 3, Sent: one}, Usage{Revision: 2, Sent: two}, true},
		{"same time, lower revision", Usage{Revision: 2, Sent: one}, Usage{Revision: 3, Sent: one}, true},
		{"same time in another zone, same revision", Usage{Revision: 2, Sent: one}, Usage{Revision: 2, Sent: one.In(time.FixedZone("", 60))}, false},
		{"one without a revision", Usage{Sent: one}, Usage{Revision: 2, Sent: two}, true},
		{"one without anything", Usage{}, Usage{Revision: 2, Sent: two}, false},
	}
	for _, tt := range tests {
		if got := tt.u.Before(tt.v); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestUsageIsWrittenAndRead(t *testing.T) {
	a := Article{ID: "1", Usage: Usage{
		Status: Withheld, Embargo: time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC), Revision: 3, Sent: time.Date(2026, 5, 8, 0, 0, 0, 0, time.UTC),
	}}
	data, err := MarshalStored(&a)
	if err != nil {
		t.Fatal(err)
	}
	var stored Article
	if err := UnmarshalStored(data, &stored); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, stored); diff != "" {
		t.Errorf("stored (-want +got)\n%s", diff)
	}

	public, err := a.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"id":"1","pubstatus":"withheld","embargoed":"2026-05-09T12:00:00Z"}`; string(public) != want {
		t.Errorf("public form is %s, want %s", public, want)
	}
	var again Article
	if err := again.UnmarshalJSON(public); err != nil || again.ContentHash() != a.ContentHash() {
		t.Errorf("what was sent comes back as %+v, %v", again, err)
	}
}

func TestUsageThatSaysNothingIsKept(t *testing.T) {
	var a Article
	if err := a.UnmarshalJSON([]byte(`{"pubstatus":"live","embargoed":"soon","x":1}`)); err != nil {
		t.Fatal(err)
	}
	if string(a.Extra["pubstatus"]) != `"live"` || string(a.Extra["embargoed"]) != `"soon"` || a.Usage != (Usage{}) {
		t.Errorf("got %+v", a)
	}
}

func TestAnotherEmbargoIsAnotherContent(t *testing.T) {
	a, b := Article{ID: "1"}, Article{ID: "1", Usage: Usage{Embargo: time.Date(2026, 5, 9, 12, 0, 0, 0, time.UTC)}}
	c := Article{ID: "1", Usage: Usage{Revision: 7}}
	if a.ContentHash() == b.ContentHash() || a.ContentHash() != c.ContentHash() {
		t.Error("the embargo belongs to the content, the revision's number does not")
	}
}
