package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

type object = map[string]any

// description is what the server says of itself.
func description(t *testing.T, s *site) object {
	t.Helper()
	w := s.get("/api/v1/openapi.json")
	wantStatus(t, w, 200)
	var d object
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if d["openapi"] != "3.1.0" {
		t.Fatalf("openapi %v", d["openapi"])
	}
	return d
}

// eachOperation calls do for every operation that is described.
func eachOperation(t *testing.T, d object, do func(method, path string, operation object)) {
	t.Helper()
	n := 0
	for path, item := range d["paths"].(object) {
		for method, operation := range item.(object) {
			n++
			do(strings.ToUpper(method), path, operation.(object))
		}
	}
	if n < 8 {
		t.Fatalf("%d operations are described", n)
	}
}

func parameters(operation object) (list []object) {
	all, _ := operation["parameters"].([]any)
	for _, p := range all {
		list = append(list, p.(object))
	}
	return list
}

// reachable is a path with its names filled in, and its needed parameters.
func reachable(path string, operation object) (target string, query url.Values) {
	query = url.Values{}
	for _, p := range parameters(operation) {
		name := p["name"].(string)
		if p["in"] == "path" {
			path = strings.Replace(path, "{"+name+"}", url.PathEscape(fmt.Sprint(p["example"])), 1)
		} else if p["required"] == true {
			query.Set(name, example(p))
		}
	}
	return path, query
}

func example(p object) string {
	if list, ok := p["example"].([]any); ok {
		return fmt.Sprint(list[0])
	}
	if p["example"] != nil {
		return fmt.Sprint(p["example"])
	}
	schema := schemaOf(p)
	if words, ok := schema["enum"].([]any); ok {
		return words[0].(string)
	}
	if schema["default"] != nil {
		return fmt.Sprint(schema["default"])
	}
	return ""
}

// schemaOf is the schema of one value of a parameter.
func schemaOf(p object) object {
	schema := p["schema"].(object)
	if items, ok := schema["items"].(object); ok {
		return items
	}
	if forms, ok := schema["anyOf"].([]any); ok { // the others are for what is left empty
		return forms[0].(object)
	}
	return schema
}

// wrongValues are values that the schema of a parameter excludes.
func wrongValues(p object) []string {
	schema := schemaOf(p)
	if schema["type"] == "integer" {
		return []string{"x", "1.5", fmt.Sprint(schema["minimum"].(float64) - 1), fmt.Sprint(schema["maximum"].(float64) + 1)}
	}
	if schema["enum"] != nil {
		return []string{"nonsense"}
	}
	return nil
}

// A parameter that is described is read: what its description excludes is
// refused by its name, and what it gives as an example is taken.
func TestDescribedParametersAreBound(t *testing.T) {
	s := newSite()
	eachOperation(t, description(t, s), func(method, path string, operation object) {
		target, needed := reachable(path, operation)
		refused := func(query url.Values, name string) {
			t.Helper()
			w := s.do(method, target+"?"+query.Encode(), "")
			if strings.HasPrefix(path, "/v2/") && w.Code == 400 && strings.Contains(w.Body.String(), name) {
				return // in NewsAPI's form
			}
			if p := (problem{}); w.Code != 400 || json.Unmarshal(w.Body.Bytes(), &p) != nil || p.Parameter != name {
				t.Errorf("%s %s?%s: status %d, parameter %q, want 400 for %q", method, target, query.Encode(), w.Code, p.Parameter, name)
			}
		}
		with := func(name string, values ...string) url.Values {
			query := url.Values{}
			for k, v := range needed {
				query[k] = v
			}
			query[name] = values
			return query
		}
		refused(with("no_such_parameter", "1"), "no_such_parameter")
		for _, p := range parameters(operation) {
			name := p["name"].(string)
			if p["description"] == "" {
				t.Errorf("%s %s: %s is not explained", method, path, name)
			}
			if p["in"] == "path" {
				continue
			}
			for _, wrong := range wrongValues(p) {
				refused(with(name, wrong), name)
			}
			if p["required"] == true {
				refused(with(name), name)
			}
			value := example(p)
			if p["schema"].(object)["type"] != "array" && value != "" {
				refused(with(name, value, value), name)
			}
			w := s.do(method, target+"?"+with(name, value).Encode(), "")
			var got problem
			if json.Unmarshal(w.Body.Bytes(), &got) == nil && w.Code == 400 && got.Parameter == name {
				t.Errorf("%s %s: the example of %s is refused: %s", method, path, name, got.Detail)
			}
		}
	})
}

// A reference that leads nowhere makes the whole description useless.
func TestDescriptionHoldsTogether(t *testing.T) {
	d := description(t, newSite())
	schemas := d["components"].(object)["schemas"].(object)
	var ids []string
	eachOperation(t, d, func(method, path string, operation object) {
		id := operation["operationId"].(string)
		if id == "" || slices.Contains(ids, id) || operation["summary"] == "" {
			t.Errorf("%s %s: id %q is taken or empty, or there is no summary", method, path, id)
		}
		ids = append(ids, id)
	})
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case object:
			if ref, ok := v["$ref"].(string); ok && schemas[strings.TrimPrefix(ref, "#/components/schemas/")] == nil {
				t.Errorf("%s leads nowhere", ref)
			}
			for _, member := range v {
				walk(member)
			}
		case []any:
			for _, element := range v {
				walk(element)
			}
		}
	}
	walk(d)
}

// What is answered is described: no member that the schema does not know, none
// missing that it needs, each of its type.
func TestAnswersFitTheirDescription(t *testing.T) {
	s := newSite()
	s.searcher.result = search.Result{
		Query: search.Understood{Input: "x", Parsed: "x", Notes: []query.Note{}}, Total: 1,
		Hits:   []search.Hit{{ID: "a", Title: "T", Entities: map[string][]string{"person": {"Ana"}}, Dates: []string{"2025-05"}}},
		Facets: map[string]search.Facet{"person": {Values: []search.FacetValue{{Value: "Ana", Count: 1}}}},
		Timeline: &search.ResultTimeline{
			Interval: search.IntervalDay, TZ: "UTC", Buckets: []search.ResultBucket{{Start: "2025-05-09", Count: 1, All: 2}},
		},
	}
	s.store.put(news.Article{ID: "a", Title: "T", Body: "Rubio spoke on May 2."})
	d := description(t, s)
	for _, tt := range []struct{ method, target, path, body string }{
		{"GET", "/api/v1", "/api/v1", ""},
		{"GET", "/api/v1/search?q=x", "/api/v1/search", ""},
		{"GET", "/api/v1/search?size=x", "/api/v1/search", ""},
		{"GET", "/api/v1/articles/a", "/api/v1/articles/{id}", ""},
		{"GET", "/api/v1/articles/b", "/api/v1/articles/{id}", ""},
		{"POST", "/api/v1/articles", "/api/v1/articles", `{"id":"b","title":"T"}`},
		{"POST", "/api/v1/articles", "/api/v1/articles", `[{"id":"b"}]`},
		{"POST", "/api/v1/articles", "/api/v1/articles", `{"id":"c"}`},
		{"PUT", "/api/v1/articles/b", "/api/v1/articles/{id}", `{"title":"T2"}`},
		{"DELETE", "/api/v1/articles/b", "/api/v1/articles/{id}", ""},
	} {
		w := s.do(tt.method, tt.target, tt.body)
		operation := d["paths"].(object)[tt.path].(object)[strings.ToLower(tt.method)].(object)
		response, ok := operation["responses"].(object)[fmt.Sprint(w.Code)].(object)
		if !ok {
			t.Errorf("%s %s: status %d is not described", tt.method, tt.target, w.Code)
			continue
		}
		kind := w.Header().Get("Content-Type")
		media, ok := response["content"].(object)[kind].(object)
		if !ok {
			t.Errorf("%s %s: %d in %s is not described", tt.method, tt.target, w.Code, kind)
			continue
		}
		var got any
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if err := conforms(got, media["schema"].(object), d); err != nil {
			t.Errorf("%s %s: %v in %s", tt.method, tt.target, err, w.Body)
		}
	}
}

// conforms checks a value against the part of JSON schema that the description uses.
func conforms(v any, schema, d object) error {
	if ref, ok := schema["$ref"].(string); ok {
		return conforms(v, d["components"].(object)["schemas"].(object)[strings.TrimPrefix(ref, "#/components/schemas/")].(object), d)
	}
	if choices, ok := schema["oneOf"].([]any); ok {
		var err error
		for _, c := range choices {
			if err = conforms(v, c.(object), d); err == nil {
				return nil
			}
		}
		return err
	}
	types := map[string]bool{}
	switch v := v.(type) {
	case string:
		types["string"] = true
	case bool:
		types["boolean"] = true
	case float64:
		types["number"], types["integer"] = true, v == float64(int(v))
	case []any:
		types["array"] = true
		items, _ := schema["items"].(object)
		for _, element := range v {
			if err := conforms(element, items, d); err != nil {
				return err
			}
		}
	case object:
		types["object"] = true
		if err := conformsObject(v, schema, d); err != nil {
			return err
		}
	}
	if want, ok := schema["type"].(string); ok && !types[want] {
		return fmt.Errorf("%v is no %s", v, want)
	}
	return nil
}

func conformsObject(v, schema, d object) error {
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, there := v[name.(string)]; !there {
			return fmt.Errorf("%v is missing", name)
		}
	}
	properties, _ := schema["properties"].(object)
	for name, member := range v {
		described, ok := properties[name].(object)
		if !ok {
			described, ok = schema["additionalProperties"].(object)
		}
		if !ok && schema["additionalProperties"] == true {
			continue
		}
		if !ok {
			return fmt.Errorf("%s is not described", name)
		}
		if err := conforms(member, described, d); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// The page loads nothing but our own stylesheet and runs nothing.
func TestDocs(t *testing.T) {
	s := newSite()
	w := s.get("/docs")
	wantStatus(t, w, 200)
	page := w.Body.String()
	for _, bad := range []string{"<script", "style=", "src=", "url(", "//cdn", `="https://`} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	eachOperation(t, description(t, s), func(method, path string, operation object) {
		if !strings.Contains(page, method+" "+path) || !strings.Contains(page, operation["summary"].(string)) {
			t.Errorf("the page does not show %s %s", method, path)
		}
	})
	if strings.Contains(page, "`") || !strings.Contains(page, "<code>dateline ingest</code>") {
		t.Error("the page shows descriptions as they are written")
	}
	head := s.do(http.MethodHead, "/docs", "")
	wantStatus(t, head, 200)
}
