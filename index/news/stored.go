package news

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// MarshalStored writes the article as the archive keeps it, so that
// UnmarshalStored gives back the same Article: every Date with its precision,
// zone and raw text, and Extra byte for byte. It is the JSON of MarshalJSON but
// for this: a date is an object
//
//	{"time": "2025-05-09T12:00:00Z", "offset": 7200, "precision": "second", "zone": "unknown", "raw": "…"}
//
// with time in UTC, offset in seconds east of it, and what is empty left out;
// and what the sender says of the use and what came along unknown stand in
// members of their own, usage and extra. Lists
// that are empty come back nil.
//
// It fails where a value of Extra is not JSON or a year is not 1 to 9999, both
// of which Validate refuses.
func MarshalStored(a *Article) ([]byte, error) {
	for _, d := range []Date{a.Published, a.Updated} {
		if year := d.Time.UTC().Year(); year < 1 || year > 9999 {
			return nil, fmt.Errorf("article %q: the year %d cannot be stored", a.ID, year)
		}
	}
	w := newObject(a)
	w.article(a, (*objectWriter).storedDate)
	if a.Usage != (Usage{}) {
		w.storedUsage(a.Usage)
	}
	if len(a.Extra) == 0 {
		return w.close(), nil
	}
	var extra objectWriter
	if err := extra.members(a.Extra, func(string) bool { return true }); err != nil {
		return nil, fmt.Errorf("article %q: %w", a.ID, err)
	}
	w.key("extra")
	w.buf = append(w.buf, extra.close()...)
	return w.close(), nil
}

func (w *objectWriter) storedDate(name string, d Date) {
	if d == (Date{}) {
		return
	}
	var date objectWriter
	date.text("time", d.Time.UTC().Format(time.RFC3339Nano))
	if _, offset := d.Time.Zone(); offset != 0 {
		date.key("offset")
		date.buf = strconv.AppendInt(date.buf, int64(offset), 10)
	}
	date.text("precision", d.Precision.String())
	date.text("zone", d.Zone())
	date.text("raw", d.Raw)
	w.key(name)
	w.buf = append(w.buf, date.close()...)
}

// UnmarshalStored reads what MarshalStored wrote. Members that it does not know
// are passed over. A time comes back in UTC or in a fixed zone without a name.
func UnmarshalStored(data []byte, a *Article) error {
	*a = Article{}
	err := Members(data, func(name, value []byte) error {
		if handled, err := a.setKnown(name, value); handled {
			return err
		}
		switch string(name) {
		case "published":
			return readStoredDate(value, &a.Published)
		case "updated":
			return readStoredDate(value, &a.Updated)
		case "usage":
			return readStoredUsage(value, &a.Usage)
		case "extra":
			return Members(value, func(name, value []byte) error {
				a.keep(string(name), value)
				return nil
			})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("stored article: %w", err)
	}
	return nil
}

func readStoredDate(value []byte, d *Date) error {
	var stored struct {
		Time      time.Time
		Offset    int
		Precision string
		Zone      string
	}
	if err := json.Unmarshal(value, &stored); err != nil {
		return err
	}
	d.Time = stored.Time.UTC()
	if stored.Offset != 0 {
		d.Time = stored.Time.In(time.FixedZone("", stored.Offset))
	}
	d.Precision = parsePrecision(stored.Precision)
	d.ZoneUnknown = stored.Zone == zoneUnknown
	return Members(value, func(name, value []byte) error {
		if string(name) == "raw" {
			return setText("raw", value, &d.Raw)
		}
		return nil
	})
}

// ContentHash identifies what the article says: two articles with the same hash
// are the same version. It does not depend on the order of Extra, nor on white
// space and escapes in there, nor on how a date was spelled: what the API gave
// has the hash of what it was given. Whether a zone was stated makes no
// difference either, as the public form of a date does not tell it.
func (a *Article) ContentHash() [sha256.Size]byte {
	w := newObject(a)
	w.article(a, (*objectWriter).publicDate)
	w.usage(a.Usage)
	canonical := make(map[string]json.RawMessage, len(a.Extra))
	for name, value := range a.Extra {
		if validJSON(value) {
			canonical[name] = canonicalJSON(value)
		}
	}
	_ = w.members(canonical, isForeign) // all are valid
	return sha256.Sum256(w.close())
}

// canonicalJSON writes a valid JSON value without white space, each string with
// as few escapes as can be.
func canonicalJSON(value []byte) []byte {
	out := make([]byte, 0, len(value))
	for i := skipSpace(value, 0); i < len(value); i = skipSpace(value, i) {
		if value[i] != '"' {
			out = append(out, value[i])
			i++
			continue
		}
		end := skipString(value, i)
		out = AppendQuote(out, unquote(value[i:end]))
		i = end
	}
	return out
}
