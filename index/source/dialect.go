package source

import (
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/digitalwires"
	"github.com/dateline-search/dateline/index/source/ninjs"
	"github.com/dateline-search/dateline/index/source/schemaorg"
)

// dialect is a standard that says what stands in the JSON objects of articles,
// where they are not in our own form.
type dialect struct {
	// detects reports whether an object is in this dialect.
	detects func(object []byte) bool
	// split returns the objects of the articles in an object: itself, or what it
	// wraps; none where there are none.
	split func(object []byte) [][]byte
	parse func(object []byte) (news.Article, error)
}

// dialectOf returns the dialect of an object, nil for our own form.
func dialectOf(object []byte) *dialect {
	for _, d := range []*dialect{newNinjs(""), newSchemaOrg(), newDigitalwires()} {
		if d.detects(object) {
			return d
		}
	}
	return nil
}

func newNinjs(version string) *dialect {
	return &dialect{ninjs.Detect, ninjs.Items, ninjs.NewParser(version).Parse}
}

func newDigitalwires() *dialect {
	return &dialect{digitalwires.Detect, digitalwires.Items, digitalwires.Parse}
}

func newSchemaOrg() *dialect {
	return &dialect{schemaorg.Detect, schemaorg.Items, schemaorg.Parse}
}

// openDialect returns what opens a file of JSON objects, in one array, one a
// line or one after the other, whose dialect was asked for.
func openDialect(d func() *dialect) func(in *input) (articles, int, error) {
	return func(in *input) (articles, int, error) {
		o := &objects{dialect: d(), settled: true}
		if isNDJSON(&in.beginning) {
			o.items = &lineItems{lineReader{text: in.text}}
		} else {
			o.items = &jsonItems{text: in.text, array: in.first == '['}
		}
		return o, 0, nil
	}
}

// dialectFormats are those that can be asked for: ninjs of any version, and of one
// to which every item is held, JSON-LD, and the form of the agency dpa. Files of them are told by their first
// object.
func dialectFormats() []format {
	list := []format{
		{name: Ninjs, open: openDialect(func() *dialect { return newNinjs("") })},
		{name: SchemaOrg, aliases: []string{"schemaorg"}, binary: true, detects: hasScript, open: openSchemaOrg},
		{name: Digitalwires, open: openDialect(newDigitalwires)},
	}
	for _, version := range ninjs.Versions() {
		list = append(list, format{
			name: Ninjs + "-" + Format(version),
			open: openDialect(func() *dialect { return newNinjs(version) }),
		})
	}
	return list
}
