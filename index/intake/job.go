package intake

import (
	"errors"
	"time"

	"github.com/dateline-search/dateline/index"
)

// JobKind is what a job does.
type JobKind string

// The kinds of jobs.
const (
	Ingest JobKind = "ingest" // a run of dateline ingest
	Poll   JobKind = "poll"   // of a feed
	Folder JobKind = "watch"  // files from a watched folder
)

// Job is something that brings articles in, with how far it is.
type Job struct {
	ID    int64     `json:"id"`
	Kind  JobKind   `json:"kind" enum:"ingest,poll,watch"`
	Name  string    `json:"name"` // what is read: files, a feed's address
	Began time.Time `json:"began"`
	Ended time.Time `json:"ended,omitzero"` // zero while it runs

	index.Report
	Error string `json:"error,omitempty"` // why it did not come to its end
}

// Rejected is something that could not be taken in.
type Rejected struct {
	ID     int64     `json:"id"`
	Job    int64     `json:"job"`
	At     time.Time `json:"at"`
	File   string    `json:"file"`
	Line   int       `json:"line,omitempty"` // from 1; left out where lines mean nothing
	Reason string    `json:"reason"`

	Item    index.Item `json:"-"`                // itself, where it was asked for
	Kept    bool       `json:"kept,omitempty"`   // it can be tried again
	Retried time.Time  `json:"retried,omitzero"` // when it was tried again last
	Solved  bool       `json:"solved,omitempty"` // it was taken in then
}

// Errors by meaning.
var (
	// ErrNoRejected says that nothing with this number is kept.
	ErrNoRejected = errors.New("no such rejected item")
	// ErrNotKept says that it is known why something was rejected, and not what it
	// was.
	ErrNotKept = errors.New("the item itself is not kept; send it again")
)

// Retry is what became of something that was tried again.
type Retry struct {
	Rejected
	Report index.Report `json:"report"`
}
