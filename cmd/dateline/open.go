package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"path/filepath"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/bleveindex"
	"github.com/dateline-search/dateline/index/journal"
	"github.com/dateline-search/dateline/index/similar"
	"github.com/dateline-search/dateline/index/source/feed"
	"github.com/dateline-search/dateline/index/tag"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
)

// indexFolder is where the index lies in the data folder.
const indexFolder = "index"

// cursorKey is the archive's setting that cursors are signed with, and keySize
// its length in bytes.
const (
	cursorKey = "cursor_key"
	keySize   = 32
)

// newsroom is a data folder at work: what is kept, what is indexed of it, and
// the way in and out.
type newsroom struct {
	lock     *lock
	archive  *archive.Archive
	index    *bleveindex.Store
	tagger   *tag.Tagger
	names    fileState // of the newsroom's list, when the tagger was made
	indexer  *index.Indexer
	ingester *index.Ingester
	searcher *search.Searcher
	ends     *journal.Ends // of jobs, which could not be written down
	polling  *feed.Poller  // nil where no feeds are polled
	fixed    []string      // ids of the feeds that the configuration names
	folders  folders       // that are watched
}

// openNewsroom opens a data folder whose lock is held. Close releases the lock.
func openNewsroom(ctx context.Context, cfg config.Config, l *lock, log *slog.Logger) (_ *newsroom, err error) {
	n := &newsroom{lock: l}
	defer func() {
		if err != nil {
			err = errors.Join(err, n.Close())
		}
	}()
	n.names = stateOf(cfg.Tag.Names)
	if n.tagger, err = newTagger(cfg); err != nil {
		return nil, err
	}
	if n.archive, err = openArchive(ctx, cfg, log); err != nil {
		return nil, err
	}
	n.index, err = bleveindex.Open(filepath.Join(cfg.Data, indexFolder), bleveindex.Options{Tag: n.tagger.Version(), Logger: log})
	if err != nil {
		return nil, err
	}
	n.indexer = index.NewIndexer(n.archive, n.index, n.tagger, index.IndexerOptions{
		Workers: cfg.Index.Workers, Batch: cfg.Index.Batch, Grouper: similar.New(n.archive), Logger: log,
		Rebuilds: journal.NewRebuilds(journal.RebuildOptions{Store: n.archive, Last: n.archive.Last, Count: n.archive.Count, Logger: log}),
	})
	n.ingester, n.ends = index.NewIngester(ctx, n.archive, n.indexer), journal.NewEnds(n.archive)
	n.searcher, err = openSearcher(ctx, cfg, n)
	return n, err
}

func openArchive(ctx context.Context, cfg config.Config, log *slog.Logger) (*archive.Archive, error) {
	return archive.Open(ctx, cfg.Data, archive.Options{Logger: log})
}

func openSearcher(ctx context.Context, cfg config.Config, n *newsroom) (*search.Searcher, error) {
	key, err := n.archive.SettingOrPut(ctx, cursorKey, func() ([]byte, error) {
		key := make([]byte, keySize)
		_, err := rand.Read(key)
		return key, err
	})
	if err != nil {
		return nil, err
	}
	engine := blevesearch.New(n.index.Acquire, blevesearch.Options{MaxTerms: cfg.Search.MaxTerms})
	return search.New(search.Options{
		Backend: engine, Articles: n.archive, Names: n.archive, Known: n.tagger, Groups: n.archive, Tagger: n.tagger,
		Key: key, Timeout: cfg.Search.Timeout, Lacking: func() string { return lacking(n.indexer.Standing()) },
	}), nil
}

// Close closes what was opened, in the order in which it was used.
func (n *newsroom) Close() error {
	var errs []error
	if n.ingester != nil {
		n.ingester.Close()
	}
	if n.index != nil {
		errs = append(errs, n.index.Close())
	}
	if n.archive != nil {
		errs = append(errs, n.archive.Close())
	}
	return errors.Join(append(errs, n.lock.release())...)
}

// follow runs the indexer until stop is called, which waits for its end.
func (n *newsroom) follow(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		n.indexer.Run(ctx)
	}()
	return func() {
		cancel()
		<-ended
	}
}

// settle waits until all that is archived can be searched.
func (n *newsroom) settle(ctx context.Context) error {
	last, err := n.archive.Last(ctx)
	if err != nil {
		return err
	}
	return n.indexer.Wait(ctx, last)
}
