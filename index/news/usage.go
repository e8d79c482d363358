package news

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Usage is what a sender says of when and whether an article may be used, in
// the words that the IPTC's formats share, and which of its texts this one is.
// The zero Usage is that of an article that may be used at once.
type Usage struct {
	Status Status
	// Embargo is the time from which the article may be shown, UTC; zero where it
	// may be shown at once.
	Embargo time.Time
	// Revision is the sender's own number of this text, and Sent when the sender
	// made it, UTC: they tell a correction from an old text that comes late.
	// Zero where unknown.
	Revision uint64
	Sent     time.Time
}

// Status says whether an article may be used.
type Status uint8

// The statuses.
const (
	Usable   Status = iota
	Withheld        // not to be shown until the sender says otherwise
	Canceled        // never to be shown: a kill
)

// String names the status as the IPTC does: "usable", "withheld", "canceled".
func (s Status) String() string {
	switch s {
	case Withheld:
		return "withheld"
	case Canceled:
		return "canceled"
	}
	return "usable"
}

// ParseStatus reads the IPTC's names of publishing statuses, as ninjs, NewsML
// and NITF write them and agencies misspell them; case does not matter, and a
// code's scheme (stat:usable) is passed over. It fails for any other word.
func ParseStatus(s string) (Status, error) {
	word := strings.ToLower(strings.TrimSpace(s))
	word = word[strings.LastIndexAny(word, ":/")+1:]
	switch word {
	case "", "usable", "embargoed": // which the embargo's time says
		return Usable, nil
	case "withheld", "withhold", "hold":
		return Withheld, nil
	case "canceled", "cancelled", "cancel", "killed", "kill", "killkill", "withdrawn", "retracted":
		return Canceled, nil
	}
	return Usable, fmt.Errorf("status %q is none of usable, withheld, canceled", s)
}

// HeldAt reports whether the article must not be shown at a time.
func (u Usage) HeldAt(now time.Time) bool {
	return u.Status == Withheld || u.Status == Usable && u.Embargo.After(now)
}

// Before reports whether this is an older text than that of other, as far as the
// times when they were made, or else their revisions, can tell. The time goes
// first, since there are agencies whose numbers do not grow.
func (u Usage) Before(other Usage) bool {
	if !u.Sent.IsZero() && !other.Sent.IsZero() && !u.Sent.Equal(other.Sent) {
		return u.Sent.Before(other.Sent)
	}
	return u.Revision > 0 && other.Revision > 0 && u.Revision < other.Revision
}

// setUsage reads a member that says something of the use, as ninjs names them.
// What cannot be understood is nobody's order, and kept as any foreign member.
func (a *Article) setUsage(name, value []byte) (handled bool) {
	if !isText(value) {
		return false
	}
	switch string(name) {
	case "pubstatus":
		status, err := ParseStatus(unquote(value))
		if err == nil {
			a.Usage.Status = status
		}
		return err == nil
	case "embargoed":
		date, err := parseDate(unquote(value))
		if err == nil {
			a.Usage.Embargo = date.Time.UTC()
		}
		return err == nil
	}
	return false
}

// usage writes what setUsage reads.
func (w *objectWriter) usage(u Usage) {
	if u.Status != Usable {
		w.text("pubstatus", u.Status.String())
	}
	if !u.Embargo.IsZero() {
		w.text("embargoed", u.Embargo.UTC().Format(time.RFC3339))
	}
}

// storedUsage is how the archive keeps a Usage.
type storedUsage struct {
	Status   string    `json:"status,omitempty"`
	Embargo  time.Time `json:"embargo,omitzero"`
	Revision uint64    `json:"revision,omitempty"`
	Sent     time.Time `json:"sent,omitzero"`
}

func (w *objectWriter) storedUsage(u Usage) {
	stored := storedUsage{Embargo: u.Embargo.UTC(), Revision: u.Revision, Sent: u.Sent.UTC()}
	if u.Status != Usable {
		stored.Status = u.Status.String()
	}
	data, err := json.Marshal(stored)
	if err != nil {
		return // of these types every value can be written
	}
	w.key("usage")
	w.buf = append(w.buf, data...)
}

func readStoredUsage(value []byte, u *Usage) error {
	var stored storedUsage
	if err := json.Unmarshal(value, &stored); err != nil {
		return err
	}
	status, err := ParseStatus(stored.Status)
	*u = Usage{Status: status, Embargo: stored.Embargo, Revision: stored.Revision, Sent: stored.Sent}
	return err
}
