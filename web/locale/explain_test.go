package locale_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What readers say is said in Spanish, with what they speak of as it is; sentences in
// sentences too, and what is not known stays in English.
func TestExplain(t *testing.T) {
	spanish := mustLoad(t).Named("es")
	for english, want := range map[string]string{
		"has no title": "no tiene título",
		"grows more than 250 times when it is unpacked, so that it is none that holds text": "crece más de 250 veces al descomprimirse, así que no contiene texto",
		`is no feed: its first element is <svg>`:                                            "no es un canal: su primer elemento es <svg>",
		"title is missing; an article needs one":                                            "falta title; todo artículo necesita uno",
		`published must be a date (there is none), not "never"`:                             `published debe ser una fecha (no hay ninguna), y no "never"`,
		"503 Service Unavailable: it asks to wait for 2h":                                   "503 Service Unavailable: pide esperar 2h",
		"below/a.json: permission denied":                                                   "below/a.json: permiso denegado",
		"not valid ninjs 2.1: it broke somehow":                                             "no es ninjs 2.1 válido: it broke somehow",
		"cannot be read: permission denied":                                                 "no se puede leer: permiso denegado",
		"the array has no end; the file may have been cut off; nothing behind it was read":  "la lista no tiene final; quizá el archivo esté incompleto; no se leyó nada de lo que sigue",
		"2 items with a guid that another item has too":                                     "2 elementos con un guid que también tiene otro",
	} {
		if got, ok := spanish.Explain(english); !ok || got != want {
			t.Errorf("%q is explained as %q, %v; want %q", english, got, ok, want)
		}
	}
	for _, english := range []string{"it broke somehow", "a.json: it broke somehow", strings.Repeat("cannot be read: ", 100_000), strings.Repeat("a: ", 600)} {
		if got, ok := spanish.Explain(english); ok && got == english {
			t.Errorf("%.60q is said to be explained", english)
		}
	}
	if got, ok := mustLoad(t).Named("en").Explain("it broke somehow"); got != "it broke somehow" || !ok {
		t.Errorf("in English it is %q, %v", got, ok)
	}
}

// The English sentences are those that the program says: who words one anew there
// does it here as well.
func TestReasonsAreThoseOfTheProgram(t *testing.T) {
	said := saidByReaders(t)
	foreign := []string{"permission", "missing", "loop", "json-end", "json-character", "place", "value"} // of the system, of Go
	counted := regexp.MustCompile(`^(1 item|items) `)
	looked := 0
	for key, text := range reasons(t) {
		if slices.Contains(foreign, key) {
			continue
		}
		for _, piece := range regexp.MustCompile(`\{[a-z]+\}|'<'|>`).Split(text, -1) {
			piece = counted.ReplaceAllString(strings.Trim(piece, " :;(),"), "")
			if looked++; piece != "" && !strings.Contains(said, piece) {
				t.Errorf("%s: nothing in the program says %q", key, piece)
			}
		}
	}
	if looked < 100 {
		t.Errorf("only %d pieces were looked at", looked)
	}
}

// reasons are the English sentences by their keys, as they stand in the file.
func reasons(t *testing.T) map[string]string {
	t.Helper()
	source, err := os.ReadFile("en.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, group, found := strings.Cut(string(source), "\n[why]\n")
	if !found {
		t.Fatal("there are none")
	}
	all := map[string]string{}
	for line := range strings.Lines(group) {
		key, text, found := strings.Cut(strings.TrimSpace(line), ` = "`)
		if !found {
			break
		}
		all[key] = strings.TrimSuffix(text, `"`)
	}
	return all
}

// saidByReaders is all that stands between quotes in what reads and keeps news.
func saidByReaders(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, name := range filesBelow(t, "../../index", ".go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if text, ok := stringLiteral(lit); ok {
					b.WriteString(text + "\n")
				}
			}
			return true
		})
	}
	return b.String()
}
