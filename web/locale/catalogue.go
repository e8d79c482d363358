package locale

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

//go:embed *.toml
var files embed.FS

// Language is the words of one language, and how it writes numbers and times.
// It is safe for use by many goroutines.
type Language struct {
	tag      language.Tag
	format   format
	messages map[string]message
	why      func() []sentence // of English, the same for all languages
}

// format is how a language writes what is not words.
type format struct {
	Name        string   `toml:"name"`         // of the language, in itself
	Group       string   `toml:"group"`        // between thousands
	GroupFrom   int      `toml:"group-from"`   // digits that a number has at least to be grouped
	Decimal     string   `toml:"decimal"`      // between ones and tenths
	Weekdays    []string `toml:"weekdays"`     // short, from Sunday
	Months      []string `toml:"months"`       // as a headline has them
	ShortMonths []string `toml:"short-months"` // as a list has them
}

// Tag is the language's tag (BCP 47).
func (l *Language) Tag() string { return l.tag.String() }

// Name is the language's name in itself.
func (l *Language) Name() string { return l.format.Name }

// Catalogue is all languages there are, English first.
type Catalogue struct {
	languages []*Language
	matcher   language.Matcher
}

// Load reads the languages, which are part of the program.
func Load() (*Catalogue, error) { return load(files) }

func load(folder fs.FS) (*Catalogue, error) {
	names, err := fs.Glob(folder, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("locale: %w", err)
	}
	var c Catalogue
	for _, name := range names {
		source, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("locale: %w", err)
		}
		l, err := read(strings.TrimSuffix(path.Base(name), ".toml"), source)
		if err != nil {
			return nil, fmt.Errorf("locale: %s: %w", name, err)
		}
		c.languages = append(c.languages, l)
	}
	slices.SortStableFunc(c.languages, func(a, b *Language) int { return rank(a) - rank(b) })
	why := sync.OnceValue(func() []sentence { return sentences(c.languages[0]) })
	tags := make([]language.Tag, len(c.languages))
	for i, l := range c.languages {
		tags[i], l.why = l.tag, why
	}
	c.matcher = language.NewMatcher(tags)
	return &c, nil
}

// rank puts English first: it is what those get whose language there is none of.
func rank(l *Language) int {
	if l.tag == language.English {
		return 0
	}
	return 1
}

// read reads the file of one language.
func read(tag string, source []byte) (*Language, error) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return nil, err
	}
	var head struct {
		Format format `toml:"format"`
	}
	if err := toml.Unmarshal(source, &head); err != nil {
		return nil, err
	}
	var all map[string]any
	if err := toml.Unmarshal(source, &all); err != nil {
		return nil, err
	}
	delete(all, "format")
	l := &Language{tag: parsed, format: head.Format, messages: map[string]message{}}
	if f := l.format; f.Name == "" || f.Decimal == "" || f.Group == "" || f.GroupFrom < 4 ||
		len(f.Weekdays) != 7 || len(f.Months) != 12 || len(f.ShortMonths) != 12 {
		return nil, errors.New("the format is not complete")
	}
	return l, l.add("", all)
}

// add takes the messages of a table, and of those in it, under the names before.
func (l *Language) add(prefix string, table map[string]any) error {
	for name, value := range table {
		key := prefix + name
		switch value := value.(type) {
		case map[string]any:
			if err := l.add(key+".", value); err != nil {
				return err
			}
		case string:
			m, err := parse(value)
			if err == nil {
				_, err = m.values()
			}
			if err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
			l.messages[key] = m
		default:
			return fmt.Errorf("%s is no text", key)
		}
	}
	return nil
}

// All lists the languages.
func (c *Catalogue) All() []*Language { return c.languages }

// Named is the language of a tag; nil where there is none.
func (c *Catalogue) Named(tag string) *Language {
	for _, l := range c.languages {
		if l.Tag() == tag {
			return l
		}
	}
	return nil
}

// maxAccept bounds what is read of Accept-Language, in bytes; browsers send tens.
const maxAccept = 512

// Accepted is the language that fits the header Accept-Language best, and English
// where none does.
func (c *Catalogue) Accepted(header string) *Language {
	if len(header) > maxAccept {
		return c.languages[0]
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return c.languages[0]
	}
	_, i, confidence := c.matcher.Match(tags...)
	if confidence == language.No {
		return c.languages[0]
	}
	return c.languages[i]
}

// Keys lists the keys of all messages.
func (l *Language) Keys() []string { return slices.Sorted(maps.Keys(l.messages)) }

// Wants is what a message is to be filled with: number, text or slot, by name.
func (l *Language) Wants(key string) (values map[string]string, ok bool) {
	m, ok := l.messages[key]
	if !ok {
		return nil, false
	}
	values, _ = m.values() // whose error kept the language from being read
	return values, true
}
