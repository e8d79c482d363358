// Command make turns the outlines of countries into the file that package atlas
// embeds: few enough points for a drawing of some hundred pixels, borders that two
// countries share simplified once and so still fitting. Run it where the checkout
// lies, with the file from https://www.npmjs.com/package/world-atlas:
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./web/picture/atlas/make package/countries-50m.json web/picture/atlas/outlines.gz
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// source is the SHA-256 of countries-50m.json in world-atlas 2.0.2.
const source = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("give the file to read and the file to write")
	}
	topology, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(topology); hex.EncodeToString(sum[:]) != source {
		return fmt.Errorf("%s is not countries-50m.json of world-atlas 2.0.2", args[0])
	}
	outlines, err := convert(topology)
	if err != nil {
		return err
	}
	return os.WriteFile(args[1], outlines, 0o644)
}

// convert reads a topology and writes what package atlas reads.
func convert(topology []byte) ([]byte, error) {
	var t world
	if err := json.Unmarshal(topology, &t); err != nil {
		return nil, err
	}
	lands, err := t.lands()
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(encode(t.simplified(), lands)); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}
