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
	Ingest  JobKind = "ingest"  // a run of dateline ingest
	Poll    JobKind = "poll"    // of a feed
	Folder  JobKind = "watch"   // files from a watched folder
	Push    JobKind = "push"    // what one client sent to the API for a while
	Rebuild JobKind = "rebuild" // of the index
)

// Job is something that brings articles in or makes them found, with how far it
// is. Of a rebuild Read counts the articles that are in the new index.
type Job struct {
	ID    int64     `json:"id"`
	Kind  JobKind   `json:"kind" enum:"ingest,poll,watch,push,rebuild"`
	Name  string    `json:"name"` // what is read: files, a feed's address; who sends; why the index is rebuilt
	Began time.Time `json:"began"`
	Ended time.Time `json:"ended,omitzero"` // zero while it runs

	index.Report
	Done  int64  `json:"done,omitempty"`  // of Total: bytes of files, changes of the archive in a rebuild
	Total int64  `json:"total,omitempty"` // 0 where it is not known
	Error string `json:"error,omitempty"` // why it did not come to its end, or has to try again
}

// Running reports whether the job has not ended yet.
func (j *Job) Running() bool { return j.Ended.IsZero() }

// Percent is how far the job is, and false where that is not known.
func (j *Job) Percent() (int, bool) {
	if j.Total <= 0 || j.Done < 0 {
		return 0, false
	}
	return int(100 * min(j.Done, j.Total) / j.Total), true
}

// Interrupted is the Error of a job that did not come to its end because its
// process was stopped.
const Interrupted = "it was interrupted"

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

// Retries is what became of all that one job had rejected.
type Retries struct {
	Tried  int `json:"tried"`
	Solved int `json:"solved"` // taken in, and listed no more
}
