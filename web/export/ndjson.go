package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/dateline-search/dateline/search"
)

// jsonLines writes one JSON object a line: what is exported, then each article
// as the API gives it, with its version and the names in it, then that it is
// complete. The first and the last line have one member alone, dateline_export.
type jsonLines struct{ w io.Writer }

// note is what stands in dateline_export.
type note struct {
	Complete bool      `json:"complete"`
	Query    string    `json:"query"`
	Params   string    `json:"parameters"`
	At       time.Time `json:"at"`
	Total    int       `json:"total"`
	Articles *int      `json:"articles,omitempty"` // at the end
}

// kept is what an article has in the archive.
type kept struct {
	Version   int                 `json:"version"`
	FirstSeen time.Time           `json:"first_seen"`
	Changed   time.Time           `json:"changed"`
	Precision string              `json:"published_precision,omitempty"`
	Zone      string              `json:"published_zone,omitempty"`
	Entities  map[string][]string `json:"entities"`
}

func (l *jsonLines) head(h Head) error {
	return l.note(note{Query: h.Parsed, Params: h.Query, At: h.At, Total: h.Total})
}

func (l *jsonLines) tail(t Tail) error {
	return l.note(note{Complete: true, Query: t.Parsed, Params: t.Query, At: t.At, Total: t.Total, Articles: &t.Given})
}

func (l *jsonLines) note(n note) error {
	line, err := encode(map[string]note{"dateline_export": n})
	if err != nil {
		return err
	}
	_, err = l.w.Write(line)
	return err
}

func (l *jsonLines) hit(h search.WalkHit) error {
	article, err := h.Record.MarshalJSON()
	if err != nil {
		return fmt.Errorf("export: encode article: %w", err)
	}
	k := kept{Version: h.Record.Version, FirstSeen: h.Record.FirstSeen, Changed: h.Record.Changed, Entities: h.Entities}
	if d := h.Record.Published; !d.IsZero() {
		k.Precision, k.Zone = d.Precision.String(), d.Zone()
	}
	rest, err := encode(k)
	if err != nil {
		return err
	}
	for _, part := range [][]byte{article[:len(article)-1], []byte(","), rest[1:]} {
		if _, err := l.w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// encode ends with a line break.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("export: encode: %w", err)
	}
	return b.Bytes(), nil
}
