package schema

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
)

// MaxValue is how many bytes of a Keyword value an engine holds. A name or a
// rubric is far shorter; what is longer is not one, and would weigh on every
// dictionary.
const MaxValue = 1024

// Value is a Keyword value as an engine holds it: valid UTF-8 of at most
// MaxValue bytes, cut between two characters, otherwise as it was sent.
func Value(s string) string {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	if len(s) <= MaxValue {
		return s
	}
	cut := MaxValue
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut]
}

// Facts is what Meta holds of an article for sorting, scoring and the timeline.
type Facts struct {
	// Published is the first instant of the date of publication in Unix seconds;
	// it means nothing where Precision is None.
	Published int64
	Precision news.Precision
	// ZoneUnknown marks a time of day that was stated without a zone.
	ZoneUnknown bool
	FirstSeen   int64 // Unix seconds
	// Lengths are the numbers of tokens of title, subtitle and body.
	Lengths [3]uint32
	// Group is the group of near-duplicates that the article joined; 0 for one
	// that is alone, or after which a group is named (GroupOf).
	Group uint64
	// Seq and Version are those of the record that the index was given.
	Seq     uint64
	Version int
}

// GroupOf is the name of the group that an article founds, never 0: FNV-1a of its
// id, mixed. Of a million articles, two have the same in one of 37 million cases.
func GroupOf(id string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	h = (h ^ h>>33) * 0xFF51AFD7ED558CCD
	return max(1, h^h>>33)
}

// FactsOf gives what is known before the texts are split: all but the Lengths.
func FactsOf(r *news.Record) Facts {
	f := Facts{Precision: r.Published.Precision, FirstSeen: unix(r.FirstSeen), Seq: r.Seq, Version: r.Version}
	if !r.Published.IsZero() {
		f.Published = r.Published.Time.Unix()
		f.ZoneUnknown = r.Published.ZoneUnknown
	}
	return f
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// Dated reports whether the date of publication is known.
func (f Facts) Dated() bool { return f.Precision != news.None }

// Floating reports whether the date of publication is a calendar date, which
// belongs to no zone.
func (f Facts) Floating() bool { return f.Precision != news.None && f.Precision <= news.Day }

// SortTime is what Newest and Oldest order by: min(published, first seen), so
// that an announced future does not lead for ever; first seen where publication
// is unknown, published where it is not known when it was first seen.
func (f Facts) SortTime() int64 {
	switch {
	case !f.Dated():
		return f.FirstSeen
	case f.FirstSeen == 0:
		return f.Published
	}
	return min(f.Published, f.FirstSeen)
}

// The layout of a packed Facts: digits of 7 bits, most significant first, so
// that the bytes order as the dates do and none is the 0xff by which doc values
// are split. Numbers beyond their digits are held at the limit.
const (
	groupDigits   = 10 // 64 bits; only where there is a group
	packedSize    = 1 + timeDigits + timeDigits + 2*headDigits + bodyDigits + seqDigits + versionDigits
	timeDigits    = 6 // 42 bits of seconds: 69,000 years about 1970
	headDigits    = 3 // 2 million tokens
	bodyDigits    = 4 // 268 million tokens
	seqDigits     = 7 // 562 billion changes
	versionDigits = 3 // 2 million versions
	timeBias      = int64(1) << (7*timeDigits - 1)
	zoneUnknown   = 1 << 3 // beside the precision in the flags
)

// ErrPacked is a Meta value that this Version did not write.
var ErrPacked = errors.New("unknown layout of the packed facts")

// AppendPacked appends the bytes that Meta holds for f.
func (f Facts) AppendPacked(b []byte) []byte {
	flags := byte(f.Precision)
	if f.ZoneUnknown {
		flags |= zoneUnknown
	}
	b = appendDigits(b, biased(f.Published), timeDigits)
	b = append(b, flags)
	b = appendDigits(b, biased(f.FirstSeen), timeDigits)
	b = appendDigits(b, uint64(f.Lengths[0]), headDigits)
	b = appendDigits(b, uint64(f.Lengths[1]), headDigits)
	b = appendDigits(b, uint64(f.Lengths[2]), bodyDigits)
	b = appendDigits(b, f.Seq, seqDigits)
	b = appendDigits(b, uint64(f.Version), versionDigits)
	if f.Group != 0 {
		b = appendDigits(b, f.Group, groupDigits)
	}
	return b
}

// ParsePacked reads what AppendPacked wrote. It fails with ErrPacked.
func ParsePacked(b []byte) (Facts, error) {
	if len(b) != packedSize && len(b) != packedSize+groupDigits {
		return Facts{}, fmt.Errorf("schema: %d bytes: %w", len(b), ErrPacked)
	}
	next := func(n int) uint64 {
		v := digits(b[:n])
		b = b[n:]
		return v
	}
	var f Facts
	f.Published = int64(next(timeDigits)) - timeBias
	flags := byte(next(1))
	f.Precision, f.ZoneUnknown = news.Precision(flags&(zoneUnknown-1)), flags&zoneUnknown != 0
	f.FirstSeen = int64(next(timeDigits)) - timeBias
	f.Lengths = [3]uint32{uint32(next(headDigits)), uint32(next(headDigits)), uint32(next(bodyDigits))}
	f.Seq, f.Version = next(seqDigits), int(next(versionDigits))
	if len(b) > 0 {
		f.Group = next(groupDigits)
	}
	return f, nil
}

func biased(seconds int64) uint64 {
	return uint64(max(-timeBias, min(seconds, timeBias-1)) + timeBias)
}

func appendDigits(b []byte, v uint64, n int) []byte {
	if n < groupDigits {
		v = min(v, 1<<(7*n)-1)
	}
	for shift := 7 * (n - 1); shift >= 0; shift -= 7 {
		b = append(b, byte(v>>shift)&0x7f)
	}
	return b
}

func digits(b []byte) uint64 {
	var v uint64
	for _, d := range b {
		v = v<<7 | uint64(d&0x7f)
	}
	return v
}
