package intake

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// ErrNoFeed says that there is no such feed.
var ErrNoFeed = errors.New("no such feed")

// ErrPolledTwice says that a feed is polled under another id as well.
var ErrPolledTwice = errors.New("another feed is polled at this address")

// ErrFixedFeed says that the configuration has a feed polled: it would come back.
var ErrFixedFeed = errors.New("the configuration names this feed")

// ErrFeedURL wraps why an address is none that a feed can be at.
var ErrFeedURL = errors.New("a feed needs a web address")

// Feed is a feed that is polled.
type Feed struct {
	ID     string    `json:"id"`
	URL    string    `json:"url"`                             // where it is fetched
	Title  string    `json:"title,omitempty"`                 // as it calls itself, or as it was added
	Source string    `json:"source,omitempty"`                // the outlet's name, where the feed's title is none
	Text   TextFrom  `json:"text,omitempty" enum:"feed,page"` // where the text of its articles is taken from; empty is the feed
	Added  time.Time `json:"added"`

	State
}

// TextFrom says where the text of a feed's articles is taken from.
type TextFrom string

// The places.
const (
	FromFeed TextFrom = "feed"
	FromPage TextFrom = "page" // the one behind each item, where it can be read
)

// ErrText wraps from where a text can be taken.
var ErrText = errors.New("no place for a text")

// Check fails with ErrText.
func (t TextFrom) Check() error {
	if t != "" && t != FromFeed && t != FromPage {
		return fmt.Errorf("%w: take it from feed or page, not from %.40q", ErrText, string(t))
	}
	return nil
}

// State is how polling a feed goes.
type State struct {
	Next         time.Time     `json:"next,omitzero"`         // when it is polled again
	LastPolled   time.Time     `json:"last_polled,omitzero"`  // when it was asked last
	LastChanged  time.Time     `json:"last_changed,omitzero"` // when it last had something new
	Every        time.Duration `json:"-"`                     // its rhythm
	ETag         string        `json:"-"`                     // as it came, to be sent back
	LastModified string        `json:"-"`                     // likewise
	Error        string        `json:"error,omitempty"`       // why the last poll failed; empty where it did not
	Warnings     string        `json:"warnings,omitempty"`    // what was odd about what came
	Failures     int           `json:"failures,omitempty"`    // polls that failed in a row
	Moved        string        `json:"moved_from,omitempty"`  // the address it had before
	Stopped      bool          `json:"stopped,omitempty"`     // it is gone for good
	Items        int           `json:"items"`                 // in the last answer that had any
	Brought      int           `json:"brought"`               // articles that are new or were changed by the last poll
	Articles     int           `json:"articles"`              // that are new or were changed by it, in all
	Rejected     int           `json:"rejected,omitempty"`    // items of the last answer that were refused
	EveryText    string        `json:"every,omitempty"`       // Every in words
}

// NewFeed makes a feed of an address, of which it has the normal form: addresses that
// only look different are one feed. It fails with ErrFeedURL.
func NewFeed(address, title string, now time.Time) (Feed, error) {
	address = strings.TrimSpace(address)
	if rest, ok := strings.CutPrefix(address, "feed:"); ok {
		address = strings.TrimPrefix(rest, "//")
		if !strings.Contains(address, "://") {
			address = "https://" + address
		}
	}
	address, err := news.NormalURL(address)
	if err != nil {
		return Feed{}, fmt.Errorf("%w: %w", ErrFeedURL, err)
	}
	return Feed{ID: FeedID(address), URL: address, Title: strings.TrimSpace(title), Added: now.UTC()}, nil
}

// IsAt reports whether a feed is at an address, or was before it moved, however that
// is written.
func (f *Feed) IsAt(address string) bool {
	at, err := NewFeed(address, "", time.Time{})
	return err == nil && (f.ID == at.ID || f.URL == at.URL || f.Moved == at.URL)
}

// FeedID is the id of the feed that was added with an address. It stays when the
// feed moves.
func FeedID(address string) string {
	const size = 10 // as long as the id of an article
	sum := sha256.Sum256([]byte(address))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:size]))
}
