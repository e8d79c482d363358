package search

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/dateline-search/dateline/search/query"
)

const (
	tieSize = 8  // bytes of the request's hash in a cursor: guards against mistakes
	macSize = 16 // bytes of the signature: guards against forgery
	// maxCursor bounds what is decoded before the signature is checked.
	maxCursor = 16 << 10
)

// cursor is where a page ended and how its scores were made.
type cursor struct {
	Tie   [tieSize]byte `json:"t"`
	After Position      `json:"a"`
	Now   int64         `json:"n"` // Unix seconds
	Least int           `json:"l,omitempty"`
	Pin   []byte        `json:"p,omitempty"`
}

// cursors signs cursors and reads them back.
type cursors struct{ key []byte }

func (c cursors) encode(cur cursor) (string, error) {
	data, err := json.Marshal(cur)
	if err != nil {
		return "", fmt.Errorf("search: encode the cursor: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(append(c.sign(data), data...)), nil
}

func (c cursors) decode(s string) (cursor, error) {
	wrong := &ParamError{"cursor", shorten(s), "the next of the page before, as it came"}
	data, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(data) < macSize || len(s) > maxCursor {
		return cursor{}, wrong
	}
	mac, data := data[:macSize], data[macSize:]
	var cur cursor
	if !hmac.Equal(mac, c.sign(data)) || json.Unmarshal(data, &cur) != nil {
		return cursor{}, wrong
	}
	return cur, nil
}

func (c cursors) sign(data []byte) []byte {
	mac := hmac.New(sha256.New, c.key)
	mac.Write(data)
	return mac.Sum(nil)[:macSize]
}

// shorten keeps a message short enough to be read.
func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// tie hashes what decides which hits there are and in which order.
func tie(r Request, p *Plan) (sum [tieSize]byte) {
	h := sha256.New()
	// A hash takes everything: there is no error to look at.
	_, _ = fmt.Fprintf(h, "%q %q %q %q %q %q %t %t", r.Q, cmp.Or(r.Match, MatchAuto), r.From, r.To, p.Zone, p.Sort, p.Recency, p.Collapse)
	if r.MentionsFrom+r.MentionsTo != "" {
		_, _ = fmt.Fprintf(h, " mentions %q %q", r.MentionsFrom, r.MentionsTo)
	}
	for _, field := range slices.Sorted(maps.Keys(r.Filters)) {
		_, _ = fmt.Fprintf(h, " %q %q", field, r.Filters[field])
	}
	copy(sum[:], h.Sum(nil))
	return sum
}

// open reads the request's cursor. The moment of the first page is that of all:
// what recency and last: count back from must not move between pages.
func (s *Searcher) open(j *job) (err error) {
	if j.request.Cursor == "" {
		return nil
	}
	if j.cursor, err = s.cursors.decode(j.request.Cursor); err != nil {
		return err
	}
	j.plan.Now = time.Unix(j.cursor.Now, 0).UTC()
	return nil
}

// resume takes up the search where the request's cursor ended.
func (j *job) resume() error {
	if j.request.Cursor == "" {
		return nil
	}
	cur := j.cursor
	if cur.Tie != j.tie {
		return &ParamError{"cursor", shorten(j.request.Cursor), "a cursor of this search; it belongs to another one"}
	}
	j.mayLoosen = false
	j.plan.After, j.plan.Pin = &cur.After, cur.Pin
	if cur.Least == 0 {
		return nil
	}
	if node, ok := query.Loosen(j.parsed.Node, cur.Least); ok {
		j.plan.Query = node
		j.loosen(cur.Least, query.TextNodes(j.parsed.Node))
	}
	return nil
}

// next is the cursor behind the last hit of an answer; empty where none follow.
func (s *Searcher) next(j *job, a *Answer) (string, error) {
	if !a.More || len(a.Hits) == 0 {
		return "", nil
	}
	return s.cursors.encode(cursor{
		Tie: j.tie, After: a.Hits[len(a.Hits)-1].Position, Now: j.plan.Now.Unix(), Least: j.least, Pin: a.Pin,
	})
}
