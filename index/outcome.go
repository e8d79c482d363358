package index

import (
	"bytes"
	"fmt"
	"time"
)

// Status says what became of an article that was sent.
type Status string

// The statuses.
const (
	Created   Status = "created"
	Updated   Status = "updated"
	Unchanged Status = "unchanged"
	Rejected  Status = "rejected"
	Deleted   Status = "deleted"
)

// Outcome is the answer to one article.
type Outcome struct {
	ID      string
	Status  Status
	Seq     uint64 // of the article's last change; 0 where rejected
	Version int
	Err     error // why it was rejected
}

// Version is one text that an article has or had.
type Version struct {
	Number  int       // from 1; numbers are missing where texts were taken down
	Stored  time.Time // UTC
	Current bool      // the text that the article has now
}

// Rejection is an item of a Source that could not become an article.
type Rejection struct {
	File string // as the user named it; empty for a request's body
	Line int    // from 1; 0 where unknown
	Err  error
	Item Item // what was rejected, where it is at hand
}

// MaxItem is how much of a rejected item is kept to be tried again, in bytes: ten
// times a long article with its markup.
const MaxItem = 256 << 10

// Form is what an Item's bytes are.
type Form string

// The forms.
const (
	FormArticle Form = "article" // JSON in our own names
	FormObject  Form = "object"  // JSON as its source has it
	FormFile    Form = "file"    // a whole file
)

// Item is what was sent and rejected. Its zero value is none.
type Item struct {
	Form  Form
	Bytes []byte // at most MaxItem
	// ContentType is what a file was called by who sent it, and names its character
	// set if anything does; empty where nobody said.
	ContentType string
}

// Called is the item as somebody called it, where there is one.
func (i Item) Called(contentType string) Item {
	if i.Form != "" {
		i.ContentType = contentType
	}
	return i
}

// NewItem copies what was rejected. What is empty or longer than MaxItem is none:
// a part of it cannot be tried again.
func NewItem(form Form, b []byte) Item {
	if len(b) == 0 || len(b) > MaxItem {
		return Item{}
	}
	return Item{Form: form, Bytes: bytes.Clone(b)}
}

// Error says where and why.
func (r *Rejection) Error() string {
	switch {
	case r.File != "" && r.Line > 0:
		return fmt.Sprintf("%s:%d: %v", r.File, r.Line, r.Err)
	case r.Line > 0:
		return fmt.Sprintf("line %d: %v", r.Line, r.Err)
	case r.File != "":
		return fmt.Sprintf("%s: %v", r.File, r.Err)
	}
	return r.Err.Error()
}

// Unwrap returns the reason.
func (r *Rejection) Unwrap() error { return r.Err }
