// Command notice prints NOTICE: the licences of everything that is linked into
// bin/dateline, taken from the modules themselves. Texts that differ only in
// their copyright lines are printed once. Run it from the root of the checkout,
// `make notice`, whenever a module comes or goes; `make lint` compares.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const head = `Dateline

Licensed under the Apache License, Version 2.0; its text is in LICENSE.

The program contains the libraries and data named below, under these licences.
The list is made by .ci/notice from the modules that are linked in, and from the
files NOTICE beside the data.
`

var (
	apacheText = regexp.MustCompile(`(?s)\s*Apache License\s+Version 2\.0, January 2004.*` +
		`any such warranty or additional liability\.(\s*END OF TERMS AND CONDITIONS)?` +
		`(\s*APPENDIX.*?limitations under the License\.)?`)
	licenceFile = regexp.MustCompile(`^(LICEN[CS]E|COPYING|NOTICE)`)
	// A logo is not linked in, nor is the vector extension; and SQLite's own
	// list of others names modules that are listed here anyway.
	notLinked     = regexp.MustCompile(`LICENSE-LOGO$|LICENSE-SQLITE_VEC$|sqlite@[^/]*/LICENSE-3RD-PARTY`)
	copyrightLine = regexp.MustCompile(`(?i)copyright +(\(c\)|©|[0-9]{4})|^\s*all rights reserved\.?\s*$`)
	titleLine     = regexp.MustCompile(`(?i)^\s*(the )?(mit|bsd|new bsd)[ -].*licen[cs]e.*$`)
	notWord       = regexp.MustCompile(`[^a-z]+`)
)

type module struct{ path, dir string }

// A text is a licence, and who gave it: module by module, with its copyrights.
type text struct {
	givers []string
	body   string
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "notice:", err)
		os.Exit(1)
	}
}

func run() error {
	modules, err := linked()
	if err != nil {
		return err
	}
	var apache []string
	var texts []*text
	for _, m := range modules {
		for _, file := range licences(m.dir) {
			content, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			rest := apacheText.ReplaceAll(content, nil)
			if len(rest) < len(content) && !slices.Contains(apache, m.path) {
				apache = append(apache, m.path)
			}
			if len(bytes.TrimSpace(rest)) > 0 {
				texts = add(texts, m.path, string(rest), strings.Contains(file, "3RD-PARTY"))
			}
		}
	}

	line := strings.Repeat("-", 78)
	fmt.Printf("%s\n%s\nApache License, Version 2.0 (see LICENSE):\n\n", head, line)
	fmt.Println("  " + strings.Join(apache, "\n  "))
	for _, t := range texts {
		fmt.Printf("\n%s\n%s\n\n%s\n", line, strings.Join(t.givers, "\n"), t.body)
	}
	return data(func(folder, said string) { fmt.Printf("\n%s\n  %s\n\n%s\n", line, folder, said) })
}

// data calls f with every folder that holds data of others, which a file NOTICE
// in it tells, and with what that says.
func data(f func(folder, said string)) error {
	return filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && strings.HasPrefix(entry.Name(), "."), entry.IsDir() && name == "bin":
			return filepath.SkipDir
		case entry.Name() != "NOTICE" || name == "NOTICE":
			return nil
		}
		said, err := os.ReadFile(name)
		if err == nil {
			f(filepath.ToSlash(filepath.Dir(name)), strings.TrimSpace(string(said)))
		}
		return err
	})
}

// linked lists the modules that are in the binary, and Go itself.
func linked() ([]module, error) {
	list := exec.Command("go", "list", "-deps", "-f",
		`{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}`, "./cmd/dateline")
	list.Stderr = os.Stderr
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	modules := []module{{"Go", strings.TrimSpace(string(root))}}
	for line := range strings.Lines(string(out)) {
		if path, dir, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			modules = append(modules, module{path, dir})
		}
	}
	slices.SortFunc(modules, func(a, b module) int { return cmp.Compare(a.path, b.path) })
	return slices.Compact(modules), nil
}

func licences(dir string) []string {
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	return slices.DeleteFunc(files, func(file string) bool {
		return !licenceFile.MatchString(filepath.Base(file)) || notLinked.MatchString(filepath.ToSlash(file))
	})
}

// add files content under the text it equals but for the copyright lines. One
// that holds several licences stays whole, so that each keeps its own.
func add(texts []*text, path, content string, several bool) []*text {
	giver := "  " + path
	if several {
		return append(texts, &text{givers: []string{giver}, body: strings.TrimSpace(content)})
	}
	var body []string
	for line := range strings.Lines(content) {
		line = strings.TrimRight(line, " \t\r\n")
		switch {
		case copyrightLine.MatchString(line):
			giver += "\n    " + strings.TrimSpace(line)
		case titleLine.MatchString(line):
		default:
			body = append(body, line)
		}
	}
	t := &text{body: strings.Trim(strings.Join(body, "\n"), "\n")}
	if i := slices.IndexFunc(texts, func(other *text) bool { return plain(other.body) == plain(t.body) }); i >= 0 {
		t = texts[i]
	} else {
		texts = append(texts, t)
	}
	t.givers = append(t.givers, giver)
	return texts
}

func plain(body string) string { return notWord.ReplaceAllString(strings.ToLower(body), "") }
