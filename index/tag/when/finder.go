package when

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed lang/*.txt
var files embed.FS

// Finder finds dates in texts. It is safe for use by many goroutines.
type Finder struct {
	languages map[string]*language
	version   string
	charts    sync.Pool
}

// New returns a Finder that knows the languages that are shipped.
func New() (*Finder, error) {
	sub, err := fs.Sub(files, "lang")
	if err != nil {
		return nil, fmt.Errorf("when: new finder: %w", err)
	}
	return Load(sub)
}

// Load returns a Finder of the languages whose files are in a folder, each named
// by its tag: en.txt. An error names the file and the line.
func Load(folder fs.FS) (*Finder, error) {
	names, err := fs.Glob(folder, "*.txt")
	if err != nil {
		return nil, fmt.Errorf("when: load: %w", err)
	}
	f := &Finder{languages: map[string]*language{}}
	sum := sha256.New()
	f.charts.New = func() any { return &chart{} }
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("when: load: %w", err)
		}
		_, _ = fmt.Fprintf(sum, "%s %d %s", name, len(data), data) // a hash takes all
		l, err := parseLanguage(string(data))
		if err != nil {
			return nil, fmt.Errorf("when: load %s: %w", name, err)
		}
		f.languages[strings.TrimSuffix(path.Base(name), ".txt")] = l
	}
	f.version = codeVersion + "." + hex.EncodeToString(sum.Sum(nil)[:4])
	return f, nil
}

// codeVersion changes whenever the code finds something else by the same files.
const codeVersion = "1"

// Version names what the Finder would find: whenever that is something else in
// some text, it is another.
func (f *Finder) Version() string { return f.version }

// Find finds the dates that a text speaks of, in their order, none overlapping.
// Where the base's language is not known, nothing is found but dates in digits.
func (f *Finder) Find(text string, base Base) []Mention {
	lang, region, _ := strings.Cut(strings.ToLower(base.Lang), "-")
	l := f.languages[lang]
	if l == nil {
		l = f.languages["und"]
	}
	if l == nil {
		return nil
	}
	c, ok := f.charts.Get().(*chart)
	if !ok {
		c = &chart{}
	}
	defer f.charts.Put(c)
	c.order = l.order
	if l.order == "mdy" && region != "" && region != "us" {
		c.order = "dmy"
	}
	c.base, c.unknown = base.Day, base.Unknown
	return c.find(l, text)
}
