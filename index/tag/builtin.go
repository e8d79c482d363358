package tag

import (
	_ "embed"
	"strings"
)

//go:embed names.tsv
var names string

// Builtin is the dictionary of the names that are shipped with Dateline: the
// people, organisations and places of the demo archive.
func Builtin() (*Dictionary, error) { return Read(strings.NewReader(names)) }
