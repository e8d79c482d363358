package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// table makes a JSON object of each row of a CSV or TSV file, with our names
// for the columns whose names are usual.
type table struct {
	header  []string // as it stands
	columns []tableColumn
	object  []byte
	cells   []string // of the row that was read last
	comma   rune
}

// tableColumn is the member that a column becomes; a list is split at ; or |.
type tableColumn struct {
	member string
	list   bool
}

// newTable reads the header. Of two columns for one member the first has it; the
// other keeps its own name.
func newTable(header []string, comma rune, fields fieldMap) (*table, error) {
	t := &table{header: slices.Clone(header), comma: comma}
	taken := map[string]bool{}
	for _, heading := range header {
		if !utf8.ValidString(heading) {
			return nil, notUTF8([]byte(heading))
		}
		heading = strings.TrimSpace(heading)
		member := usualMember(heading)
		if ours, mapped := fields.target(heading); mapped {
			taken[ours] = true
			t.columns = append(t.columns, tableColumn{heading, isList(ours)})
			continue
		}
		if member == "" || taken[member] || fields.maps(member) {
			member = heading
		}
		taken[member] = true
		t.columns = append(t.columns, tableColumn{member, isList(member)})
	}
	return t, checkHeader(header, taken, fields)
}

// headerError is the reason why there is no header.
func headerError(err error) error {
	if errors.Is(err, io.EOF) {
		return errors.New("has no header that names its columns")
	}
	return err
}

// checkHeader tells a header from a first row of articles.
func checkHeader(header []string, taken map[string]bool, fields fieldMap) error {
	has := func(member string) bool { return taken[member] || fields.maps(member) }
	if has("title") && (has("body") || has("html")) {
		return nil
	}
	names := strings.Join(header, ", ")
	if len(names) > 200 {
		names = strings.ToValidUTF8(names[:200], "") + "…"
	}
	return fmt.Errorf("is neither JSON nor CSV with a header that names columns for title and body; it begins with %q", names)
}

// row returns the row as a JSON object, without the cells that are empty.
func (t *table) row(cells []string) ([]byte, error) {
	t.cells = cells
	if len(cells) != len(t.columns) {
		return nil, fmt.Errorf("the row has %d columns, the header has %d", len(cells), len(t.columns))
	}
	t.object = append(t.object[:0], '{')
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			return nil, fmt.Errorf("column %d: %w", i+1, notUTF8([]byte(cell)))
		}
		if strings.TrimSpace(cell) == "" {
			continue
		}
		if len(t.object) > 1 {
			t.object = append(t.object, ',')
		}
		t.object = append(news.AppendQuote(t.object, t.columns[i].member), ':')
		if t.columns[i].list {
			t.object = appendList(t.object, cell)
		} else {
			t.object = news.AppendQuote(t.object, cell)
		}
	}
	t.object = append(t.object, '}')
	return t.object, nil
}

// keep adds the row that was read last to why it is none.
func (t *table) keep(err error) error {
	if err == nil {
		return nil
	}
	return &itemError{err, t.item()}
}

// item is the row that was read last as a file of its own, with the header.
func (t *table) item() index.Item {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = t.comma
	if err := errors.Join(w.Write(t.header), w.Write(t.cells)); err != nil {
		return index.Item{}
	}
	w.Flush()
	return index.NewItem(index.FormFile, b.Bytes())
}

func appendList(object []byte, cell string) []byte {
	object = append(object, '[')
	for i, entry := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '|' }) {
		if i > 0 {
			object = append(object, ',')
		}
		object = news.AppendQuote(object, strings.TrimSpace(entry))
	}
	return append(object, ']')
}

func isList(member string) bool { return member == "authors" || member == "keywords" }

// csvItems reads rows with quotes, which may hold line ends. A quote that is
// never closed swallows the rows behind it, up to MaxItem.
type csvItems struct {
	*table
	rows   *csv.Reader
	limit  *limitedReader
	before int // lines before the header
}

func openCSV(in *input) (articles, int, error) {
	c := &csvItems{limit: &limitedReader{in: in.text}, before: in.line - 1}
	c.rows = csv.NewReader(c.limit)
	c.rows.Comma = separatorOf(in.head)
	c.rows.LazyQuotes, c.rows.ReuseRecord, c.rows.FieldsPerRecord = true, true, -1
	header, line, err := c.read()
	if err != nil {
		return nil, line, headerError(err)
	}
	c.table, err = newTable(header, c.rows.Comma, in.fields)
	return &objects{items: c, fields: in.fields, settled: true}, line, err
}

func (c *csvItems) framed() bool { return true }

func (c *csvItems) next() (object []byte, line int, err error) {
	cells, line, err := c.read()
	if err != nil {
		return nil, line, err
	}
	object, err = c.row(cells)
	return object, line, c.keep(err)
}

func (c *csvItems) read() (cells []string, line int, err error) {
	c.limit.left = MaxItem
	cells, err = c.rows.Read()
	var parse *csv.ParseError
	switch {
	case err == nil:
		line, _ = c.rows.FieldPos(0)
		return cells, c.before + line, nil
	case errors.Is(err, io.EOF):
		return nil, 0, io.EOF
	case errors.Is(err, errTooLong):
		err = fmt.Errorf("a row %w; a quote may be open", err)
	case errors.As(err, &parse):
		line = c.before + parse.StartLine
	default:
		err = brokenInput(err)
	}
	return nil, line, &fatalError{err}
}

// separatorOf is the character that stands most often in the first line.
func separatorOf(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', bytes.Count(line, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// limitedReader fails with errTooLong when more than left bytes are read.
type limitedReader struct {
	in   io.Reader
	left int
}

func (r *limitedReader) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, errTooLong
	}
	n, err := r.in.Read(p)
	r.left -= n
	return n, err
}

// tsvItems reads one line a row. A cell in quotes loses them; a quote elsewhere
// is a quote.
type tsvItems struct {
	*table
	lines lineItems
	cells []string
}

func openTSV(in *input) (articles, int, error) {
	s := &tsvItems{lines: lineItems{lineReader{text: in.text}}}
	header, line, err := s.read()
	if err != nil {
		return nil, line, headerError(err)
	}
	s.table, err = newTable(header, '\t', in.fields)
	return &objects{items: s, fields: in.fields, settled: true}, line, err
}

func (s *tsvItems) framed() bool { return true }

func (s *tsvItems) next() (object []byte, line int, err error) {
	cells, line, err := s.read()
	if err != nil {
		return nil, line, err
	}
	object, err = s.row(cells)
	return object, line, s.keep(err)
}

func (s *tsvItems) read() (cells []string, line int, err error) {
	text, line, err := s.lines.next()
	if err != nil {
		return nil, line, err
	}
	s.cells = s.cells[:0]
	for cell := range strings.SplitSeq(string(text), "\t") {
		if len(cell) >= 2 && cell[0] == '"' && cell[len(cell)-1] == '"' {
			cell = strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
		}
		s.cells = append(s.cells, cell)
	}
	return s.cells, line, nil
}
