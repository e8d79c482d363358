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
	languages map[string]func() *language
	version   string
	charts    sync.Pool
}

// New returns a Finder that knows the languages that are shipped. Each is read
// when a text in it first comes: few newsrooms have all of them.
func New() (*Finder, error) {
	f := newFinder()
	sub, err := fs.Sub(files, "lang")
	if err != nil {
		return nil, fmt.Errorf("when: new finder: %w", err)
	}
	err = f.each(sub, func(tag, file string) error {
		f.languages[tag] = sync.OnceValue(func() *language {
			l, err := parseLanguage(file)
			if err != nil { // a test reads them all with Load
				return nil
			}
			return l
		})
		return nil
	})
	return f, err
}

// Load returns a Finder of the languages whose files are in a folder, each named
// by its tag: en.txt. An error names the file and the line.
func Load(folder fs.FS) (*Finder, error) {
	f := newFinder()
	err := f.each(folder, func(tag, file string) error {
		l, err := parseLanguage(file)
		f.languages[tag] = func() *language { return l }
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func newFinder() *Finder {
	f := &Finder{languages: map[string]func() *language{}}
	f.charts.New = func() any { return &chart{} }
	return f
}

// each hands the languages' files to a function, and makes the version of them.
func (f *Finder) each(folder fs.FS, take func(tag, file string) error) error {
	names, err := fs.Glob(folder, "*.txt")
	if err != nil {
		return fmt.Errorf("when: load: %w", err)
	}
	sum := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return fmt.Errorf("when: load: %w", err)
		}
		_, _ = fmt.Fprintf(sum, "%s %d %s", name, len(data), data) // a hash takes all
		if err := take(strings.TrimSuffix(path.Base(name), ".txt"), string(data)); err != nil {
			return fmt.Errorf("when: load %s: %w", name, err)
		}
	}
	f.version = codeVersion + "." + hex.EncodeToString(sum.Sum(nil)[:4])
	return nil
}

// language is a language by its primary tag, nil where it is not known.
func (f *Finder) language(tag string) *language {
	if l, known := f.languages[tag]; known {
		return l()
	}
	return nil
}

// codeVersion changes whenever the code finds something else by the same files.
const codeVersion = "2"

// Version names what the Finder would find: whenever that is something else in
// some text, it is another.
func (f *Finder) Version() string { return f.version }

// Find finds the dates that a text speaks of, in their order, none overlapping.
// Where the base's language is not known, nothing is found but dates in digits.
func (f *Finder) Find(text string, base Base) []Mention {
	lang, region, _ := strings.Cut(strings.ToLower(base.Lang), "-")
	l := f.language(lang)
	if l == nil {
		l = f.language("und")
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
