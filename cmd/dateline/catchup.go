package main

import (
	"context"
	"time"
)

// tellAfter is how long a command waits for the index before it says so.
const tellAfter = 500 * time.Millisecond

// catchUp brings the index up to the archive's end, and says what one waits for
// where that takes long: what came in meanwhile, or a rebuild.
func (a *app) catchUp(ctx context.Context, n *newsroom) error {
	last, err := n.archive.Last(ctx)
	if err != nil {
		return err
	}
	defer inBackground(ctx, func(ctx context.Context) { a.tellOfIndexing(ctx, n, last) })()
	return n.indexer.CatchUp(ctx)
}

// tellOfIndexing says why one waits, and then how far the index is, until the
// context ends.
func (a *app) tellOfIndexing(ctx context.Context, n *newsroom, last uint64) {
	ticker := time.NewTicker(tellAfter)
	defer ticker.Stop()
	var bar *bar
	for {
		select {
		case <-ctx.Done():
			if bar != nil {
				bar.finish()
			}
			return
		case <-ticker.C:
		}
		standing := n.indexer.Standing()
		reached := standing.Watermark
		if standing.Rebuild != nil {
			reached = standing.Rebuild.Reached
		}
		if bar == nil {
			if standing.Rebuild != nil {
				a.say("The index is rebuilt first: %s.", standing.Rebuild.Why)
			} else {
				a.say("What came in meanwhile is indexed first.")
			}
			bar = a.newBar("indexing", int64(last), plainCount)
		}
		bar.set(int64(reached))
	}
}
