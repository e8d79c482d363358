package trouble

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	// soonest is how long the second message waits, and each further one twice as
	// long as the one before, seldom at most: an operator who looks at the log of the
	// last hour sees that it goes on.
	soonest = time.Minute
	seldom  = time.Hour
	// calm is how long all must go well until it is over: what fails every other time
	// is one trouble.
	calm = time.Minute
)

// Trouble is something that may go wrong in every round of a loop. It is safe for use
// by many goroutines.
type Trouble struct {
	log           *slog.Logger
	message, over string
	now           func() time.Time

	mu    sync.Mutex
	times int       // that it went wrong; 0 is no trouble
	began time.Time // of the first
	last  time.Time // of the last
	next  time.Time // when it is said again
	wait  time.Duration
}

// New returns a Trouble that is said by a message, and its end by another. A nil
// logger says nothing; a nil now is time.Now.
func New(log *slog.Logger, now func() time.Time, message, over string) *Trouble {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if now == nil {
		now = time.Now
	}
	return &Trouble{log: log, message: message, over: over, now: now}
}

// Note notes how a round went: wrong where err is not nil. The attributes say more
// of an error. What ended with its context is neither.
func (t *Trouble) Note(ctx context.Context, err error, attributes ...any) {
	if ctx.Err() != nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := t.now(); err != nil {
		t.fail(ctx, now, append(attributes, "error", err))
	} else if t.times > 0 && now.Sub(t.last) >= calm {
		t.log.InfoContext(ctx, t.over, "times", t.times, "for", t.last.Sub(t.began).Round(time.Second).String())
		t.times = 0
	}
}

func (t *Trouble) fail(ctx context.Context, now time.Time, attributes []any) {
	if t.times == 0 {
		t.began, t.next, t.wait = now, now, soonest
	}
	t.times++
	if t.last = now; now.Before(t.next) {
		return
	}
	if t.times > 1 {
		attributes = append(attributes, "times", t.times, "since", t.began.UTC().Format(time.RFC3339))
	}
	t.log.ErrorContext(ctx, t.message, attributes...)
	t.next, t.wait = now.Add(t.wait), min(2*t.wait, seldom)
}
