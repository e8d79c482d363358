package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/openapi"
)

// What the description says of an article's members is what is taken of them.
func TestMembersAreTakenAsDescribed(t *testing.T) {
	properties := sent{}.JSONSchema()["properties"].(openapi.Schema)
	for _, name := range news.Known() {
		types := kindsOf(properties[name].(openapi.Schema)["type"])
		for _, v := range []struct{ value, kind string }{
			{`"2025"`, "string"}, {`2025`, "integer"}, {`["a","b"]`, "array"}, {`null`, "null"}, {`true`, "boolean"}, {`{"a":"b"}`, "object"}, {`[1]`, ""}, {`[null]`, ""},
		} {
			described := slices.Contains(types, v.kind) || v.kind == "integer" && slices.Contains(types, "number")
			if name == "title" && v.kind == "null" {
				continue // which is missing then, and told so where all of an article is looked at
			}
			err := json.Unmarshal(fmt.Appendf(nil, `{%q:%s}`, name, v.value), new(news.Article))
			if (err == nil) != described {
				t.Errorf("%s: %s is described as right: %v, and taken: %v", name, v.value, described, err)
			}
		}
	}
}

func kindsOf(types any) (kinds []string) {
	list, many := types.([]any)
	if !many {
		return []string{types.(string)}
	}
	for _, one := range list {
		kinds = append(kinds, one.(string))
	}
	return kinds
}
