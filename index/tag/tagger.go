package tag

import (
	"fmt"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// Options says what a Tagger is made of; the zero value is good.
type Options struct {
	// Names is the list of names to know, in the form that Read reads; empty for
	// those that are shipped.
	Names string
}

// Tagger finds who, what organisation, where and when in articles. It is safe
// for use by many goroutines.
type Tagger struct {
	names *Dictionary
}

// New returns a Tagger. An error names what is wrong in the list of names.
func New(o Options) (*Tagger, error) {
	if o.Names == "" {
		o.Names = names
	}
	d, err := Read(strings.NewReader(o.Names))
	if err != nil {
		return nil, fmt.Errorf("tag: new tagger: %w", err)
	}
	return &Tagger{names: d}, nil
}

// Tag finds the entities and dates of an article's title, subtitle and body.
// Dates like "on Thursday" are counted from the record's date of publication,
// or from when it was first seen where that is unknown.
func (t *Tagger) Tag(r *news.Record) news.Tags { return t.names.Tag(&r.Article) }

// Version names what the Tagger would find: whenever it would find something
// else in a text, it is another.
func (t *Tagger) Version() string { return t.names.Version() }
