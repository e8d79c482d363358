package locale_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// What a search says of a query it says in English; the catalogue's English, from
// which others are translated, is just that, for every code that there is.
func TestNotesAreWhatTheSearchSays(t *testing.T) {
	// What is wrong with a date has many sentences and three codes.
	said := map[string]string{"no-date": "", "no-period": "", "no-span": ""}
	inspect(t, filepath.Join(web, "..", "search", "query", "*.go"), func(n ast.Node) { noteOf(n, said) })
	inspect(t, filepath.Join(web, "..", "search", "*.go"), func(n ast.Node) { noteOf(n, said) })
	compareGroup(t, "note", said)
}

// noteOf keeps the code and sentence of a call that has both: repair, hint, fail,
// word, NewNote.
func noteOf(n ast.Node, said map[string]string) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return
	}
	args := call.Args
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		if f.Sel.Name != "repair" && f.Sel.Name != "hint" && f.Sel.Name != "fail" && f.Sel.Name != "NewNote" {
			return
		}
		args = args[1:]
	case *ast.Ident:
		if f.Name != "word" {
			return
		}
	default:
		return
	}
	code, isCode := stringLiteral(args[0])
	sentence, isSentence := stringLiteral(args[1])
	if isCode && isSentence {
		said[code] = sentence
	}
}

// Every error has a name, and the catalogue's English is the API's.
func TestProblemsAreWhatTheServerSays(t *testing.T) {
	said := map[string]string{"http": ""}
	inspect(t, filepath.Join(web, "error.go"), func(n ast.Node) {
		var args []ast.Expr
		switch n := n.(type) {
		case *ast.CompositeLit:
			if len(n.Elts) == 5 {
				args = n.Elts[2:4]
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "newProblem" {
				args = n.Args[1:3]
			}
		}
		if args == nil {
			return
		}
		kind, isKind := stringLiteral(args[0])
		title, isTitle := stringLiteral(args[1])
		if _, twice := said[kind]; isKind && isTitle && !twice {
			said[kind] = title
		}
	})
	compareGroup(t, "problem", said)
}

// compareGroup compares a group of the English catalogue with sentences by their
// codes; an empty sentence is any.
func compareGroup(t *testing.T, group string, said map[string]string) {
	t.Helper()
	source, err := os.ReadFile("en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var english map[string]map[string]any
	if err := toml.Unmarshal(source, &english); err != nil {
		t.Fatal(err)
	}
	if len(said) < 10 {
		t.Fatalf("only %d sentences were found", len(said))
	}
	for code, sentence := range said {
		ours, _ := english[group][code].(string)
		if ours == "" || sentence != "" && strings.ReplaceAll(ours, ", number}", "}") != sentence {
			t.Errorf("%s.%s is %q, want %q", group, code, ours, sentence)
		}
	}
	for code := range english[group] {
		if _, ok := said[code]; !ok {
			t.Errorf("nothing says %s.%s", group, code)
		}
	}
}

// inspect visits the nodes of the Go files that a pattern names, tests apart.
func inspect(t *testing.T, pattern string, f func(ast.Node)) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files are %s: %v", len(names), pattern, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			f(n)
			return true
		})
	}
}
