package source

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index"
)

// A row that is no article is kept as it stands with its header: read again it is
// refused for the same reason, and mended it is read as it would have been.
func TestRefusedRowsAreKept(t *testing.T) {
	for name, c := range map[string]struct{ file, mend, by string }{
		"too few columns":  {"title,body,date\nQuay,Opens,2025\nFerry,Runs\nTower,Falls,2024\n", "Ferry,Runs", "Ferry,Runs,2025"},
		"too many columns": {"title;body\nQuay;Opens\nFerry;Runs;again\n", "Ferry;Runs;again", `"Ferry";"Runs, again"`},
		"no date":          {"title,body,published\nQuay,Opens,2025\nFerry,\"Runs, \"\"again\"\"\",never\n", "never", "2025-05-08"},
		"no UTF-8":         {"title,body\nQuay,Opens\nFerry,Caf\xe9\n", "Caf\xe9", "Café"},
		"TSV":              {"title\tbody\tdate\nQuay\tOpens\t2025\nFerry\tRuns\n", "Ferry\tRuns", "Ferry\tRuns\t2025"},
		"over two lines":   {"title,body,date\nQuay,Opens,2025\nFerry,\"Runs\nagain\"\n", "again\"", "again\",2025"},
	} {
		first := readRows(t, c.file, Options{})
		if len(first.refused) != 1 || !strings.HasPrefix(first.titles, "Quay ") {
			t.Errorf("%s: refused %v, read %q", name, first.refused, first.titles)
			continue
		}
		r := first.refused[0]
		again := readRows(t, string(r.Item.Bytes), Options{})
		if r.Item.Form != index.FormFile || len(again.refused) != 1 || again.titles != "" || again.refused[0].Err.Error() != r.Err.Error() {
			t.Errorf("%s: %q is refused as %v, and before as %v", name, r.Item.Bytes, again.refused, r)
		}
		mended := readRows(t, strings.Replace(string(r.Item.Bytes), c.mend, c.by, 1), Options{})
		if len(mended.refused) != 0 || mended.titles != "Ferry " {
			t.Errorf("%s: mended, %q is refused as %v", name, r.Item.Bytes, mended.refused)
		}
	}
}

// A row is tried again by the names of columns as they are then.
func TestRefusedRowsFollowTheNamesOfFields(t *testing.T) {
	r := readRows(t, "title,body,when,published\nFerry,Runs,2025-05-08,soon\n", Options{}).refused[0]
	again := readRows(t, string(r.Item.Bytes), Options{Fields: map[string]string{"published": "when"}})
	if len(again.refused) != 0 || again.titles != "Ferry " {
		t.Errorf("refused as %v", again.refused)
	}
}

// rowsRead is what was read of a table.
type rowsRead struct {
	titles  string
	refused []*index.Rejection
}

func readRows(t *testing.T, text string, opts Options) (got rowsRead) {
	t.Helper()
	src, err := NewReader(context.Background(), "in", strings.NewReader(text), opts)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	for {
		a, err := src.Next()
		var r *index.Rejection
		switch {
		case errors.As(err, &r):
			got.refused = append(got.refused, r)
		case errors.Is(err, io.EOF):
			return got
		case err != nil:
			t.Fatal(err)
		default:
			got.titles += a.Title + " "
		}
	}
}
