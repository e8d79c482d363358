package index

import (
	"context"
	"errors"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// Errors by meaning. Packages wrap them; web alone makes HTTP statuses of them.
var (
	ErrNotFound = errors.New("no such article")
	ErrGone     = errors.New("article was deleted")
	ErrInvalid  = errors.New("invalid article")
	ErrFull     = errors.New("no space left in the data folder")
	ErrClosed   = errors.New("closed")
)

// HeldError says that an article is there and must not be shown: it is under
// embargo, or withheld by its sender.
type HeldError struct {
	Until time.Time // UTC; zero where its sender has not said when
}

// Error says until when.
func (e *HeldError) Error() string {
	if e.Until.IsZero() {
		return "withheld by its sender until further notice"
	}
	return "embargoed until " + e.Until.Format(time.RFC3339)
}

// Source yields the articles of a file, a stream or a feed one by one.
type Source interface {
	// Next returns io.EOF after the last article. An error that is a *Rejection
	// speaks of one item: the next call goes on behind it. Any other error ends
	// the source.
	Next() (news.Article, error)
	// Place is where the article that Next gave last stands: the file as the user
	// named it, and the line from 1; empty and 0 where that has no meaning.
	Place() (file string, line int)
	// Raw is what that article was made of, where it is likely to be rejected and
	// what it was made of is at hand: a reader that has learned more may make more
	// of it. It is none for articles that lack nothing.
	Raw() Item
	Close() error
}

// Tagger finds entities and dates in an article. Its Version changes whenever it
// would find something else; an index made with another one is rebuilt.
type Tagger interface {
	Tag(r *news.Record) news.Tags
	Version() string
	// Changed says what is another in it than in the Tagger of a former version,
	// as in "the list of names".
	Changed(former string) string
}

// Grouper says which group of near-duplicates each record belongs to (see
// Document.Group). It is asked in the order of sequence numbers. Articles that are
// indexed already may come into another group with what it is asked; it gives those
// a new sequence number, so that every generation meets them again.
type Grouper interface {
	Group(ctx context.Context, records []news.Record) ([]uint64, error)
}

// Archive keeps the articles. What Put and Delete return is on disk.
type Archive interface {
	// Put stores normalised articles in one transaction, all or none, and says
	// for each what became of it. An article whose content is already stored is
	// Unchanged and takes no new sequence number; so is one that is older than what
	// is stored. One that its sender has canceled is Deleted.
	Put(ctx context.Context, articles []news.Article) ([]Outcome, error)
	// Delete leaves a tombstone in the article's place. It fails with
	// ErrNotFound or ErrGone.
	Delete(ctx context.Context, id string) (Outcome, error)
	// Since returns up to limit records whose Seq is above seq, in order of Seq,
	// tombstones included. An article that changed often appears once, as it is
	// now. It may return fewer than there are, but none only where there are none.
	Since(ctx context.Context, seq uint64, limit int) ([]news.Record, error)
	// Last returns the highest sequence number given so far, 0 for none.
	Last(ctx context.Context) (uint64, error)
}

// Holder is an Archive that holds articles back until a time: Since gives them
// as deleted till then.
type Holder interface {
	// Release gives those whose time has come a new sequence number, so that
	// Since yields them, and says how many there were.
	Release(ctx context.Context) (int, error)
}

// Burier is an Archive that lists by itself what must not be shown.
type Burier interface {
	// Buried returns up to limit records whose Seq is above seq and that Since
	// gives as deleted, in order of Seq, without their texts.
	Buried(ctx context.Context, seq uint64, limit int) ([]news.Record, error)
}

// Document is what the index learns of an article.
type Document struct {
	news.Record
	Tags news.Tags
	// Group is the group of near-duplicates that the article joined, 0 for none
	// (schema.Facts.Group).
	Group uint64
}

// Entry is what a Generation says of one article that it holds.
type Entry struct {
	ID string
	State
}

// State is which text of an article somebody has; its zero value is none.
type State struct {
	Seq     uint64 `json:"seq"`     // of the record, which grows with every change
	Version int    `json:"version"` // of the text, from 1
}

// Generation is one index on disk, made for one schema and one tag version.
type Generation interface {
	// Watermark is the sequence number up to which it holds everything.
	Watermark() (uint64, error)
	// Write adds, replaces or (for tombstones) removes documents and sets the
	// watermark, all at once: after a crash both are there or neither. It may be
	// called from several goroutines.
	Write(ctx context.Context, docs []Document, watermark uint64) error
	// Entries gives do every article that it holds, in any order, all of one
	// moment, and returns the watermark of that moment. It fails with the error of
	// do, and where another schema's version made it.
	Entries(ctx context.Context, do func(Entry) error) (watermark uint64, err error)
	// Made says which versions it was made for.
	Made() Versions
}

// Versions are what an index depends on beside the articles.
type Versions struct {
	Schema int    `json:"schema"` // schema.Version
	Tag    string `json:"tag"`    // Tagger.Version
}

// Rebuilds is told how rebuilds of the index go. One runs at a time.
type Rebuilds interface {
	// Begin says that one begins, and why in words.
	Begin(ctx context.Context, why string)
	// Reached says which sequence number it has reached.
	Reached(ctx context.Context, seq uint64)
	// End says how it ended; what has ended already does not end once more.
	End(ctx context.Context, err error)
}

// Generations keeps the index as a line of generations of which one serves.
type Generations interface {
	// Current is the generation that serves searches.
	Current() Generation
	// Next begins an empty generation beside it, made for what the tagger of this
	// version finds; one begun before is dropped.
	Next(tag string) (Generation, error)
	// Swap lets the generation that Next began serve, and removes the former one
	// as soon as no search reads it any more.
	Swap() error
}
