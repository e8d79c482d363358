package mcp

import (
	"slices"

	"github.com/dateline-search/dateline/web/param"
)

// maxQueries is how many queries the API draws side by side.
const maxQueries = 5

// argument is the JSON Schema of a tool's argument, made of what the API checks
// it against.
func argument(name string, several bool) map[string]any {
	spec := specOf(name)
	schema := map[string]any{"type": "string", "description": described(spec)}
	switch {
	case several:
		return map[string]any{
			"type": "array", "items": map[string]any{"type": "string"}, "minItems": 1, "maxItems": maxQueries, "description": described(spec),
		}
	case spec.Kind == param.Number:
		schema["type"], schema["minimum"], schema["maximum"] = "integer", spec.Least, spec.Most
	case spec.Kind == param.Choice:
		schema["enum"] = spec.Words
	}
	return schema
}

// described is what an argument means, with an example where there is one.
func described(s param.Spec) string {
	if s.Example == "" {
		return s.Meaning
	}
	return s.Meaning + " Example: " + s.Example
}

// specOf is a parameter of a search, or one of those that stand in paths.
func specOf(name string) param.Spec {
	specs := append(param.SearchSpecs(),
		param.Spec{Name: "id", Meaning: "The article's id, as a search gives it."},
		param.Spec{Name: "type", Kind: param.Choice, Words: []string{"person", "org", "place"}, Meaning: "What it is."},
		param.Spec{Name: "name", Meaning: "Its name, or another that it is known by.", Example: "Marco Rubio"},
	)
	i := slices.IndexFunc(specs, func(s param.Spec) bool { return s.Name == name })
	return specs[i] // a tool takes none that is not described
}
