package export

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/cite"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	CSV    Format = "csv"
	NDJSON Format = "ndjson"
	BibTeX Format = "bibtex"
	RIS    Format = "ris"
	CSL    Format = "csl"
)

// Formats lists them.
func Formats() []string {
	return []string{string(CSV), string(NDJSON), string(BibTeX), string(RIS), string(CSL)}
}

// MediaType is what HTTP calls a format.
func (f Format) MediaType() string {
	switch f {
	case CSV:
		return "text/csv; charset=utf-8; header=present"
	case NDJSON:
		return "application/x-ndjson"
	}
	return cite.Format(f).MediaType()
}

// Extension is how a file's name ends, with its dot.
func (f Format) Extension() string {
	switch f {
	case BibTeX:
		return ".bib"
	case CSL:
		return ".json"
	}
	return "." + string(f)
}

// Head says what is exported.
type Head struct {
	Query  string // the search's parameters, as a URL holds them
	Parsed string // how the query was read
	Total  int
	At     time.Time
}

// Tail says what an export came to.
type Tail struct {
	Head
	Given int // articles written; the rest of Total was deleted meanwhile
}

// layout writes the parts of one format.
type layout interface {
	head(h Head) error
	hit(h search.WalkHit) error
	tail(t Tail) error
}

// bufferSize is also the piece that is sent at a time.
const bufferSize = 64 << 10

// Writer writes an export. It is a search.Visitor.
type Writer struct {
	out    *bufio.Writer
	layout layout
	top    Head
	given  int
}

var _ search.Visitor = (*Writer)(nil)

// New returns a Writer that writes to w; query is the search's parameters, at
// the moment of the export. An unknown format is an error.
func New(w io.Writer, f Format, query string, at time.Time) (*Writer, error) {
	e := &Writer{out: bufio.NewWriterSize(w, bufferSize), top: Head{Query: query, At: at.UTC()}}
	switch f {
	case CSV:
		e.layout = newTable(e.out)
	case NDJSON:
		e.layout = &jsonLines{w: e.out}
	case BibTeX, RIS, CSL:
		e.layout = &references{w: e.out, format: cite.Format(f)}
	default:
		return nil, fmt.Errorf("export: there is no format %q", f)
	}
	return e, nil
}

// Begin writes the head.
func (e *Writer) Begin(query search.Understood, total int) error {
	e.top.Parsed, e.top.Total = query.Parsed, total
	return e.layout.head(e.top)
}

// Visit writes an article.
func (e *Writer) Visit(h search.WalkHit) error {
	e.given++
	return e.layout.hit(h)
}

// End writes the mark that the file is complete. It must be called last, and not
// after an error.
func (e *Writer) End() error {
	if err := e.layout.tail(Tail{Head: e.top, Given: e.given}); err != nil {
		return err
	}
	return e.out.Flush()
}

// complete is the mark as a sentence.
func (t Tail) complete() string {
	text := fmt.Sprintf("complete: %d articles", t.Given)
	if t.Given < t.Total {
		text += fmt.Sprintf(", %d more were deleted meanwhile", t.Total-t.Given)
	}
	return text
}

func (h Head) sentence() string {
	return fmt.Sprintf("Dateline export, %s, %d articles; query: %s; parameters: %s",
		h.At.Format(time.RFC3339), h.Total, h.Parsed, h.Query)
}
