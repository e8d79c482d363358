package ner

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // holds the model
	"encoding/hex"
	"fmt"
	"io"

	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

// english is the model that index/tag/train wrote.
//
//go:embed english.model
var english []byte

const (
	// magic begins a file, with its version: it changes with its form, and with the
	// features of index/tag/ner/feature, since a model learnt from others is
	// worthless. The parts are not packed: they are of bytes that tell much, and
	// unpacking would take half of the time that loading takes.
	magic = "dateline-ner-2\n"

	// method changes with every change of the code around the model that makes
	// it find something else.
	method = "ner-1"
)

// Load returns the model that is embedded. It takes some 25 ms and 12 MB.
func Load() (*Model, error) { return Read(english) }

// Read reads a model.
func Read(file []byte) (*Model, error) {
	parts, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("ner: read model: it does not begin with %q", magic)
	}
	r := bytes.NewReader(parts)
	var err error
	sum := sha256.Sum256(file)
	m := &Model{version: method + "-" + hex.EncodeToString(sum[:8])}
	if m.weights, m.transitions, err = crf.Read(r); err != nil {
		return nil, fmt.Errorf("ner: read model: %w", err)
	}
	if m.lists, err = feature.ReadLists(r); err != nil {
		return nil, fmt.Errorf("ner: read model: %w", err)
	}
	if m.clusters, err = feature.ReadClusters(r); err != nil {
		return nil, fmt.Errorf("ner: read model: %w", err)
	}
	return m, nil
}

// Part is a part of a model that can be written: weights, lists, clusters.
type Part interface{ Write(io.Writer) error }

// Write writes a model's file, of its parts in the order in which Read wants them:
// the same parts give the same bytes.
func Write(w io.Writer, parts ...Part) error {
	if _, err := io.WriteString(w, magic); err != nil {
		return fmt.Errorf("ner: write model: %w", err)
	}
	for _, p := range parts {
		if err := p.Write(w); err != nil {
			return fmt.Errorf("ner: write model: %w", err)
		}
	}
	return nil
}
