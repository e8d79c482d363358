package source

import (
	"context"
	"io"
)

// MaxItem is the length of the longest line, element or row that is held, in
// bytes. It has room for an article of the largest body and its escapes; a
// longer one is refused, and passed over without being held.
const MaxItem = 16 << 20

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
	// URL is where a stream came from, which relative links in it are relative
	// to; ContentType is what was said of it there. Both may be empty.
	URL, ContentType string
	// Within is the folder in which alone files are opened, by their absolute paths;
	// nil opens them anywhere.
	Within *Folder
	// Fetch opens a web address that is named like a file; where it is nil there
	// are files alone.
	Fetch func(ctx context.Context, address string) (Fetched, error)
	// Stdin is what "-" reads; nil is the process's standard input.
	Stdin io.Reader
}
