// Command make turns the outlines of countries into the file that package atlas
// embeds: few enough points for a drawing of some hundred pixels, borders that two
// countries share simplified once and so still fitting. Run it where the checkout
// lies, with the file from https://www.npmjs.com/package/world-atlas:
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./web/picture/atlas/make package/countries-50m.json web/picture/atlas/outlines.gz
package main

import (
	"encoding/json"

	"github.com/dateline-search/dateline/index/foreign"
)

func main() {
	foreign.List{
		Name: "countries-50m.json of world-atlas 2.0.2",
		Sum:  "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
	}.Main(convert)
}

// convert reads a topology and writes what package atlas reads.
func convert(topology, _ []byte) ([]byte, error) {
	var t world
	if err := json.Unmarshal(topology, &t); err != nil {
		return nil, err
	}
	lands, err := t.lands()
	if err != nil {
		return nil, err
	}
	return encode(t.simplified(), lands), nil
}
