package page

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/web/locale"
)

// speaking is a voice in a language, with times in UTC.
func speaking(t *testing.T, tag string) voice {
	t.Helper()
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return voice{words.Named(tag), time.UTC, ""}
}

// What is worded by its name has a word for each name that there is, and none
// for others.
func TestGroupsAreWhole(t *testing.T) {
	for group, names := range map[string][]string{
		"place":    fields(schema.Text),
		"field":    append(fields(schema.Keyword), "id"),
		"facet":    schema.Facets(),
		"facets":   schema.Facets(),
		"job-kind": constants(t, "index/intake", "JobKind"),
		"reason":   constants(t, "index/alias/likely", "Reason"),
	} {
		in := speaking(t, "en")
		var words []string
		for _, key := range in.Keys() {
			if name, ok := strings.CutPrefix(key, group+"."); ok {
				words = append(words, name)
			}
		}
		slices.Sort(names)
		if !slices.Equal(names, words) || len(names) == 0 {
			t.Errorf("%s has words for %q, and there are %q", group, words, names)
		}
	}
}

// fields are those of a kind that a query may name, but for has: and mentions:,
// which have sentences of their own.
func fields(of schema.Kind) []string {
	var names []string
	for _, f := range schema.Fields() {
		if f.Kind == of && f.Name != schema.Has && f.Name != schema.Mentions {
			names = append(names, f.Name)
		}
	}
	return names
}

// constants are the values of a package's string constants of a type.
func constants(t *testing.T, folder, of string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != of {
				return true
			}
			for _, v := range spec.Values {
				if literal, ok := v.(*ast.BasicLit); ok {
					value, _ := strconv.Unquote(literal.Value)
					values = append(values, value)
				}
			}
			return true
		})
	}
	return values
}
