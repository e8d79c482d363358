package source

import (
	"fmt"
	"io"
)

// MaxItem is the length of the longest line, element or row that is held, in
// bytes. It has room for an article of the largest body and its escapes; a
// longer one is refused, and passed over without being held.
const MaxItem = 16 << 20

// Format is how a file holds its articles.
type Format string

// The formats. Auto looks at the content.
const (
	Auto   Format = ""
	JSON   Format = "json"   // an array of objects, or objects one after the other
	NDJSON Format = "ndjson" // one object a line
	CSV    Format = "csv"    // with a header; split at comma, semicolon or tab
	TSV    Format = "tsv"    // with a header; split at tabs, one line a row
)

// ParseFormat reads a format's name; "jsonl" and "auto" are known too.
func ParseFormat(s string) (Format, error) {
	switch s {
	case "", "auto":
		return Auto, nil
	case "jsonl":
		return NDJSON, nil
	case string(JSON), string(NDJSON), string(CSV), string(TSV):
		return Format(s), nil
	}
	return Auto, fmt.Errorf("format %q is none of json, ndjson, jsonl, csv, tsv", s)
}

// Options say how files are read. The zero value reads our own names from files
// of any format.
type Options struct {
	Format Format // Auto: by content, file by file
	// Fields gives members of the articles (by our name) the names under which
	// they are found in the files. A value is one or more alternatives split by
	// "|", of which the first that is there and not empty is taken:
	//
	//	date         the member, or column, of that name
	//	body:80      the first words of the member body, 80 characters at most
	//	"untitled"   these words
	//
	// so that {"published": "date", "title": "title|dateline|body:80"} reads
	// articles whose date is called date and that may lack a title. A member that
	// is mapped is looked for nowhere else; what nothing asks for stays as it is.
	Fields map[string]string
	// Stdin is what "-" reads; nil is the process's standard input.
	Stdin io.Reader
}
