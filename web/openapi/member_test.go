package openapi

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dateline-search/dateline/web/param"
)

// order is something that is sent, with a member of each kind.
type order struct {
	Name  string   `json:"name" max:"5"`
	Note  string   `json:"note,omitempty" max:"5"`
	Kind  string   `json:"kind,omitempty" enum:"big,small"`
	Count int      `json:"count,omitempty"`
	Tags  []string `json:"tags,omitempty"`
	Now   bool     `json:"now,omitempty"`
	part
}

type part struct {
	Of map[string]int `json:"of,omitempty"`
}

func TestDecode(t *testing.T) {
	for body, blamed := range map[string]string{
		`{"name":"Ana"}`: "",
		`{"name":"Ærøæå","note":"","kind":"","count":2,"tags":["a"],"now":true,"of":{"a":1}}`: "",
		`{"name":"Ana","note":null}`:        "",
		`{}`:                                "name",
		`{"name":null}`:                     "name",
		`{"name":""}`:                       "name",
		`{"name":"Ærøæås"}`:                 "name",
		`{"name":7}`:                        "name",
		`{"Name":"Ana"}`:                    "Name",
		`{"name":"Ana","x":1}`:              "x",
		`{"name":"Ana","note":"longer"}`:    "note",
		`{"name":"Ana","kind":"huge"}`:      "kind",
		`{"name":"Ana","count":"2"}`:        "count",
		`{"name":"Ana","count":1.5}`:        "count",
		`{"name":"Ana","tags":"a"}`:         "tags",
		`{"name":"Ana","tags":[1]}`:         "tags",
		`{"name":"Ana","now":1}`:            "now",
		`{"name":"Ana","of":[]}`:            "of",
		`{"name":"\ud83d\ude00"}`:           "",
		`{"name":"Ana","tags":["\\ud83d"]}`: "", // a backslash, and letters
		`{"name":"\ud83d"}`:                 "name",
		`{"name":"\ude00a"}`:                "name",
		`{"name":"\ude00\ud83d"}`:           "name",
		`{"name":"\ud83d\ud83d\ude00"}`:     "name",
		`{"name":"\uD83D\u0041"}`:           "name",
		`{"name":"Ana","tags":["\udfff"]}`:  "tags",
	} {
		err := Decode([]byte(body), new(order))
		var wrong *param.Error
		if errors.As(err, &wrong); blamed == "" && err != nil || blamed != "" && (wrong == nil || wrong.Name != blamed) {
			t.Errorf("%s: %v, want %q to be blamed", body, err, blamed)
		}
	}
	if err := Decode([]byte(`{"name":"Ana","nome":"x"}`), new(order)); err == nil || !strings.Contains(err.Error(), `did you mean "name"?`) {
		t.Errorf("no hint in %v", err)
	}
	var broken *json.SyntaxError
	if err := Decode([]byte(`{"name":`), new(order)); !errors.As(err, &broken) {
		t.Errorf("%v for broken JSON", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"name":"Ana","kind":"big","count":2,"tags":["a"],"now":true,"of":{"a":1}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var o order
		if err := Decode(body, &o); err == nil && (o.Name == "" || len([]rune(o.Name)) > 5 || o.Kind != "" && o.Kind != "big" && o.Kind != "small") {
			t.Errorf("%q becomes %+v", body, o)
		}
	})
}

// Half a character is just what package json cannot read and replaces.
func FuzzHalf(f *testing.F) {
	for _, s := range []string{`\ud83d\ude00`, `\ud83d`, `a\\ud83d`, `\ude00\ud83d`, `\ud83d\u0041`, `\uD83D\uDE0`, `\\\ud83d`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, inside string) {
		raw := []byte(`"` + inside + `"`)
		var decoded string
		if !utf8.Valid(raw) || json.Unmarshal(raw, &decoded) != nil || strings.Contains(inside, "\uFFFD") || strings.Contains(strings.ToLower(inside), "fffd") {
			return
		}
		if got, want := half(raw), strings.Contains(decoded, "\uFFFD"); got != want {
			t.Errorf("%s holds half a character: %v, want %v", raw, got, want)
		}
	})
}
