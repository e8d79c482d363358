package news

import (
	"encoding/json"
	"time"
)

// Article is one piece of news coverage as its outlet sent it.
//
// Title and Body are required; Body is plain text whose paragraphs are split by
// one blank line. Where an article came as HTML, HTML holds what was sent and
// Body the text that Normalize read out of it.
type Article struct {
	ID        string // unique in the archive; derived by Normalize where it was not sent
	URL       string // as sent; CanonicalURL gives the form that identifies
	Title     string
	Subtitle  string
	Body      string
	HTML      string
	Source    string   // the outlet's name
	Section   string   // the desk or rubric, in the outlet's words
	Authors   []string // names of the byline, in its order
	Lang      string   // BCP 47 tag, lower-case primary subtag first; empty where unknown
	Published Date     // zero where unknown
	Updated   Date
	Keywords  []string
	Image     string // URL of the lead image
	Copyright string
	Usage     Usage // what the sender says of its use

	// Extra holds the members that came along and that Dateline does not know,
	// by name, as they came.
	Extra map[string]json.RawMessage
}

// Record is an article as the archive holds it.
type Record struct {
	Article
	Seq       uint64    // grows with every change in the archive; unique
	OwnSeq    uint64    // of its own last change, where Seq has grown since for its group alone; else 0
	Version   int       // 1 for the first text, one more with every change
	FirstSeen time.Time // when the first version was stored, UTC
	Changed   time.Time // when this version was stored, UTC
	Deleted   bool      // a tombstone, or held back: only ID, Seq, Version and times are set
}
