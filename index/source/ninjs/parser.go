package ninjs

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// Parser makes articles of items. It keeps the schemas that it has read, and
// belongs to one goroutine.
type Parser struct {
	asked   string
	schemas map[string]*schema
}

// NewParser returns a Parser that holds every item to a version ("2.1"), or,
// where that is empty, to the version that the item names.
func NewParser(version string) *Parser {
	return &Parser{asked: version, schemas: map[string]*schema{}}
}

// Versions lists the versions that an item can be held to.
func Versions() []string { return versions() }

// Detect reports whether a JSON object is an item, or an agency's answer with
// items in it.
func Detect(object []byte) bool {
	it, err := read(object)
	return err == nil && (it.isItem() || len(it.wrapped()) > 0)
}

// Items returns the items in a JSON object: itself, or those that an agency's
// answer wraps into members like item, items or data.
func Items(object []byte) [][]byte {
	it, err := read(object)
	if err != nil || it.isItem() {
		return [][]byte{object}
	}
	if wrapped := it.wrapped(); len(wrapped) > 0 {
		return wrapped
	}
	return [][]byte{object}
}

// Parse makes an article of an item. It fails where the item is not valid by the
// version that it is held to, and where it has neither uri nor guid. Whether the
// article has what every article needs is left to others: an item may hold a
// picture or an event, and no text.
func (p *Parser) Parse(object []byte) (news.Article, error) {
	it, err := read(object)
	if err != nil {
		return news.Article{}, err
	}
	if err := p.check(object, it); err != nil {
		return news.Article{}, err
	}
	return it.article()
}

// check holds an item to its version.
func (p *Parser) check(object []byte, it item) error {
	version := p.asked
	if version == "" {
		version = it.standard()
	}
	if version == "" {
		return nil
	}
	s := p.schemas[version]
	if s == nil {
		var err error
		if s, err = load(version); err != nil {
			return err
		}
		p.schemas[version] = s
	}
	value, err := decode(object, 0)
	if err != nil {
		return err
	}
	if m := s.check(value); m != nil {
		return fmt.Errorf("not valid ninjs %s: %w", version, m)
	}
	return nil
}

// item is a JSON object by its members, whose names are in small letters: 3.x
// writes pubStatus what was pubstatus before.
type item map[string][]byte

func read(object []byte) (item, error) { return readBy(news.Members, object) }

// inner reads an object in one that has been read, and so is JSON.
func inner(object []byte) (item, error) { return readBy(news.ValidMembers, object) }

func readBy(members func([]byte, func(name, value []byte) error) error, object []byte) (item, error) {
	it := item{}
	err := members(object, func(name, value []byte) error {
		it[strings.ToLower(string(name))] = value
		return nil
	})
	return it, err
}

// standard returns the version that the item says it is of; empty where it says
// none that is known.
func (it item) standard() string {
	for _, name := range []string{"$standard", "standard"} {
		said, err := inner(orNull(it[name]))
		if err != nil {
			if it[name] == nil {
				continue
			}
			return newest(it) // it speaks of a standard, but not as one must
		}
		if version := versionIn(text(said["version"]), text(said["schema"])); version != "" {
			return version
		}
	}
	return ""
}

// versionIn finds a known version in the words about one.
func versionIn(version, schema string) string {
	known := versions()
	if slices.Contains(known, version) {
		return version
	}
	for _, v := range known {
		if strings.HasSuffix(strings.TrimSuffix(path.Base(schema), ".json"), "_"+v) {
			return v
		}
	}
	return ""
}

// newest is the last version of the branch that an item looks like.
func newest(it item) string {
	if it["headlines"] != nil || it["bodies"] != nil || it["$standard"] == nil {
		return "3.1"
	}
	return "1.6"
}

func orNull(value []byte) []byte {
	if value == nil {
		return []byte("null")
	}
	return value
}

// errNoID says why an item cannot be kept.
var errNoID = errors.New("the item has no uri, by which its versions are known")

// isItem reports whether an object looks like an item rather than like an
// article in our own form or anything else.
func (it item) isItem() bool {
	if it["uri"] == nil && it["guid"] == nil && it["altids"] == nil || it["body"] != nil || it["body_"] != nil {
		return false
	}
	for _, name := range []string{
		"$standard", "bodies", "headlines", "descriptions", "pubstatus", "versioncreated", "representationtype", "plannedcoverage",
	} {
		if it[name] != nil {
			return true
		}
	}
	if standard, err := inner(orNull(it["standard"])); err == nil && text(standard["name"]) == "ninjs" {
		return true
	}
	for name := range it {
		if strings.HasPrefix(name, "body_") || strings.HasPrefix(name, "headline_") || strings.HasPrefix(name, "description_") {
			return true
		}
	}
	return false
}

// maxWraps is how deep items are looked for in an answer: data, items and item
// are three.
const maxWraps = 4

func (it item) wrapped() [][]byte { return it.unwrap(maxWraps) }

func (it item) unwrap(depth int) (found [][]byte) {
	for _, name := range []string{"data", "items", "item"} {
		for _, value := range list(it[name]) {
			below, err := inner(value)
			switch {
			case err != nil:
			case below.isItem():
				found = append(found, value)
			case depth > 1:
				found = append(found, below.unwrap(depth-1)...)
			}
		}
	}
	return found
}
