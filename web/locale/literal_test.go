package locale_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"golang.org/x/net/html"
)

// names are called the same in every language.
func names() []string {
	return []string{"Dateline", "CSV", "NDJSON", "BibTeX", "RIS", "Atom", "RSS", "JSON Feed", "JSON", "OPML", "HTTP", "API"}
}

// aWord is what must stand in a catalogue: two letters or more that are no name.
var aWord = regexp.MustCompile(`\p{L}{2,}`)

// spoken reports the words of a text that are not names.
func spoken(text string) string {
	for _, name := range names() {
		text = strings.ReplaceAll(text, name, "")
	}
	return aWord.FindString(text)
}

// No word stands in a template: not in a text, nor in an attribute that is shown
// or read out.
func TestNoWordsInTemplates(t *testing.T) {
	shown := []string{"title", "placeholder", "aria-label", "aria-description", "aria-roledescription", "alt", "label", "data-wait"}
	looked := 0
	for _, name := range files(t, ".html") {
		if filepath.Base(filepath.Dir(name)) != "template" { // the API's page speaks English, as the API does
			continue
		}
		for part, tree := range trees(t, name) {
			text := skeleton(tree.Root)
			if !strings.Contains(text, "<") { // attributes alone
				text = "<p " + text + ">"
			}
			z := html.NewTokenizer(strings.NewReader(text))
			for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
				looked++
				token := z.Token()
				if word := spoken(token.Data); kind == html.TextToken && word != "" {
					t.Errorf("%s: %s: %q in %q is no word of a catalogue", name, part, word, token.Data)
				}
				for _, a := range token.Attr {
					if word := spoken(a.Val); slices.Contains(shown, a.Key) && word != "" {
						t.Errorf("%s: %s: %s=%q is no word of a catalogue", name, part, a.Key, a.Val)
					}
				}
			}
		}
	}
	if looked < 500 {
		t.Errorf("only %d pieces of templates were looked at", looked)
	}
}

// skeleton is a template without what is put into it: every branch, one behind
// the other.
func skeleton(n parse.Node) string {
	switch n := n.(type) {
	case *parse.TextNode:
		return string(n.Text)
	case *parse.ListNode:
		if n == nil {
			return ""
		}
		var b strings.Builder
		for _, inner := range n.Nodes {
			b.WriteString(skeleton(inner))
		}
		return b.String()
	case *parse.IfNode:
		return skeleton(n.List) + skeleton(n.ElseList)
	case *parse.RangeNode:
		return skeleton(n.List) + skeleton(n.ElseList)
	case *parse.WithNode:
		return skeleton(n.List) + skeleton(n.ElseList)
	}
	return ""
}

// No words stand in the Go that makes pages either: text with a blank between
// letters, or a capitalised word. What errors say to the log is none.
func TestNoWordsInPages(t *testing.T) {
	phrase := regexp.MustCompile(`\p{L}[,.:;]? \p{L}|\b\p{Lu}\p{Ll}{2}`)
	headers := []string{"Accept-Language", "Content-Language", "private, no-cache"}
	looked := 0
	for _, name := range files(t, ".go") {
		if filepath.Base(filepath.Dir(name)) != "page" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		skip := map[ast.Node]bool{}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec, *ast.StructType:
				return false
			case *ast.CompositeLit: // whose English is for programs; pages say it by the parameter's name
				if s, ok := n.Type.(*ast.SelectorExpr); ok && s.Sel.Name == "Error" {
					return false
				}
			case *ast.CallExpr:
				skip[logged(n)] = true
			case *ast.BasicLit:
				looked++
				text, ok := stringLiteral(n)
				if ok && !skip[n] && phrase.MatchString(text) && spoken(text) != "" && !slices.Contains(headers, text) {
					t.Errorf("%s: %q is no word of a catalogue", set.Position(n.Pos()), text)
				}
			}
			return true
		})
	}
	if looked < 100 {
		t.Errorf("only %d literals were looked at", looked)
	}
}

// logged is the format of an error, or what a panic says: the first argument.
func logged(call *ast.CallExpr) ast.Node {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		if f.Sel.Name == "Errorf" {
			return call.Args[0]
		}
	case *ast.Ident:
		if f.Name == "panic" {
			return call.Args[0]
		}
	}
	return nil
}
