package tag

import _ "embed"

// names is the list of names that is shipped with Dateline: the people,
// organisations and places of the demo archive.
//
//go:embed names.tsv
var names string
