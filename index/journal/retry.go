package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
)

// Rejected keeps what was rejected.
type Rejected interface {
	// RejectedItem fails with intake.ErrNoRejected.
	RejectedItem(ctx context.Context, id int64) (intake.Rejected, error)
	SaveRetry(ctx context.Context, r intake.Rejected) error
	// Rejected lists what one job could not take in, the last first.
	Rejected(ctx context.Context, job int64, limit int) ([]intake.Rejected, error)
}

// Retrier tries again what was rejected. All its members but Now are needed.
type Retrier struct {
	Rejected Rejected
	Ingester Ingester
	// Open reads an item as its source was read. Its error is a *index.Rejection
	// where the item cannot be read.
	Open func(ctx context.Context, file string, item index.Item) (index.Source, error)
	Now  func() time.Time // nil is time.Now
}

// Retry tries something again, and writes down and says what became of it: it is
// solved where nothing of it was rejected. It fails with intake.ErrNoRejected, and
// with intake.ErrNotKept where there is nothing to try.
func (t *Retrier) Retry(ctx context.Context, id int64) (intake.Retry, error) {
	r, err := t.Rejected.RejectedItem(ctx, id)
	if err != nil {
		return intake.Retry{}, err
	}
	if !r.Kept {
		return intake.Retry{}, fmt.Errorf("journal: retry %d: %w", id, intake.ErrNotKept)
	}
	report, first, err := t.load(ctx, r)
	if err != nil {
		return intake.Retry{}, fmt.Errorf("journal: retry %d: %w", id, err)
	}
	r.Retried, r.Solved = t.now(), report.Rejected == 0
	if r.Kept = !r.Solved; first != nil {
		r.Reason = reasonOf(first)
	}
	return intake.Retry{Rejected: r, Report: report}, t.Rejected.SaveRetry(ctx, r)
}

// Item returns something that was rejected, and itself where it is kept. It fails
// with intake.ErrNoRejected.
func (t *Retrier) Item(ctx context.Context, id int64) (intake.Rejected, error) {
	return t.Rejected.RejectedItem(ctx, id)
}

// RetryAll tries again what one job could not take in, the first first, and says
// what became of it. What is not kept is left alone; what somebody else dismissed
// meanwhile is passed over.
func (t *Retrier) RetryAll(ctx context.Context, job int64) (all intake.Retries, err error) {
	list, err := t.Rejected.Rejected(ctx, job, perJob)
	if err != nil {
		return all, err
	}
	for _, r := range slices.Backward(list) {
		if !r.Kept {
			continue
		}
		done, err := t.Retry(ctx, r.ID)
		if errors.Is(err, intake.ErrNoRejected) || errors.Is(err, intake.ErrNotKept) {
			continue
		}
		if err != nil {
			return all, err
		}
		if all.Tried++; done.Solved {
			all.Solved++
		}
	}
	return all, nil
}

// load takes an item in; first is why something of it was rejected.
func (t *Retrier) load(ctx context.Context, r intake.Rejected) (report index.Report, first, err error) {
	src, err := t.Open(ctx, r.File, r.Item)
	if refused := (*index.Rejection)(nil); errors.As(err, &refused) {
		return index.Report{Read: 1, Rejected: 1}, refused.Err, nil
	}
	if err != nil {
		return report, nil, err
	}
	report, err = t.Ingester.Load(ctx, src, index.Watch{Rejected: func(r *index.Rejection) {
		if first == nil {
			first = r.Err
		}
	}})
	return report, first, errors.Join(err, src.Close())
}

func (t *Retrier) now() time.Time {
	if t.Now == nil {
		return time.Now().UTC()
	}
	return t.Now().UTC()
}
