package openapi

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/web/param"
)

// About is what the description says of the API as a whole.
type About struct {
	Title, Version, Text string
	Mount                string // the path below which the server is reached; empty is none
	// Problem is what errors are encoded from.
	Problem any
	// Tags says what the operations of a tag are about.
	Tags map[string]string
}

// Document is the description of the operations, ready to be encoded.
func Document(about About, operations []Operation) Schema {
	s := newSchemas()
	paths := Schema{}
	for i := range operations {
		o := &operations[i]
		item, ok := paths[o.Path].(Schema)
		if !ok {
			item = Schema{}
			paths[o.Path] = item
		}
		item[strings.ToLower(o.Method)] = s.operation(o, about.Problem)
	}
	return Schema{
		"openapi": "3.1.0",
		"info": Schema{
			"title": about.Title, "version": about.Version, "description": about.Text,
			"license": Schema{"name": "Apache-2.0", "identifier": "Apache-2.0"},
		},
		"servers":  []Schema{{"url": cmp.Or(about.Mount, "/"), "description": "The server that this description comes from"}},
		"security": []Schema{{}, {"key": []string{}}},
		"tags":     tags(operations, about.Tags),
		"paths":    paths,
		"components": Schema{
			"schemas": s.named,
			"securitySchemes": Schema{"key": Schema{
				"type": "http", "scheme": "bearer",
				"description": "A key made by `dateline keys create`. On a loopback address and without any key, everything is open to this machine.",
			}},
		},
	}
}

func tags(operations []Operation, meanings map[string]string) []Schema {
	var names []string
	for i := range operations {
		if !slices.Contains(names, operations[i].Tag) {
			names = append(names, operations[i].Tag)
		}
	}
	list := make([]Schema, len(names))
	for i, name := range names {
		list[i] = Schema{"name": name}
		if meanings[name] != "" {
			list[i]["description"] = meanings[name]
		}
	}
	return list
}

func (s *schemas) operation(o *Operation, problem any) Schema {
	out := Schema{
		"operationId": o.ID, "summary": o.Summary, "tags": []string{o.Tag},
		"description": strings.TrimSpace(o.Detail + fmt.Sprintf("\n\nNeeds the scope `%s` where keys are asked for.", o.Scope)),
		"responses":   s.responses(o, problem),
	}
	var parameters []Schema
	for _, p := range o.Names {
		parameters = append(parameters, parameter(p, "path"))
	}
	for _, p := range o.Query {
		parameters = append(parameters, parameter(p, "query"))
	}
	if len(parameters) > 0 {
		out["parameters"] = parameters
	}
	if o.Body != nil {
		out["requestBody"] = Schema{"description": o.Body.Meaning, "required": o.Body.Required, "content": s.content(o.Body.Media, s.closed)}
	}
	return out
}

func parameter(p param.Spec, in string) Schema {
	schema := Schema{"type": "string"}
	switch p.Kind {
	case param.Choice:
		schema["enum"] = p.Words
		if !p.Required && in == "query" { // as HTML forms send what was not chosen
			schema["enum"] = append(slices.Clone(p.Words), "")
		}
	case param.Number:
		schema = Schema{"type": "integer", "minimum": p.Least, "maximum": p.Most}
	}
	if p.Kind == param.Number && !p.Required && in == "query" { // likewise
		schema = Schema{"anyOf": []Schema{schema, {"type": "string", "maxLength": 0}}}
	}
	if p.Default != "" {
		schema["default"] = typed(p, p.Default)
	}
	out := Schema{"name": p.Name, "in": in, "description": p.Meaning, "schema": schema}
	if p.Required {
		out["required"] = true
	}
	if p.Required && p.Kind == param.Text {
		schema["minLength"] = 1
	}
	if p.Example != "" {
		out["example"] = typed(p, p.Example)
	}
	if !p.Repeat {
		return out
	}
	list := Schema{"type": "array", "items": schema}
	if p.Most > 0 {
		list["maxItems"] = p.Most
	}
	if p.Required {
		list["minItems"] = 1
	}
	out["schema"], out["style"], out["explode"] = list, "form", true
	if p.Example != "" {
		out["example"] = []string{p.Example}
	}
	return out
}

// typed is a value as JSON has it.
func typed(p param.Spec, value string) any {
	if n, err := strconv.Atoi(value); err == nil && p.Kind == param.Number {
		return n
	}
	return value
}

// responses are the answers, and a problem for each way to fail.
func (s *schemas) responses(o *Operation, problem any) Schema {
	all := Schema{}
	for _, a := range o.Answers {
		response := Schema{"description": a.Meaning}
		if len(a.Media) > 0 {
			response["content"] = s.content(a.Media, s.of)
		}
		all[strconv.Itoa(a.Status)] = response
	}
	failed := Schema{"application/problem+json": Schema{"schema": s.of(problem)}}
	if o.Failure != nil {
		failed = s.content([]Media{*o.Failure}, s.of)
	}
	for _, status := range failures(o) {
		if all[strconv.Itoa(status)] != nil {
			continue // it is an answer here
		}
		all[strconv.Itoa(status)] = Schema{"description": http.StatusText(status), "content": failed}
	}
	if o.Method == http.MethodGet {
		all["304"] = Schema{"description": "What If-None-Match names is still the answer"}
	}
	return all
}

// failures are the statuses that an operation may fail with.
func failures(o *Operation) []int {
	statuses := slices.Concat([]int{400, 401, 403, 406, 429, 500, 503}, o.Errors)
	if len(o.Names) > 0 {
		statuses = append(statuses, 404)
	}
	if o.Body != nil {
		statuses = append(statuses, 413, 415, 422)
	}
	slices.Sort(statuses)
	return slices.Compact(statuses)
}

// content describes each form of a body; of makes the schema of its type.
func (s *schemas) content(media []Media, of func(any) Schema) Schema {
	content := Schema{}
	for _, m := range media {
		body := Schema{"schema": of(m.Of)}
		if m.Example != nil {
			body["example"] = m.Example
		}
		content[m.Type] = body
	}
	return content
}
