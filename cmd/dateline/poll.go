package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source/feed"
	"github.com/dateline-search/dateline/index/source/fetch"
	"github.com/dateline-search/dateline/index/source/fetch/robots"
)

// robotName is what robots.txt calls Dateline; its User-Agent begins with it.
const robotName = "dateline"

// addConfigured adds the feeds that the configuration names.
func (n *newsroom) addConfigured(ctx context.Context, cfg config.Config) error {
	for _, address := range cfg.Feeds.URLs {
		f, err := intake.NewFeed(address, "", time.Now())
		if err != nil {
			return fmt.Errorf("feeds.urls: %w", err)
		}
		if f, _, err = n.archive.PutFeed(ctx, f); err != nil {
			return err
		}
		n.fixed = append(n.fixed, f.ID)
	}
	return nil
}

// fixedFeeds are the ids of those feeds that the configuration names.
func fixedFeeds(cfg config.Config, feeds []intake.Feed) (ids []string) {
	for _, f := range feeds {
		if slices.ContainsFunc(cfg.Feeds.URLs, f.IsAt) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// poller polls the newsroom's feeds.
func (n *newsroom) poller(cfg config.Config, log *slog.Logger) *feed.Poller {
	client := fetch.New(fetch.Options{AllowPrivate: cfg.Feeds.AllowPrivate, Allowed: networks(cfg.Feeds.AllowedNetworks), UserAgent: "Dateline/" + thisBuild().Version + " (feed reader)"})
	return feed.New(feed.Options{
		Pages: robots.New(robots.Options{Fetcher: client, Name: robotName}), Articles: n.archive, Fetcher: client,
		Store: n.archive, Ingester: journaled(n.archive, n.ingester, n.ends, intake.Poll, ""), Workers: cfg.Feeds.AtOnce, Random: rand.Float64, Logger: log,
	})
}

// pollInBackground polls the newsroom's feeds until stop is called, which waits
// for the polls under way.
func (n *newsroom) pollInBackground(ctx context.Context, cfg config.Config, log *slog.Logger) (stop func(), err error) {
	if err := n.addConfigured(ctx, cfg); err != nil {
		return nil, err
	}
	n.polling = n.poller(cfg, log)
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		n.polling.Run(ctx)
	}()
	return func() {
		cancel()
		<-ended
	}, nil
}

// knownFeeds are the archive's feeds, with what the poller could not write there.
type knownFeeds struct {
	*archive.Archive
	poller *feed.Poller
	fixed  []string // ids of those that the configuration names
}

// RemoveFeed fails with intake.ErrFixedFeed where a feed would be there again after
// the next start.
func (k knownFeeds) RemoveFeed(ctx context.Context, id string) error {
	if slices.Contains(k.fixed, id) {
		return fmt.Errorf("%w: take it out of feeds.urls", intake.ErrFixedFeed)
	}
	return k.Archive.RemoveFeed(ctx, id)
}

func (k knownFeeds) Feeds(ctx context.Context) ([]intake.Feed, error) {
	feeds, err := k.Archive.Feeds(ctx)
	return k.poller.Known(feeds), err
}

func (k knownFeeds) Feed(ctx context.Context, id string) (intake.Feed, error) {
	f, err := k.Archive.Feed(ctx, id)
	return k.poller.Known([]intake.Feed{f})[0], err
}
