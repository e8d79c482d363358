package openapi

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"
)

//go:embed page.html
var pageSource string

// shown is an operation as the page shows it.
type shown struct {
	*Operation
	Parameters []Schema
	Answers    []shownAnswer
	Bodies     []shownMedia
}

type shownAnswer struct {
	Status, Meaning string
	Media           []shownMedia
}

type shownMedia struct {
	Type, Schema string // of the schema its name, if it has one
	Example      string
}

// WritePage shows a description to people: one page without scripts, which loads
// nothing but the stylesheet at that address.
func WritePage(w io.Writer, document Schema, operations []Operation, stylesheet string) error {
	t, err := template.New("docs").Funcs(template.FuncMap{"prose": prose}).Parse(pageSource)
	if err != nil {
		return fmt.Errorf("openapi: page: %w", err)
	}
	groups := map[string][]shown{}
	var order []string
	for i := range operations {
		tag := operations[i].Tag
		if groups[tag] == nil {
			order = append(order, tag)
		}
		groups[tag] = append(groups[tag], show(document, &operations[i]))
	}
	types, err := shownTypes(document)
	if err != nil {
		return err
	}
	err = t.Execute(w, map[string]any{
		"Info": document["info"], "Order": order, "Groups": groups, "Types": types, "Style": stylesheet,
	})
	if err != nil {
		return fmt.Errorf("openapi: page: %w", err)
	}
	return nil
}

// stretch is a part of a description.
type stretch struct {
	Text string
	Code bool // it is what one types or reads, between backticks in Markdown
}

// prose parts a description, which is written in Markdown of which it uses
// backticks alone.
func prose(text any) (parts []stretch) {
	s, _ := text.(string)
	for i, piece := range strings.Split(s, "`") {
		if piece != "" {
			parts = append(parts, stretch{piece, i%2 == 1})
		}
	}
	return parts
}

func show(document Schema, o *Operation) shown {
	described := document["paths"].(Schema)[o.Path].(Schema)[strings.ToLower(o.Method)].(Schema)
	s := shown{Operation: o}
	s.Parameters, _ = described["parameters"].([]Schema)
	if body, ok := described["requestBody"].(Schema); ok {
		s.Bodies = shownContent(body["content"])
	}
	responses := described["responses"].(Schema)
	for _, status := range slices.Sorted(maps.Keys(responses)) {
		response := responses[status].(Schema)
		s.Answers = append(s.Answers, shownAnswer{status, response["description"].(string), shownContent(response["content"])})
	}
	return s
}

func shownContent(content any) []shownMedia {
	all, _ := content.(Schema)
	var media []shownMedia
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		body := all[kind].(Schema)
		m := shownMedia{Type: kind}
		if schema, ok := body["schema"].(Schema); ok {
			ref, _ := schema["$ref"].(string)
			m.Schema = strings.TrimPrefix(ref, "#/components/schemas/")
		}
		if example, err := json.MarshalIndent(body["example"], "", "  "); err == nil && body["example"] != nil {
			m.Example = string(example)
		}
		media = append(media, m)
	}
	return media
}

// shownType is a named schema as JSON.
type shownType struct{ Name, Text string }

func shownTypes(document Schema) ([]shownType, error) {
	named := document["components"].(Schema)["schemas"].(map[string]Schema)
	var types []shownType
	for _, name := range slices.Sorted(maps.Keys(named)) {
		text, err := json.MarshalIndent(named[name], "", "  ")
		if err != nil {
			return nil, fmt.Errorf("openapi: schema %s: %w", name, err)
		}
		types = append(types, shownType{name, string(text)})
	}
	return types, nil
}
