package param

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestState(t *testing.T) {
	const start = "q=drone&person=A&person=B&cursor=c&utm_source=x&to="
	tests := []struct {
		name   string
		change func(State) State
		want   string
	}{
		{"what is unknown or empty is dropped", func(s State) State { return s }, "?cursor=c&person=A&person=B&q=drone"},
		{"set goes to the first page", func(s State) State { return s.Set(Sort, "newest") }, "?person=A&person=B&q=drone&sort=newest"},
		{"set to nothing", func(s State) State { return s.Set(Q, "") }, "?person=A&person=B"},
		{"add", func(s State) State { return s.Add("person", "C & D") }, "?person=A&person=B&person=C+%26+D&q=drone"},
		{"remove", func(s State) State { return s.Remove("person", "A") }, "?person=B&q=drone"},
		{"remove all", func(s State) State { return s.Remove("person", "A").Remove("person", "B") }, "?q=drone"},
		{"next page", func(s State) State { return s.Page("d") }, "?cursor=d&person=A&person=B&q=drone"},
		{"first page", func(s State) State { return s.Page("") }, "?person=A&person=B&q=drone"},
		{"none", func(State) State { return State{} }, ""},
		{"from none", func(State) State { return State{}.Add("person", "A") }, "?person=A"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			state := NewState(parse(t, start))
			before := state.Encode()
			if got := tt.change(state).Encode(); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			if after := state.Encode(); after != before {
				t.Errorf("the state itself became %s", after)
			}
		})
	}
}

func TestStatePairs(t *testing.T) {
	state := NewState(parse(t, "person=A&q=drone&cursor=c&person=B"))
	want := []Pair{{"person", "A"}, {"person", "B"}}
	if diff := cmp.Diff(want, state.Pairs(Q, Cursor)); diff != "" {
		t.Errorf("pairs (-want +got):\n%s", diff)
	}
}

func TestID(t *testing.T) {
	const prefix = "/api/v1/articles/"
	tests := []struct{ path, want string }{
		{"mw-1", "mw-1"},
		{"a%2Fb", "a/b"},
		{"https%3A%2F%2Fx.example%2F1%3Fa%3Db", "https://x.example/1?a=b"},
		{"a%20b", "a b"},
		{"100%25", "100%"},
		{"a%252Fb", "a%2Fb"},
		{"%E4%BA%91%E5%B1%BF", "云屿"},
		{"云屿", "云屿"},
		{"a+b", "a+b"},
		{"", ""},
		{"a/b", ""},
	}
	for _, tt := range tests {
		u, err := url.Parse("http://localhost" + prefix + tt.path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := ID(u, prefix)
		if got != tt.want || (err != nil) != (tt.want == "") {
			t.Errorf("ID(%s) = %q, %v; want %q", tt.path, got, err, tt.want)
		}
	}
}

func TestStateHasNoBlanksAroundTheQuery(t *testing.T) {
	state := NewState(url.Values{Q: {" person:\"Marco Rubio\" "}, "person": {" A "}})
	if got, want := state.Encode(), "?person=+A+&q=person:%22Marco+Rubio%22"; got != want {
		t.Errorf("the state is %s, want %s", got, want)
	}
}
