package journal

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/trouble"
)

var _ index.Rebuilds = (*Rebuilds)(nil)

// sameTrouble is the time within which a rebuild that begins again after it
// failed is the same job still: a full disk must not fill the list of jobs.
const sameTrouble = time.Minute

// RebuildOptions is what Rebuilds are made of. Store, Last and Count are needed.
type RebuildOptions struct {
	Store Store
	Last  func(ctx context.Context) (uint64, error) // the archive's end
	Count func(ctx context.Context) (int, error)    // its articles
	// Logger is told where a job cannot be written down, which is no reason to
	// stop a rebuild; nil logs nothing.
	Logger *slog.Logger
	Now    func() time.Time // nil is time.Now
}

// Rebuilds writes down how rebuilds of the index go. It is safe for use by many
// goroutines; one rebuild runs at a time.
type Rebuilds struct {
	options RebuildOptions

	mu    sync.Mutex
	job   intake.Job // the last one; ID is 0 before the first
	saved time.Time

	unkept *trouble.Trouble
}

// NewRebuilds returns Rebuilds.
func NewRebuilds(o RebuildOptions) *Rebuilds {
	if o.Now == nil {
		o.Now = time.Now
	}
	unkept := trouble.New(o.Logger, o.Now, "cannot write down how the rebuild goes", "how the rebuild goes is written down again")
	return &Rebuilds{options: o, unkept: unkept}
}

// Begin writes down that a rebuild begins, and why.
func (r *Rebuilds) Begin(ctx context.Context, why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.options.Now().UTC()
	last, err := r.options.Last(ctx)
	if err != nil {
		r.unkept.Note(ctx, err)
	}
	if r.job.Error != "" && r.job.Name == why && now.Sub(r.job.Ended) < sameTrouble {
		r.job.Ended, r.job.Done, r.job.Total = time.Time{}, 0, int64(last)
		r.save(ctx)
		return
	}
	r.job = intake.Job{Kind: intake.Rebuild, Name: why, Began: now}
	if r.job, err = r.options.Store.BeginJob(ctx, r.job); err != nil {
		r.unkept.Note(ctx, err)
		r.job = intake.Job{}
		return
	}
	r.job.Total, r.saved = int64(last), now
}

// Reached writes down how far the new index is, every few seconds.
func (r *Rebuilds) Reached(ctx context.Context, seq uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.runs() {
		return
	}
	r.job.Done = int64(seq)
	r.job.Total = max(r.job.Total, r.job.Done) // what came meanwhile is in it as well
	if r.options.Now().Sub(r.saved) >= pause {
		r.save(ctx)
	}
}

// End writes down how it ended.
func (r *Rebuilds) End(ctx context.Context, failed error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.runs() {
		return
	}
	ctx = context.WithoutCancel(ctx) // that it was interrupted is written down as well
	r.job.Ended, r.job.Error = r.options.Now().UTC(), failure(failed)
	if failed == nil {
		r.job.Done = r.job.Total
		n, err := r.options.Count(ctx)
		if r.job.Read = n; err != nil {
			r.unkept.Note(ctx, err)
		}
	}
	r.save(ctx)
}

func (r *Rebuilds) runs() bool { return r.job.ID != 0 && r.job.Running() }

func (r *Rebuilds) save(ctx context.Context) {
	if r.saved = r.options.Now(); r.job.ID == 0 {
		return
	}
	r.unkept.Note(ctx, r.options.Store.SaveJob(ctx, r.job, nil))
}
