package web_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/web"
)

// wrong is a request that must be refused, with what the answer must name.
type wrong struct {
	name         string
	target, body string
	headers      []string
	says         string
	status       []int
}

// TestEverythingWrong tries every operation of the description with every kind
// of wrong input that the description excludes, in its path, its headers and its
// body: each is refused with what is to blame. Wrong parameters of queries are
// tried by TestDescribedParametersAreBound.
func TestEverythingWrong(t *testing.T) {
	tried := map[string]int{}
	s := newDesk(t)
	d := description(t, s.site)
	saved := s.save("q=ferry", "").ID
	eachOperation(t, d, func(method, path string, operation object) {
		cases := slices.Concat(wrongNames(path, operation), wrongHeaders(path, operation), wrongBodies(path, operation, d))
		for _, c := range cases {
			c.target = strings.Replace(c.target, "nosuchsearch", saved, 1)
			tried[strings.Fields(c.name)[0]]++
			w := s.do(method, c.target, c.body, c.headers...)
			if !slices.Contains(c.status, w.Code) || !names(w, c.says) {
				t.Errorf("%s %s: %s: status %d, want one of %v and %q named in %s", method, path, c.name, w.Code, c.status, c.says, w.Body)
			}
		}
	})
	for _, kind := range []string{"path", "header", "member", "body"} {
		if tried[kind] < 5 {
			t.Errorf("only %d requests with a wrong %s were tried", tried[kind], kind)
		}
	}
	t.Logf("tried: %v", tried)
}

// names reports whether an answer blames something: as the problem's parameter,
// in its detail, or in the words of an article's rejection.
func names(w *httptest.ResponseRecorder, what string) bool {
	var p struct{ Parameter, Detail, Error, Message string }
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		return false
	}
	return p.Parameter == what || strings.Contains(p.Detail, what) || strings.Contains(p.Error, what) || strings.Contains(p.Message, what)
}

// fullTarget is where an operation is, with the parameters that it needs.
func fullTarget(path string, operation object) string {
	target, query := reachable(path, operation)
	if len(query) == 0 {
		return target
	}
	return target + "?" + query.Encode()
}

// wrongNames are paths whose names are of none of the words, or no numbers.
func wrongNames(path string, operation object) (cases []wrong) {
	for _, p := range parameters(operation) {
		if p["in"] != "path" {
			continue
		}
		name := p["name"].(string)
		for _, value := range wrongValues(p) {
			other := object{"parameters": []any{}}
			for _, q := range parameters(operation) {
				if q["name"] == name {
					q = object{"name": name, "in": "path", "example": value, "schema": q["schema"]}
				}
				other["parameters"] = append(other["parameters"].([]any), q)
			}
			cases = append(cases, wrong{"path " + name + " " + value, fullTarget(path, other), "", nil, name, []int{400}})
		}
	}
	return cases
}

// wrongHeaders are headers that no operation, or none with a body, takes.
func wrongHeaders(path string, operation object) (cases []wrong) {
	target := fullTarget(path, operation)
	add := func(name, value, body string, status int) {
		cases = append(cases, wrong{"header " + name, target, body, []string{name, value}, name, []int{status}})
	}
	if hasContent(operation) {
		add("Accept", "application/x-nonsense", "", 406)
	}
	content, ok := contentOf(operation)
	if !ok {
		return cases
	}
	if _, ok := content["application/json"]; ok {
		cases = append(cases,
			wrong{"header Content-Type", target, "{}", []string{"Content-Type", "text/x-nonsense"}, "Content-Type", []int{415}},
			wrong{"header Content-Type without sense", target, "{}", []string{"Content-Type", ";;"}, "Content-Type", []int{415}},
			wrong{"header charset", target, "{}", []string{"Content-Type", "application/json; charset=latin1"}, "Content-Type", []int{415}},
			wrong{"header Content-Encoding", target, "{}", []string{"Content-Type", "application/json", "Content-Encoding", "x-nonsense"}, "Content-Encoding", []int{415}})
	}
	return cases
}

// hasContent reports whether an operation answers with anything to negotiate.
func hasContent(operation object) bool {
	for status, r := range operation["responses"].(object) {
		if _, ok := r.(object)["content"]; ok && status[0] == '2' {
			return true
		}
	}
	return false
}

func contentOf(operation object) (object, bool) {
	body, ok := operation["requestBody"].(object)
	if !ok {
		return nil, false
	}
	content, ok := body["content"].(object)
	return content, ok
}

// wrongBodies are bodies that cannot be read, and objects of which one member is
// not as it should be.
func wrongBodies(path string, operation, d object) (cases []wrong) {
	target := fullTarget(path, operation)
	content, _ := contentOf(operation)
	media, ok := content["application/json"].(object)
	if !ok {
		return nil
	}
	json := []string{"Content-Type", "application/json"}
	add := func(name, body, says string) {
		cases = append(cases, wrong{name, target, body, json, says, []int{400, 422}})
	}
	add("body none", "", "")
	add("body broken", `{"x": tru}`, "at byte 10")
	add("body open", `{"title": "T"`, "")
	add("body followed", `{"title": "T"} {}`, "")
	add("body number", `7`, "")
	add("body null", `null`, "")
	add("body bytes", "{\"title\": \"\xff\"}", "UTF-8")
	schema := objectSchema(media["schema"].(object), d)
	good, _ := media["example"].(object)
	if good == nil || schema == nil {
		return append(cases, wrong{"body without an example", target, "", nil, "an example and a schema", nil})
	}
	required, _ := schema["required"].([]any)
	for name, p := range schema["properties"].(object) {
		property := p.(object)
		for kind, value := range wrongMembers(property) {
			add("member "+name+" "+kind, with(good, name, value), name)
		}
		if slices.Contains(required, any(name)) {
			add("member "+name+" missing", with(good, name, nil), name)
		}
	}
	if schema["additionalProperties"] == false {
		add("member unknown", with(good, "nonsense", 1), "nonsense")
	}
	return cases
}

// objectSchema is the schema of the object that a body is, or may be.
func objectSchema(schema, d object) object {
	if ref, ok := schema["$ref"].(string); ok {
		return d["components"].(object)["schemas"].(object)[strings.TrimPrefix(ref, "#/components/schemas/")].(object)
	}
	choices, _ := schema["oneOf"].([]any)
	if len(choices) == 0 {
		return nil
	}
	return objectSchema(choices[0].(object), d)
}

// wrongMembers are values that a member's schema excludes, by what is wrong.
func wrongMembers(property object) map[string]any {
	values := map[string]any{"object": object{"a": 1}}
	switch soleType(property) {
	case "":
		return values // of several types
	case "integer", "number", "boolean":
		values["text"] = "nonsense"
	case "string":
		values["number"], values["list"] = 7, []any{"a"}
	case "array":
		values["number"], values["elements"] = 7, []any{object{}}
	case "object":
		values = map[string]any{"number": 7}
	}
	if property["enum"] != nil {
		values["none of the words"] = "nonsense"
	}
	if most, ok := property["maxLength"].(float64); ok {
		values["too long"] = strings.Repeat("x", int(most)+1)
	}
	if least, ok := property["minimum"].(float64); ok {
		values["too small"] = least - 1
	}
	if most, ok := property["maximum"].(float64); ok {
		values["too large"] = most + 1
	}
	return values
}

// soleType is the type that a property must have where it is not null; empty
// where there are several.
func soleType(property object) string {
	types, several := property["type"].([]any)
	if !several {
		types = []any{property["type"]}
	}
	types = slices.DeleteFunc(slices.Clone(types), func(t any) bool { return t == "null" })
	if len(types) != 1 {
		return ""
	}
	return types[0].(string)
}

// with is an object as JSON with one member changed, or without it.
func with(good object, name string, value any) string {
	changed := object{}
	for k, v := range good {
		changed[k] = v
	}
	changed[name] = value
	if value == nil {
		delete(changed, name)
	}
	b, err := json.Marshal(changed)
	if err != nil {
		panic(fmt.Sprint("a test's value: ", err))
	}
	return string(b)
}

// A wrong key is refused by every operation that asks for one, and the answer
// says where it was looked for.
func TestWrongKeysEverywhere(t *testing.T) {
	s, _, secrets := newKeyed(func(o *web.Options) { o.ReadNeedsKey = true })
	eachOperation(t, description(t, newSite()), func(method, path string, operation object) {
		target := fullTarget(path, operation)
		for _, header := range []string{"", "Bearer nonsense", "Bearer " + secrets["revoked"], "Basic nonsense", "nonsense"} {
			headers := []string{"Accept", "*/*"}
			if header != "" {
				headers = append(headers, "Authorization", header)
			}
			w := s.do(method, target, "", headers...)
			if w.Code != 401 || !strings.Contains(w.Body.String(), "key") && !strings.Contains(w.Body.String(), "Key") {
				t.Errorf("%s %s with %q: %d %s", method, path, header, w.Code, w.Body)
			}
		}
	})
}

// What may be left out may also be null, and the description says so; what a
// description lets be as long as it says fits into a body, however it is written.
func TestMembersAtTheirEnds(t *testing.T) {
	s := newDesk(t)
	d := description(t, s.site)
	saved := s.save("q=ferry", "").ID
	tried := 0
	eachOperation(t, d, func(method, path string, operation object) {
		content, _ := contentOf(operation)
		media, ok := content["application/json"].(object)
		if !ok {
			return
		}
		schema := objectSchema(media["schema"].(object), d)
		target := strings.Replace(fullTarget(path, operation), "nosuchsearch", saved, 1)
		good := media["example"].(object)
		for name, p := range schema["properties"].(object) {
			property := p.(object)
			if types, several := property["type"].([]any); several && slices.Contains(types, any("null")) {
				tried++
				body := strings.TrimSuffix(with(good, name, nil), "}") + `,"` + name + `":null}`
				if w := s.do(method, target, strings.Replace(body, "{,", "{", 1), "Content-Type", "application/json"); w.Code == 400 || w.Code == 422 {
					t.Errorf("%s %s: %s may be null, and is refused: %s", method, path, name, w.Body)
				}
			}
			if most, ok := property["maxLength"].(float64); ok {
				tried++
				body := strings.TrimSuffix(with(good, name, nil), "}") + `,"` + name + `":"` + strings.Repeat(`\ud83d\udea2`, int(most)) + `"}`
				w := s.do(method, target, strings.Replace(body, "{,", "{", 1), "Content-Type", "application/json")
				if w.Code == 413 || strings.Contains(w.Body.String(), "characters") {
					t.Errorf("%s %s: %d characters of %s are refused: %d %.300s", method, path, int(most), name, w.Code, w.Body)
				}
			}
		}
	})
	if tried < 20 {
		t.Errorf("only %d members were tried", tried)
	}
}
