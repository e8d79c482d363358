package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/export"
)

var moment = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

// write exports records; total may be more than there are.
func write(t *testing.T, f export.Format, total int, records ...news.Record) string {
	t.Helper()
	var out bytes.Buffer
	w, err := export.New(&out, f, "q=ferry&sort=newest", moment)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Begin(search.Understood{Input: "ferry", Parsed: "ferry"}, total); err != nil {
		t.Fatal(err)
	}
	for i := range records {
		hit := search.WalkHit{Record: &records[i], Entities: map[string][]string{"person": {"Ana Orlova", "=Ben"}}}
		if err := w.Visit(hit); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.End(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func record(id, title, body string) news.Record {
	r := news.Record{Version: 1, FirstSeen: moment, Changed: moment}
	r.ID, r.Title, r.Body, r.Source = id, title, body, "Courier"
	return r
}

// RFC 4180: CR LF, quotes doubled, the same number of fields in each record.
func TestCSV(t *testing.T) {
	got := write(t, export.CSV, 3, record("1", `He said "no", twice`, "one\n\ntwo"), record("2", "=1+1", "@x"))
	if strings.Count(got, "\n") != strings.Count(got, "\r\n") {
		t.Errorf("a bare LF in %q", got)
	}
	if !strings.Contains(got, `"He said ""no"", twice"`) {
		t.Errorf("quotes are not doubled:\n%s", got)
	}
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll() // checks the number of fields
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	column := func(name string) int {
		for i, c := range rows[0] {
			if c == name {
				return i
			}
		}
		t.Fatalf("no column %s in %v", name, rows[0])
		return 0
	}
	if rows[1][column("body")] != "one\n\ntwo" || rows[2][column("title")] != "'=1+1" || rows[2][column("body")] != "'@x" {
		t.Errorf("rows %q", rows[1:3])
	}
	if people := rows[1][column("persons")]; people != "Ana Orlova; =Ben" {
		t.Errorf("persons %q", people)
	}
	if end := rows[3][0]; end != "# complete: 2 articles, 1 more were deleted meanwhile" {
		t.Errorf("end %q", end)
	}
	if !strings.Contains(rows[3][2], "q=ferry&sort=newest") || !strings.Contains(rows[3][2], "2025-06-01T12:00:00Z") {
		t.Errorf("the end does not tell query and time: %q", rows[3][2])
	}
}

// The characters are those of OWASP's page on CSV injection.
func TestCSVRunsNothing(t *testing.T) {
	for _, cell := range []string{
		"=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠1", "\x00=1", "\ufeff=cmd|' /C calc'!A0",
	} {
		rows, err := csv.NewReader(strings.NewReader(write(t, export.CSV, 1, record("1", cell, "b")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got := rows[1][2]; !strings.HasPrefix(got, "'") {
			t.Errorf("%q is written as %q", cell, got)
		}
	}
	for _, cell := range []string{"a=1", "1-2", "Ørsted", ""} {
		if got := write(t, export.CSV, 1, record("1", cell, "b")); strings.Contains(got, "'"+cell) {
			t.Errorf("%q gets a quote:\n%s", cell, got)
		}
	}
}

func TestNDJSON(t *testing.T) {
	got := write(t, export.NDJSON, 1, record("1", "A <b> & \u2028", "one\n\ntwo"))
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines:\n%s", len(lines), got)
	}
	want := `{"dateline_export":{"complete":false,"query":"ferry","parameters":"q=ferry&sort=newest","at":"2025-06-01T12:00:00Z","total":1}}`
	if diff := cmp.Diff(want, lines[0]); diff != "" {
		t.Errorf("head (-want +got):\n%s", diff)
	}
	want = `{"dateline_export":{"complete":true,"query":"ferry","parameters":"q=ferry&sort=newest","at":"2025-06-01T12:00:00Z","total":1,"articles":1}}`
	if diff := cmp.Diff(want, lines[2]); diff != "" {
		t.Errorf("end (-want +got):\n%s", diff)
	}
	var a news.Article // it can be sent back
	if err := json.Unmarshal([]byte(lines[1]), &a); err != nil || a.Title != "A <b> & \u2028" || len(a.Extra) != 0 {
		t.Errorf("article %+v, %v", a, err)
	}
}

func TestBibliographies(t *testing.T) {
	a, b := record("1", "One", "x"), record("2", "Two", "x")
	bib := write(t, export.BibTeX, 2, a, b)
	if strings.Count(bib, "@") != 2 || !strings.HasPrefix(bib, "% Dateline export, 2025-06-01T12:00:00Z, 2 articles; query: ferry") ||
		!strings.HasSuffix(bib, "\n% complete: 2 articles\n") {
		t.Errorf("BibTeX:\n%s", bib)
	}
	ris := write(t, export.RIS, 2, a, b)
	if !strings.HasPrefix(ris, "TY  - NEWS\r\n") || strings.Count(ris, "ER  - \r\n") != 2 || !strings.Contains(ris, "\r\n# complete: 2 articles") {
		t.Errorf("RIS:\n%s", ris)
	}
	for n := range 3 {
		var items []struct{ ID string }
		records := []news.Record{a, b}[:n]
		if err := json.Unmarshal([]byte(write(t, export.CSL, n, records...)), &items); err != nil || len(items) != n {
			t.Errorf("CSL of %d: %v, %v", n, items, err)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := export.New(nil, "xls", "", moment); err == nil {
		t.Error("xls is written")
	}
}
