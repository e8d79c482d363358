package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/search"
)

// table writes CSV as RFC 4180 has it. CSV has no place for a comment: the head
// is the names of the columns, and the last record, whose first cell begins with
// "# complete", tells the rest.
type table struct{ w *csv.Writer }

func newTable(w io.Writer) *table {
	t := &table{csv.NewWriter(w)}
	t.w.UseCRLF = true
	return t
}

// columns are the names of the columns. Lists are joined by "; ".
func columns() []string {
	return []string{
		"id", "url", "title", "subtitle", "source", "section", "authors", "lang", "published", "published_precision",
		"updated", "keywords", "persons", "orgs", "places", "version", "first_seen", "changed", "copyright", "body",
	}
}

func (t *table) head(Head) error { return t.w.Write(columns()) }

func (t *table) hit(h search.WalkHit) error {
	r := h.Record
	list := func(values []string) string { return strings.Join(values, "; ") }
	precision := ""
	if !r.Published.IsZero() {
		precision = r.Published.Precision.String()
	}
	return t.write([]string{
		r.ID, r.URL, r.Title, r.Subtitle, r.Source, r.Section, list(r.Authors), r.Lang, r.Published.String(), precision,
		r.Updated.String(), list(r.Keywords), list(h.Entities["person"]), list(h.Entities["org"]), list(h.Entities["place"]),
		strconv.Itoa(r.Version), r.FirstSeen.Format(time.RFC3339), r.Changed.Format(time.RFC3339), r.Copyright, r.Body,
	})
}

func (t *table) tail(end Tail) error {
	last := make([]string, len(columns()))
	last[0] = "# " + end.complete()
	last[2] = end.sentence()
	if err := t.write(last); err != nil {
		return err
	}
	t.w.Flush()
	return t.w.Error()
}

func (t *table) write(cells []string) error {
	for i := range cells {
		cells[i] = harmless(cells[i])
	}
	return t.w.Write(cells)
}

// harmless puts a quote in front of what a spreadsheet would run as a formula,
// as OWASP's page on CSV injection advises; full-width signs count as well, and
// so does what stands behind blanks, which some programs trim.
func harmless(cell string) string {
	cell = strings.ReplaceAll(cell, "\x00", "")
	begins := strings.TrimLeft(cell, " \t\r\n\u00a0\ufeff")
	if begins != "" && strings.ContainsRune("=+-@＝＋－＠", firstRune(begins)) ||
		cell != "" && strings.ContainsRune("\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func firstRune(s string) rune {
	for _, c := range s {
		return c
	}
	return 0
}
