package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/fetch/robots"
	"github.com/dateline-search/dateline/index/source/page"
)

// Bounds of the pages that one poll fetches. What is beyond them comes with the
// feed's own text.
const (
	pagesAtMost  = 100             // as many as a feed usually has items
	pagesTime    = 5 * time.Minute // a poll keeps others waiting
	pageTime     = 30 * time.Second
	heldItems    = 1000    // whose pages may be fetched; they wait in memory
	heldItemSize = 1 << 20 // bytes of an item that waits; a longer one has its text already
)

// Pages reads pages as their sites allow.
type Pages interface {
	Read(ctx context.Context, address string, most int64) (robots.Page, error)
}

// Articles tells what is there already.
type Articles interface {
	// Get fails with index.ErrNotFound, or index.ErrGone for what was deleted.
	Get(ctx context.Context, id string) (news.Record, error)
}

var _ index.Source = (*full)(nil)

// full are the items of a feed with the text of the pages behind them. Items that
// were taken before and have not changed are left out: a page is fetched once.
type full struct {
	*items
	ctx      context.Context
	pages    Pages
	articles Articles
	now      func() time.Time

	drained bool
	held    []heldItem
	rest    bool // what follows the held ones was not read yet
	began   time.Time
	fetched int
	left    int // out, as they are there already
	failed  int
	reason  error // of the last that failed
}

// heldItem is an item that was read, or why it is none.
type heldItem struct {
	article news.Article
	line    int
	err     error
}

// Next returns the next item that is new or changed.
func (f *full) Next() (news.Article, error) {
	if !f.drained {
		f.drain()
	}
	for len(f.held) > 0 {
		it := f.held[0]
		f.held = f.held[1:]
		f.line = it.line
		if it.err != nil {
			return it.article, it.err
		}
		if a, wanted := f.complete(it.article); wanted {
			return a, f.ctx.Err()
		}
		f.left++
	}
	if f.rest {
		return f.items.Next()
	}
	return news.Article{}, io.EOF
}

// drain reads the feed before any page is fetched: its server does not wait.
func (f *full) drain() {
	f.drained, f.began = true, f.now()
	for len(f.held) < heldItems {
		a, err := f.items.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		f.held = append(f.held, heldItem{a, f.line, err})
	}
	f.rest = true
}

// complete gives an item the text of its page, and reports whether it is new or
// changed.
func (f *full) complete(a news.Article) (news.Article, bool) {
	known := a
	known.Normalize()
	record, err := f.articles.Get(f.ctx, known.ID)
	switch {
	case err == nil && record.Title == known.Title && !known.Updated.Time.After(latest(&record)):
		return a, false
	case err != nil && !errors.Is(err, index.ErrNotFound):
		return a, true // it was deleted, or is held back: that is not ours to say
	case a.URL == "" || len(a.Body)+len(a.HTML) > heldItemSize:
		return a, true
	case f.fetched == pagesAtMost || f.now().Sub(f.began) > pagesTime:
		return a, true
	}
	f.fetched++
	whole, err := f.fetch(a.URL)
	if err != nil {
		f.failed++
		f.reason = err
		return a, true
	}
	return merged(a, whole), true
}

// latest is when a record was changed by its outlet.
func latest(r *news.Record) time.Time {
	if r.Updated.Time.After(r.Published.Time) {
		return r.Updated.Time
	}
	return r.Published.Time
}

func (f *full) fetch(address string) (news.Article, error) {
	ctx, cancel := context.WithTimeout(f.ctx, pageTime)
	defer cancel()
	p, err := f.pages.Read(ctx, address, page.MaxBytes)
	if err != nil {
		return news.Article{}, err
	}
	return page.Read(p.Body, page.Options{URL: p.URL, ContentType: p.ContentType, Now: f.now})
}

// merged is an item with the text of its page, where that is longer: a page may
// show less than the feed, to those who have not paid. What the feed does not say
// is the page's as well.
func merged(item, whole news.Article) news.Article {
	own := item.Body
	if own == "" {
		own = news.HTMLText(item.HTML)
	}
	if utf8.RuneCountInString(whole.Body) <= utf8.RuneCountInString(own) {
		return item
	}
	item.Body, item.HTML = whole.Body, ""
	for _, m := range []struct{ of, from *string }{
		{&item.Subtitle, &whole.Subtitle},
		{&item.Section, &whole.Section},
		{&item.Lang, &whole.Lang},
		{&item.Image, &whole.Image},
		{&item.Copyright, &whole.Copyright},
	} {
		if *m.of == "" {
			*m.of = *m.from
		}
	}
	if len(item.Authors) == 0 {
		item.Authors = whole.Authors
	}
	if len(item.Keywords) == 0 {
		item.Keywords = whole.Keywords
	}
	if item.Published.IsZero() {
		item.Published = whole.Published
	}
	return item
}

// warnings tells what was odd, the pages included.
func (f *full) warnings() []string {
	list := f.items.warnings()
	if f.failed > 0 {
		list = append(list, fmt.Sprintf("%d of %d pages could not be read: %v", f.failed, f.fetched, f.reason))
	}
	return list
}

func (f *full) passed() (articles, refused int) { return f.left + f.again, f.refused }
