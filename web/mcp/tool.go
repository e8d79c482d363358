package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// tool is an operation of the API as an assistant sees it.
type tool struct {
	name, about string
	path        string // names in it are arguments
	needed      []string
	optional    []string
	lists       []string          // of these, those that may have several values
	fixed       map[string]string // parameters that are always given
}

func tools() []tool {
	when := []string{"from", "to", "tz", "person", "org", "place", "country", "source", "section", "author", "lang"}
	return []tool{
		{
			name: "search", path: "/api/v1/search", needed: []string{"q"}, optional: append([]string{"sort", "size", "cursor"}, when...),
			about: `Search the news. q is a query: words (all must be there), "phrases", AND OR NOT, NEAR/5, person:"…", published:2025-05. ` +
				"Gives the exact total and hits with fragments; next is the cursor of the next page.",
			fixed: map[string]string{"facets": "none", "interval": "none"},
		},
		{
			name: "get_article", path: "/api/v1/articles/{id}", needed: []string{"id"},
			about: "Read one article whole, with its version, and the names and dates in it.",
		},
		{
			name: "entity", path: "/api/v1/entities/{type}/{name}", needed: []string{"type", "name"}, optional: []string{"size", "from", "to"},
			about: "What is known of a person, org or place by its canonical name or an alias: what else it is called, how many articles, who appears with it, its timeline.",
		},
		{
			name: "timeline", path: "/api/v1/timeline", needed: []string{"q"}, lists: []string{"q"}, optional: append([]string{"interval"}, when...),
			about: "Attention over time of up to five queries, with their share of all coverage.",
		},
	}
}

// listed is how tools/list gives the tools.
func listed() []map[string]any {
	var all []map[string]any
	for _, t := range tools() {
		properties := map[string]any{}
		for _, name := range slices.Concat(t.needed, t.optional) {
			properties[name] = argument(name, slices.Contains(t.lists, name))
		}
		all = append(all, map[string]any{
			"name": t.name, "description": t.about,
			"inputSchema": map[string]any{"type": "object", "properties": properties, "required": t.needed, "additionalProperties": false},
			"annotations": map[string]any{"readOnlyHint": true},
		})
	}
	return all
}

// use answers tools/call. What is wrong with the arguments is told to the
// assistant, who may mend it.
func (s *Server) use(ctx context.Context, params json.RawMessage) (any, error) {
	var asked struct {
		Name      string         `json:"name"`
		Arguments map[string]any `json:"arguments"`
	}
	if err := json.Unmarshal(params, &asked); err != nil {
		return nil, &failure{invalidParams, "the parameters of tools/call cannot be read"}
	}
	i := slices.IndexFunc(tools(), func(t tool) bool { return t.name == asked.Name })
	if i < 0 {
		return nil, &failure{invalidParams, fmt.Sprintf("there is no tool %q", asked.Name)}
	}
	path, values, err := tools()[i].ask(asked.Arguments)
	if err != nil {
		return content(err.Error(), true), nil
	}
	status, body, err := s.get(ctx, path, values)
	if err != nil {
		return nil, err
	}
	return content(string(body), status != http.StatusOK), nil
}

func content(text string, wrong bool) map[string]any {
	return map[string]any{"content": []map[string]string{{"type": "text", "text": text}}, "isError": wrong}
}

// ask makes a request of a call's arguments.
func (t tool) ask(arguments map[string]any) (path string, values url.Values, err error) {
	values = url.Values{}
	for name, v := range t.fixed {
		values.Set(name, v)
	}
	for name, argument := range arguments {
		if !slices.Contains(t.needed, name) && !slices.Contains(t.optional, name) {
			return "", nil, fmt.Errorf("%s has no argument %q", t.name, name)
		}
		list, several := argument.([]any)
		if !several {
			list = []any{argument}
		}
		for _, v := range list {
			switch v.(type) {
			case string, float64, bool:
				values.Add(name, fmt.Sprint(v))
			default:
				return "", nil, fmt.Errorf("the argument %s must be a text", name)
			}
		}
	}
	path, err = t.fill(values)
	return path, values, err
}

// fill puts the names that a path holds into it.
func (t tool) fill(values url.Values) (string, error) {
	path := t.path
	for _, name := range t.needed {
		value := values.Get(name)
		if value == "" {
			return "", fmt.Errorf("%s needs the argument %s", t.name, name)
		}
		if strings.Contains(t.path, "{"+name+"}") {
			path = strings.Replace(path, "{"+name+"}", url.PathEscape(value), 1)
			values.Del(name)
		}
	}
	return path, nil
}
