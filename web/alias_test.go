package web_test

import (
	"strings"
	"testing"
)

func TestMergingNames(t *testing.T) {
	s := newSite()
	const venn = "/api/v1/entities/person/Orla%20Venn/aliases"
	for _, c := range []struct {
		name, method, target, body string
		status                     int
		says                       string
	}{
		{"merge", "POST", venn, `{"name": "O. Venn"}`, 200, `{"type":"person","name":"Orla Venn","aliases":["O. Venn"]}`},
		{"again", "POST", venn, `{"name": "O. Venn"}`, 200, `"aliases":["O. Venn"]`},
		{"into what is merged", "POST", "/api/v1/entities/person/O.%20Venn/aliases", `{"name": "Venn"}`, 200, `"name":"Orla Venn","aliases":["O. Venn","Venn"]`},
		{"a slash in a name", "POST", "/api/v1/entities/org/A%2FB/aliases", `{"name": "A/B Ltd"}`, 200, `"name":"A/B","aliases":["A/B Ltd"]`},
		{"a cycle", "POST", "/api/v1/entities/person/Venn/aliases", `{"name": "Orla Venn"}`, 409, "split it off first"},
		{"merged elsewhere", "POST", "/api/v1/entities/person/Tam/aliases", `{"name": "Venn"}`, 409, `merged into \"Orla Venn\" already`},
		{"no type", "POST", "/api/v1/entities/people/Tam/aliases", `{"name": "Venn"}`, 400, `"parameter":"type"`},
		{"no name", "POST", venn, `{}`, 400, `"parameter":"name"`},
		{"not JSON", "POST", venn, `O. Venn`, 400, "not JSON, at byte 1"},
		{"too long", "POST", venn, `{"name": "` + strings.Repeat("x", 1001) + `"}`, 400, `"parameter":"name"`},
		{"split", "DELETE", venn + "?name=O.+Venn", "", 200, `"aliases":["Venn"]`},
		{"split again", "DELETE", venn + "?name=O.+Venn", "", 404, "not merged"},
		{"split nothing", "DELETE", venn, "", 400, "name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := s.do(c.method, c.target, c.body, "Content-Type", "application/json")
			wantStatus(t, w, c.status)
			if !strings.Contains(w.Body.String(), c.says) {
				t.Errorf("%s does not say %s", w.Body, c.says)
			}
		})
	}
}
