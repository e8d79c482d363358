// Package journal writes down what brings articles in: which job read what, how
// far it is, what became of it, and what was rejected and why.
//
// Whoever loads a source does it through a Journal instead of the Ingester
// itself: ingest, the poller, the watcher. It changes nothing of what is loaded.
package journal

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
)

const (
	// pause is how long the progress of a job stands before it is written again.
	pause = 2 * time.Second
	// perJob is how many rejections of one job are kept with their reasons: who has
	// more looks for one reason.
	perJob = 1000
	// reasonLength is how much is kept of a reason, in bytes.
	reasonLength = 1000
	// heldItems is how much of rejected items waits in memory until it is written
	// down, in bytes.
	heldItems = 4 << 20
)

// Store keeps jobs.
type Store interface {
	BeginJob(ctx context.Context, j intake.Job) (intake.Job, error)
	SaveJob(ctx context.Context, j intake.Job, rejected []intake.Rejected) error
	DropJob(ctx context.Context, id int64) error
}

// Ingester takes articles in.
type Ingester interface {
	Load(ctx context.Context, src index.Source, watch index.Watch) (index.Report, error)
}

// Options is what a Journal is made of. Store, Ingester and Kind are needed.
type Options struct {
	Store    Store
	Ingester Ingester
	Kind     intake.JobKind
	Name     string // of what is read; empty for where the source's first article stands
	// Idle forgets jobs that found nothing new and rejected nothing, as most polls
	// do. Of a watched folder those are forgotten that read nothing.
	Idle bool
	Ends *Ends            // of jobs whose end cannot be written down; nil lets them be
	Now  func() time.Time // nil is time.Now
}

// Journal loads sources and writes down how it went.
type Journal struct{ options Options }

// New returns a Journal.
func New(o Options) *Journal {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Journal{o}
}

// Load is that of the Ingester. An error of the Store is one of the run.
func (j *Journal) Load(ctx context.Context, src index.Source, watch index.Watch) (index.Report, error) {
	o := j.options
	job, err := o.Store.BeginJob(ctx, intake.Job{Kind: o.Kind, Name: o.Name, Began: o.Now().UTC()})
	if err != nil {
		return index.Report{}, err
	}
	e := &entry{Source: src, options: o, job: job, saved: o.Now()}
	report, err := o.Ingester.Load(ctx, e, e.watch(ctx, watch))
	e.measure()
	e.job.Report, e.job.Ended, e.job.Error = report, o.Now().UTC(), failure(err)
	// A run that was interrupted is written down as well.
	return report, errors.Join(err, e.err, e.end(context.WithoutCancel(ctx)))
}

// entry is a job that runs.
type entry struct {
	index.Source
	options  Options
	job      intake.Job
	saved    time.Time
	rejected []intake.Rejected
	kept     int
	held     int // bytes of the items in rejected
	err      error
}

// failure is why a job did not come to its end, as it is kept.
func failure(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return intake.Interrupted
	}
	return reasonOf(err)
}

// sized is a source that knows how long it is and how far it was read, in bytes.
type sized interface {
	Size() int64
	Offset() int64
}

// measure notes how far the source was read.
func (e *entry) measure() {
	if s, ok := e.Source.(sized); ok {
		e.job.Done, e.job.Total = s.Offset(), max(0, s.Size())
	}
}

// watch sees what happens, and hands it on.
func (e *entry) watch(ctx context.Context, outer index.Watch) index.Watch {
	return index.Watch{
		Rejected: func(r *index.Rejection) {
			if e.reject(r); e.err == nil && e.held > heldItems {
				e.err = e.save(ctx)
			}
			if outer.Rejected != nil {
				outer.Rejected(r)
			}
		},
		Progress: func(r index.Report) {
			e.job.Report = r
			e.measure()
			if e.err == nil && e.options.Now().Sub(e.saved) >= pause {
				e.err = e.save(ctx)
			}
			if outer.Progress != nil {
				outer.Progress(r)
			}
		},
	}
}

func (e *entry) reject(r *index.Rejection) {
	if e.job.Name == "" {
		e.job.Name = r.File
	}
	if e.kept++; e.kept > perJob {
		return
	}
	e.held += len(r.Item.Bytes)
	e.rejected = append(e.rejected, intake.Rejected{
		At: e.options.Now().UTC(), File: r.File, Line: r.Line, Reason: reasonOf(r.Err), Item: r.Item, Kept: r.Item.Form != "",
	})
}

// reasonOf is a reason as far as it is kept. That it is one needs no words.
func reasonOf(err error) string {
	reason := strings.TrimPrefix(err.Error(), index.ErrInvalid.Error()+": ")
	return strings.ToValidUTF8(reason[:min(len(reason), reasonLength)], "")
}

func (e *entry) save(ctx context.Context) error {
	err := e.options.Store.SaveJob(ctx, e.job, e.rejected)
	e.saved, e.rejected, e.held = e.options.Now(), nil, 0
	return err
}

// end keeps a job's last state, or forgets it. Where that cannot be done now, it is
// done later.
func (e *entry) end(ctx context.Context) error {
	r := e.job.Report
	idle := e.options.Idle && r.New+r.Updated+r.Rejected == 0 || e.options.Kind == intake.Folder && r.Read == 0
	if e.job.Name == "" {
		e.job.Name, _ = e.Place()
	}
	last := end{e.job, e.rejected, idle && e.job.Error == ""}
	err := write(ctx, e.options.Store, last)
	if err != nil {
		e.options.Ends.add(last)
	}
	return err
}
