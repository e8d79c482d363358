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
	return a.telling(ctx, n, "What came in meanwhile is indexed first.", n.indexer.CatchUp)
}

// settle waits until all that is stored can be searched.
func (a *app) settle(ctx context.Context, n *newsroom) error {
	return a.telling(ctx, n, "All is stored; the rest of it is being indexed.", n.settle)
}

// telling does what waits for the index, and says why where it takes long.
func (a *app) telling(ctx context.Context, n *newsroom, why string, do func(context.Context) error) error {
	last, err := n.archive.Last(ctx)
	if err != nil {
		return err
	}
	defer inBackground(ctx, func(ctx context.Context) { a.tellOfIndexing(ctx, n, why, last) })()
	return do(ctx)
}

// tellOfIndexing says why one waits, which is a rebuild where there is one, and
// then how far the index is, until the context ends.
func (a *app) tellOfIndexing(ctx context.Context, n *newsroom, why string, last uint64) {
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
				a.say("%s", why)
			}
			bar = a.newBar("indexing", int64(last), plainCount)
		}
		bar.set(int64(reached))
	}
}
