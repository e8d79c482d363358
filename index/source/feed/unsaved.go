package feed

import (
	"context"
	"errors"
	"slices"

	"github.com/dateline-search/dateline/index/intake"
)

// outcome is how a poll went.
type outcome struct {
	feed intake.Feed
	said []byte
}

// note remembers how a poll went that the Store could not keep, as when the disk
// is full: the feed's server must not be asked again at every tick because of it.
func (p *Poller) note(o outcome, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.unsaved[o.feed.ID] = o
	} else {
		delete(p.unsaved, o.feed.ID)
	}
}

// saveAgain keeps what could not be kept before, if it can be kept now.
func (p *Poller) saveAgain(ctx context.Context) {
	for _, o := range p.waiting() {
		err := p.options.Store.SaveFeed(ctx, o.feed, o.said)
		if err != nil && !errors.Is(err, intake.ErrNoFeed) {
			return // the others fare no better
		}
		p.note(o, nil)
	}
}

func (p *Poller) waiting() (list []outcome) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, o := range p.unsaved {
		list = append(list, o)
	}
	return list
}

// Known is a list of feeds from the Store with what the Poller knows beside it of
// how polling them went.
func (p *Poller) Known(feeds []intake.Feed) []intake.Feed {
	p.mu.Lock()
	defer p.mu.Unlock()
	feeds = slices.Clone(feeds)
	for i := range feeds {
		if o, ok := p.unsaved[feeds[i].ID]; ok {
			feeds[i].URL, feeds[i].State = o.feed.URL, o.feed.State
		}
	}
	return feeds
}
