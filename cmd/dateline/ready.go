package main

import (
	"context"
	"sync"
	"time"
)

// readyEvery is how often the engine is asked to make ready what articles and
// merges have changed: often enough that hardly any search waits for it, which
// takes some 2 µs an article of a new segment.
const readyEvery = 500 * time.Millisecond

// keepReady has the engine ready for the next search until stop is called, which
// waits for its end. Where it cannot be, searches say why.
func (n *newsroom) keepReady(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		ticker := time.NewTicker(readyEvery)
		defer ticker.Stop()
		for ctx.Err() == nil {
			_, _ = n.searcher.Count(ctx)
			select {
			case <-ticker.C:
			case <-ctx.Done():
			}
		}
	})
	return func() {
		cancel()
		work.Wait()
	}
}
