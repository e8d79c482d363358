package locale_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"

	"github.com/dateline-search/dateline/web/locale"
)

// use is a place that asks for a message.
type use struct {
	place  string
	key    string            // a group for Word
	group  bool              // whether it asks by Word
	values map[string]string // kinds by name; nil where it cannot be seen
}

// web is where everything lies that speaks to readers, from here.
const web = ".."

// Every key that is used must be there, with just the values that it wants; and
// every key that is there must be used.
func TestMessagesAreUsedAsTheyAre(t *testing.T) {
	uses := slices.Concat(usesInGo(t), usesInTemplates(t), usesInScript(t))
	if len(uses) < 20 {
		t.Fatalf("only %d uses of messages were found", len(uses))
	}
	english := mustLoad(t).All()[0]
	used := map[string]bool{}
	for _, u := range uses {
		if u.group {
			for _, key := range english.Keys() {
				if strings.HasPrefix(key, u.key+".") && !strings.Contains(strings.TrimPrefix(key, u.key+"."), ".") {
					used[key] = true
					used[u.key] = true
				}
			}
			if !used[u.key] {
				t.Errorf("%s: there is no group %q", u.place, u.key)
			}
			continue
		}
		used[u.key] = true
		wanted, ok := english.Wants(u.key)
		if !ok {
			t.Errorf("%s: there is no message %q", u.place, u.key)
			continue
		}
		if u.values != nil && fmt.Sprint(wanted) != fmt.Sprint(u.values) {
			t.Errorf("%s: %s wants %v and is given %v", u.place, u.key, wanted, u.values)
		}
	}
	for _, key := range english.Keys() {
		if !used[key] {
			t.Errorf("nobody uses the message %q", key)
		}
	}
}

// usesInGo finds the calls of Say, Rich and Word, whose first argument must be
// written out, and whose values must be made where they are handed over.
func usesInGo(t *testing.T) []use {
	t.Helper()
	var uses []use
	for _, name := range files(t, ".go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			method := calledMethod(call)
			if method == "Explain" {
				uses = append(uses, use{set.Position(call.Pos()).String(), "why", true, nil})
			}
			if method != "Say" && method != "Rich" && method != "Word" {
				return true
			}
			place := set.Position(call.Pos()).String()
			key, ok := stringLiteral(call.Args[0])
			switch {
			case ok:
				uses = append(uses, use{place, key, method == "Word", valuesInGo(t, place, call.Args[1:], method == "Word")})
			case !strings.Contains(name, "locale"):
				t.Errorf("%s: the key of a message must be written out", place)
			}
			return true
		})
	}
	return uses
}

func calledMethod(call *ast.CallExpr) string {
	if s, ok := call.Fun.(*ast.SelectorExpr); ok && len(call.Args) > 0 {
		return s.Sel.Name
	}
	return ""
}

func stringLiteral(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func valuesInGo(t *testing.T, place string, args []ast.Expr, word bool) map[string]string {
	if word {
		return nil
	}
	values := map[string]string{}
	for _, arg := range args {
		call, ok := arg.(*ast.CallExpr)
		if !ok {
			t.Errorf("%s: a value must be made in the call, by Num, Str or Slot", place)
			return nil
		}
		maker := calledMethod(call)
		if id, plain := call.Fun.(*ast.Ident); plain {
			maker = id.Name
		}
		name, written := stringLiteral(call.Args[0])
		kind := kindOf(maker)
		if !written || kind == "" {
			t.Errorf("%s: a value must be made in the call, by Num, Str or Slot", place)
			return nil
		}
		values[name] = kind
	}
	return values
}

// kindOf is what a maker of values makes.
func kindOf(maker string) string {
	switch strings.ToLower(maker) {
	case "num":
		return "number"
	case "str":
		return "text"
	case "slot":
		return "slot"
	}
	return ""
}

// usesInTemplates finds {{say …}}, {{rich …}} and {{word …}}.
func usesInTemplates(t *testing.T) []use {
	t.Helper()
	var uses []use
	for _, name := range files(t, ".html") {
		for _, tree := range trees(t, name) {
			walk(tree.Root, func(c *parse.CommandNode) {
				id, ok := c.Args[0].(*parse.IdentifierNode)
				if !ok || id.Ident != "say" && id.Ident != "rich" && id.Ident != "word" {
					return
				}
				place := name + ": {{" + c.String() + "}}"
				key, ok := c.Args[1].(*parse.StringNode)
				if !ok {
					t.Errorf("%s: the key of a message must be written out", place)
					return
				}
				uses = append(uses, use{place, key.Text, id.Ident == "word", valuesInTemplate(t, place, c.Args[2:], id.Ident == "word")})
			})
		}
	}
	return uses
}

func valuesInTemplate(t *testing.T, place string, args []parse.Node, word bool) map[string]string {
	if word {
		return nil
	}
	values := map[string]string{}
	for _, arg := range args {
		pipe, ok := arg.(*parse.PipeNode)
		if !ok || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) < 2 {
			t.Errorf("%s: a value must be made by num, str or slot", place)
			return nil
		}
		name, written := pipe.Cmds[0].Args[1].(*parse.StringNode)
		kind := kindOf(pipe.Cmds[0].Args[0].String())
		if !written || kind == "" {
			t.Errorf("%s: a value must be made by num, str or slot", place)
			return nil
		}
		values[name.Text] = kind
	}
	return values
}

// usesInScript finds word("…") in scripts, and the words that are looked up by
// the kind of a completion.
func usesInScript(t *testing.T) []use {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(web, "static", "app.js"))
	if err != nil {
		t.Fatal(err)
	}
	var uses []use
	for _, m := range regexp.MustCompile(`\bword\("([a-z-]+)"`).FindAllStringSubmatch(string(source), -1) {
		uses = append(uses, use{place: "app.js", key: "script." + m[1]})
	}
	if !strings.Contains(string(source), "word(o.kind)") {
		t.Fatal("app.js names no kinds of completions any more")
	}
	for _, kind := range []string{"person", "org", "place", "source", "word"} {
		uses = append(uses, use{place: "app.js", key: "script." + kind, values: map[string]string{}})
	}
	return uses
}

// trees are the parsed templates of a file.
func trees(t *testing.T, name string) map[string]*parse.Tree {
	t.Helper()
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	found := map[string]*parse.Tree{}
	if _, err := tree.Parse(string(source), "", "", found); err != nil {
		t.Fatal(err)
	}
	return found
}

// walk calls f for every command in a template, those in brackets as well.
func walk(n parse.Node, f func(*parse.CommandNode)) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, inner := range n.Nodes {
			walk(inner, f)
		}
	case *parse.ActionNode:
		walk(n.Pipe, f)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, f)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, f)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, f)
	case *parse.TemplateNode:
		walk(n.Pipe, f)
	case *parse.PipeNode:
		if n == nil {
			return
		}
		for _, c := range n.Cmds {
			f(c)
			for _, arg := range c.Args {
				walk(arg, f)
			}
		}
	}
}

func walkBranch(n *parse.BranchNode, f func(*parse.CommandNode)) {
	walk(n.Pipe, f)
	walk(n.List, f)
	walk(n.ElseList, f)
}

// files lists those below web whose names end so.
func files(t *testing.T, extension string) []string {
	t.Helper()
	return filesBelow(t, web, extension)
}

func filesBelow(t *testing.T, folder, extension string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, extension) {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files end in %s: %v", len(names), extension, err)
	}
	return names
}

func mustLoad(t *testing.T) *locale.Catalogue {
	t.Helper()
	c, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}
