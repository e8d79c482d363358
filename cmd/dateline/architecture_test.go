package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	module = "github.com/dateline-search/dateline"
	root   = "../.."

	fileLines   = 300
	docLinesMin = 3
	docLinesMax = 15
)

// A rule forbids every import of one of the packages in to by one of those in
// from. "index" names that package alone, "index/..." also all below it, and
// "..." every package of ours. What unlessFrom or unlessTo name is let through.
type rule struct {
	from, unlessFrom []string
	to, unlessTo     []string
	because          string
}

var (
	all    = []string{"..."}
	config = "config/..."
	web    = "web/..."
	cmd    = "cmd/..."
	search = "search/..."
)

var rules = []rule{
	{
		from: all, unlessFrom: []string{cmd}, to: []string{cmd},
		because: "cmd is the top: it plugs the others together and nothing knows of it",
	},
	{
		from: all, unlessFrom: []string{cmd, config}, to: []string{config},
		because: "cmd alone reads the configuration, and hands it on as plain Options",
	},
	{
		from: []string{search}, to: []string{web},
		because: "search answers whoever asks and does not know that there is a web",
	},
	{
		from: []string{"index/..."}, to: []string{search, web},
		because: "writing does not know reading: the index must be buildable without either",
	},
	{
		from: []string{"index/news"}, to: all,
		because: "index/news is the vocabulary everyone shares: plain data, at the bottom",
	},
	{
		from: []string{"index/analysis"}, to: all,
		because: "index/analysis folds text for indexing, parsing and highlighting alike, so it stands below all three",
	},
	{
		from: []string{"index/analysis/edit"}, to: all,
		because: "how far two words are apart is asked by the configuration and by the query language alike",
	},
	{
		from: []string{"index/intake"}, to: all, unlessTo: []string{"index", "index/news"},
		because: "index/intake is plain data that the archive keeps, pollers fill in, and web and cmd show",
	},
	{
		from: []string{"index/source/element", "index/source/byline"}, to: all,
		because: "how XML is read and names are written hangs on no format, and formats stand on it",
	},
	{
		from: []string{
			"index/source/ninjs", "index/source/schemaorg", "index/source/telex", "index/source/nitf", "index/source/newsml",
			"index/source/digitalwires", "index/source/ritzau",
		}, to: all,
		unlessTo: []string{"index/news", "index/source/byline", "index/source/element", "index/source/nitf"},
		because:  "a format says what an article in it says: it knows no files, archives or other formats but NITF, which NewsML carries",
	},
	{
		from: []string{"index/source/fetch"}, to: all,
		because: "index/source/fetch gets bytes and does not know of what",
	},
	{
		from: []string{"index/source/fetch/robots"}, to: all, unlessTo: []string{"index/source/fetch"},
		because: "what a site allows does not hang on what is read there",
	},
	{
		from: all, unlessFrom: []string{"index/tag/places/make", "web/picture/atlas/make"}, to: []string{"index/foreign"},
		because: "what makes lists of foreign ones is no part of the program",
	},
	{
		from: []string{"index/foreign"}, to: all,
		because: "how a list is checked and packed does not hang on what is in it",
	},
	{
		from: []string{"index/trouble"}, to: all,
		because: "that something goes wrong again and again is said in one way, whatever it is",
	},
	{
		from: []string{"index/access", "index/alert"}, to: all,
		because: "keys and saved searches are plain data that the archive keeps and web works with",
	},
	{
		from: []string{"index/alias"}, to: all, unlessTo: []string{"index/news", "index/schema"},
		because: "which names are one is data that the archive keeps and every reader applies",
	},
	{
		from: []string{"index/alias/likely"}, to: all, unlessTo: []string{"index/news", "index/analysis"},
		because: "which names look like one hangs on how they are written and on what it is told, not on where they are kept",
	},
	{
		from: []string{"index/tag/places"}, to: all, unlessTo: []string{"index/analysis", "index/news"},
		because: "where a place lies does not hang on who asks",
	},
	{
		from: []string{"index/schema"}, to: all, unlessTo: []string{"index/news", "index/analysis"},
		because: "index/schema says which fields there are, not how an engine keeps them",
	},
	{
		from: []string{"index/source/charset"}, to: all,
		because: "which letters bytes stand for does not hang on what is written with them",
	},
	{
		from: []string{"index/tag/when"}, to: all, unlessTo: []string{"index/news", "index/analysis", "index/tag/sieve"},
		because: "a date is found in a text alone, whoever's article it is",
	},
	{
		from: []string{"index/tag/cue"}, to: all, unlessTo: []string{"index/news", "index/analysis"},
		because: "what stands around names tells them, whoever knows first names and towns",
	},
	{
		from: []string{"index/tag/sieve"}, to: all,
		because: "a sieve holds the words of whoever asks",
	},
	{
		from: []string{"index/tag/lang"}, to: all, unlessTo: []string{"index/tag/sieve"},
		because: "the language of a text hangs on nothing else",
	},
	{
		from: []string{"search/percolate"}, to: []string{"search/..."}, unlessTo: []string{"search", "search/query", "search/span"},
		because: "saved searches are matched by the meaning of a plan, whichever engine there is",
	},
	{
		from: []string{"web/cite"}, to: all, unlessTo: []string{"index/news", "index/analysis"},
		because: "a citation is made of an article alone, for pages, API and exports alike",
	},
	{
		from: []string{"web/locale"}, to: all,
		because: "words and how they are written hang on no page",
	},
	{
		from: []string{"web/picture/..."}, unlessFrom: []string{"web/picture/atlas/make"}, to: all,
		because: "a drawing is laid out from numbers, whatever it shows",
	},
	{
		from: []string{"web/mail"}, to: all,
		because: "a mail is sent the same way, whatever it says",
	},
	{
		from: []string{"web/metrics"}, to: all,
		because: "metrics are numbers that the server hands over, whatever they count",
	},
	{
		from: []string{"web/export"}, to: []string{web}, unlessTo: []string{"web/cite"},
		because: "the command line exports as well, without a server",
	},
	{
		from: []string{"index/source/page"}, to: all, unlessTo: []string{"index/news", "index/source/charset"},
		because: "a page is read the same way whether a file, an archive of pages or a feed brought it",
	},
	{
		from: []string{"index/similar"}, to: all, unlessTo: []string{"index/news", "index/analysis", "index/schema"},
		because: "which texts are alike hangs on the texts alone, wherever they are kept",
	},
	{
		from: []string{"search/query"}, to: all,
		unlessTo: []string{"index/news", "index/schema", "index/analysis", "index/analysis/edit"},
		because:  "a query means the same on every engine, so its language knows none",
	},
	{
		from: []string{"search/relevance"}, to: all,
		because: "a measure must not know what it measures",
	},
	{
		from: []string{"search/blevesearch/zap"}, to: all,
		because: "a file is read the same way whatever its terms mean",
	},
	{
		from: []string{"search/span"}, to: all, unlessTo: []string{"search/query", "index/analysis"},
		because: "what stands close together is the same in an index and in a text",
	},
	{
		from: []string{"search/highlight"}, to: all,
		unlessTo: []string{"index/news", "index/schema", "index/analysis", "search/query", "search/span"},
		because:  "a text is highlighted from the query alone, whichever engine found it",
	},
	{
		from: all, unlessFrom: []string{cmd, "search/blevesearch/...", "index/bleveindex/..."},
		to:      []string{"index/bleveindex/..."},
		because: "an engine is chosen in cmd; only its own other half may know it as well",
	},
	{
		from: []string{"index/bleveindex/zap"}, to: all,
		because: "a file format knows terms and places, not news",
	},
	{
		from: all, unlessFrom: []string{cmd, "search/blevesearch/..."}, to: []string{"search/blevesearch/..."},
		because: "an engine is chosen in cmd; everyone else asks a search.Backend",
	},
	{
		from: all, unlessFrom: []string{cmd, "index/archive/..."}, to: []string{"index/archive/..."},
		because: "an archive is chosen in cmd; everyone else asks an index.Archive",
	},
	{
		from: []string{"index/tag/train/corpus"}, to: all, unlessTo: []string{"index/news"},
		because: "the annotated news must not know the tagger that learns from it and is measured on it",
	},
	{
		from: all, unlessFrom: []string{"index/tag/train/..."}, to: []string{"index/tag/train/corpus"},
		because: "what a model is trained on stays out of the program that uses it",
	},
	{
		from: []string{"index/tag/ner/..."}, to: all,
		unlessTo: []string{"index/news", "index/tag/ner/..."},
		because:  "a model is learnt from text alone: it must not hang on lists, aliases or an index",
	},
	{
		from: []string{"testdata/..."}, to: []string{search, web, cmd, config},
		because: "testdata is what suites read; it must not hang on what they test",
	},
}

// goPackage is what `go list` tells of a package. Test files are not in it.
type goPackage struct {
	Dir            string
	ImportPath     string
	GoFiles        []string
	CgoFiles       []string
	IgnoredGoFiles []string
	Imports        []string
}

func (p goPackage) files() []string {
	var files []string
	for _, name := range slices.Concat(p.GoFiles, p.CgoFiles, p.IgnoredGoFiles) {
		if !strings.HasSuffix(name, "_test.go") {
			files = append(files, filepath.Join(p.Dir, name))
		}
	}
	return files
}

func TestImportsGoDownOnly(t *testing.T) {
	packages := listPackages(t)
	for _, p := range packages {
		for _, imported := range p.Imports {
			from, to := ours(p.ImportPath), ours(imported)
			if to == "" {
				continue
			}
			for _, r := range rules {
				if r.forbids(from, to) {
					t.Errorf("%s imports %s, but %s", from, to, r.because)
				}
			}
		}
	}
}

// A rule about a package that was renamed would hold without a word.
func TestImportRulesNamePackagesThatExist(t *testing.T) {
	packages := listPackages(t)
	var patterns []string
	for _, r := range rules {
		patterns = slices.Concat(patterns, r.from, r.unlessFrom, r.to, r.unlessTo)
	}
	slices.Sort(patterns)
	for _, pattern := range slices.Compact(patterns) {
		exists := slices.ContainsFunc(packages, func(p goPackage) bool { return matches(pattern, ours(p.ImportPath)) })
		if !exists && pattern != "testdata/..." { // which may hold data alone
			t.Errorf("the import rules speak of %s, and there is no such package", pattern)
		}
	}
}

func TestImportRulesForbid(t *testing.T) {
	tests := []struct {
		from, to string
		want     bool
	}{
		{"index", "search", true},
		{"index/tag", "search/query", true},
		{"index/bleveindex", "config", true},
		{"index/news", "index/schema", true},
		{"index/analysis", "index/news", true},
		{"index/schema", "index/news", false},
		{"index/schema", "index", true},
		{"search", "web", true},
		{"search", "index", false},
		{"search/query", "index/analysis", false},
		{"search/query", "search", true},
		{"search/highlight", "search/query", false},
		{"search/blevesearch", "index/bleveindex", false},
		{"search", "index/bleveindex", true},
		{"index", "index/archive", true},
		{"index/archive", "index", false},
		{"web", "search", false},
		{"web", "search/blevesearch", true},
		{"web/api", "index/archive", true},
		{"web", "config", true},
		{"cmd/dateline", "config", false},
		{"cmd/dateline", "search/blevesearch", false},
		{"config", "cmd/dateline", true},
		{"testdata/demo", "search", true},
	}
	for _, tt := range tests {
		t.Run(tt.from+" to "+tt.to, func(t *testing.T) {
			got := slices.ContainsFunc(rules, func(r rule) bool { return r.forbids(tt.from, tt.to) })
			if got != tt.want {
				t.Errorf("forbidden: %v, want %v", got, tt.want)
			}
		})
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for _, p := range listPackages(t) {
		var docs []string
		for _, file := range p.files() {
			if doc := packageDoc(t, file); doc != "" {
				docs = append(docs, doc)
			}
		}
		name := ours(p.ImportPath)
		switch {
		case len(p.files()) == 0: // tests alone
		case len(docs) == 0:
			t.Errorf("%s has no package comment: say what it answers, who calls it, what it never does", name)
		case len(docs) > 1:
			t.Errorf("%s has %d package comments; one file should hold the only one", name, len(docs))
		default:
			if n := strings.Count(docs[0], "\n") + 1; n < docLinesMin || n > docLinesMax {
				t.Errorf("%s has a package comment of %d lines, want %d to %d", name, n, docLinesMin, docLinesMax)
			}
		}
	}
}

// The linter looks at the length of functions; this looks at that of files.
func TestNoFileIsTooLong(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, file := range p.files() {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(text, []byte("\n")); n > fileLines {
				t.Errorf("%s has %d lines, more than %d: split it by what it holds",
					path.Join(ours(p.ImportPath), filepath.Base(file)), n, fileLines)
			}
		}
	}
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	list := exec.Command("go", slices.Concat([]string{"list", "-json", "./..."}, testdataFolders(t))...)
	list.Dir = root
	var warnings bytes.Buffer
	list.Stderr = &warnings
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &warnings)
	}

	var packages []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		packages = append(packages, p)
	}
	if len(packages) == 0 {
		t.Fatal("go list finds no package, so there is nothing to test")
	}
	return packages
}

// testdataFolders are those with Go files, which `./...` leaves out.
func testdataFolders(t *testing.T) []string {
	t.Helper()
	var folders []string
	for _, pattern := range []string{"testdata/*.go", "testdata/*/*.go"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			folder, err := filepath.Rel(root, filepath.Dir(file))
			if err != nil {
				t.Fatal(err)
			}
			folders = append(folders, "./"+filepath.ToSlash(folder))
		}
	}
	return slices.Compact(folders)
}

// ours is the path of a package within the module, and empty for foreign ones.
func ours(importPath string) string {
	if below, ok := strings.CutPrefix(importPath, module+"/"); ok {
		return below
	}
	return ""
}

func (r rule) forbids(from, to string) bool {
	return matchesAny(r.from, from) && !matchesAny(r.unlessFrom, from) &&
		matchesAny(r.to, to) && !matchesAny(r.unlessTo, to)
}

func matchesAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, name) })
}

func matches(pattern, name string) bool {
	if pattern == "..." {
		return true
	}
	tree, below := strings.CutSuffix(pattern, "/...")
	return name == tree || below && strings.HasPrefix(name, tree+"/")
}

func packageDoc(t *testing.T, file string) string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(parsed.Doc.Text())
}
