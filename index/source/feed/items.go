package feed

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/syndication"
)

// ahead is how far in the future a date may be before it is taken for wrong: as
// far as zones may be mistaken.
const ahead = 26 * time.Hour

var _ index.Source = (*items)(nil)

// items are the articles of a feed.
type items struct {
	feed   *syndication.Reader
	url    string
	now    time.Time
	line   int
	future int     // dates that have not come yet
	before sayings // what the feed said last
	said   sayings // and what it says now
	again  int     // items that it only says again, which are passed over
	// refused are those that are no articles, and only come again.
	refused int
	gone    func(*news.Article) bool
	err     error // why the feed was not read to its end
}

// Next returns the next item that the feed did not have when it was polled last,
// and that nobody has deleted: a feed goes on listing what was taken down.
func (s *items) Next() (news.Article, error) {
	for {
		a, err := s.next()
		if r := (*index.Rejection)(nil); errors.As(err, &r) && s.known(sayRefused(r)) {
			s.refused++
			continue
		}
		if err != nil {
			return a, err
		}
		what := say(&a)
		if !s.known(what) && !s.gone(&a) {
			return a, nil
		}
		s.again++
	}
}

// known remembers what the feed says, and reports whether it had it the last time.
func (s *items) known(what saying) bool {
	s.said.add(what)
	return s.before[what]
}

func (s *items) next() (news.Article, error) {
	a, line, err := s.feed.Next()
	s.line = line
	var refused *syndication.ItemError
	switch {
	case err == nil:
		if a.Published.Time.After(s.now.Add(ahead)) {
			s.future++
		}
		return a, nil
	case errors.As(err, &refused):
		return a, &index.Rejection{File: s.url, Line: line, Err: refused.Err, Item: index.NewItem(index.FormFile, refused.Document)}
	case !errors.Is(err, io.EOF):
		s.err = err // what was read before is kept
	}
	return a, io.EOF
}

// Place is the feed and the line where an item begins.
func (s *items) Place() (file string, line int) { return s.url, s.line }

// Raw is none: what a feed has too little of is rejected by its reader.
func (s *items) Raw() index.Item { return index.Item{} }

func (s *items) passed() (articles, refused int) { return s.again, s.refused }

// Close closes nothing: the answer is closed by who asked for it.
func (s *items) Close() error { return nil }

// warnings tells what was odd.
func (s *items) warnings() []string {
	list := s.feed.Feed().Warnings()
	if s.feed.Feed().Items == 0 {
		list = append(list, "has no items")
	}
	if s.future == 1 {
		list = append(list, "1 item dated in the future")
	} else if s.future > 1 {
		list = append(list, fmt.Sprintf("%d items dated in the future", s.future))
	}
	return list
}
