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

const (
	// stretch is how long a client may send nothing until what it sends next is
	// another job. Feeds of agencies send every few minutes, all day.
	stretch = 15 * time.Minute
	// longest is how long one job goes on while a client sends on and on: a day has
	// a handful of jobs of each client at most, however it sends.
	longest = 6 * time.Hour
)

// PushOptions is what Pushes are made of. Store is needed.
type PushOptions struct {
	Store Store
	// Logger is told where a job cannot be written down, which is no reason to
	// refuse an article; nil logs nothing.
	Logger *slog.Logger
	Now    func() time.Time // nil is time.Now
}

// Pushes writes down what clients send to the API. A client sends one article or
// thousands in a request, and may send thousands of requests: all that it sends
// without a long break is one job. What was sent is counted in memory and written
// down every few seconds by Run, so that a request does not wait for it.
type Pushes struct {
	options PushOptions

	mu      sync.Mutex
	clients map[string]*pushed
	held    int // bytes of the items that are not written down yet
	unkept  *trouble.Trouble
}

// pushed is the job of a client.
type pushed struct {
	job      intake.Job
	rejected []intake.Rejected // not written down yet
	kept     int
	last     time.Time // of what was sent
	fresh    bool      // something was sent since it was written down
}

// NewPushes returns Pushes.
func NewPushes(o PushOptions) *Pushes {
	if o.Now == nil {
		o.Now = time.Now
	}
	unkept := trouble.New(o.Logger, o.Now, "cannot write down what was sent", "what was sent is written down again")
	return &Pushes{options: o, clients: map[string]*pushed{}, unkept: unkept}
}

// Pushed notes what became of articles that a client has sent.
func (p *Pushes) Pushed(client string, r index.Report, rejected []*index.Rejection) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.options.Now().UTC()
	c := p.clients[client]
	if c == nil {
		c = &pushed{job: intake.Job{Kind: intake.Push, Name: client, Began: now}}
		p.clients[client] = c
	}
	c.job.Add(r)
	for _, refused := range rejected {
		p.reject(c, refused, now)
	}
	c.last, c.fresh = now, true
}

func (p *Pushes) reject(c *pushed, r *index.Rejection, now time.Time) {
	if c.kept++; c.kept > perJob {
		return
	}
	item := r.Item
	if p.held+len(item.Bytes) > heldItems {
		item = index.Item{} // the reason stays
	}
	p.held += len(item.Bytes)
	c.rejected = append(c.rejected, intake.Rejected{At: now, File: r.File, Line: r.Line, Reason: reasonOf(r.Err), Item: item, Kept: item.Form != ""})
}

// Run writes down what was sent, every few seconds until ctx is done and then once
// more.
func (p *Pushes) Run(ctx context.Context) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			ctx = context.WithoutCancel(ctx)
			p.Write(ctx)
			p.Write(ctx) // nothing comes any longer: they end
			return
		case <-ticker.C:
			p.Write(ctx)
		}
	}
}

// Write writes down what was sent since the last time. The job of a client that
// has sent nothing since then has ended, until it sends again.
func (p *Pushes) Write(ctx context.Context) {
	for client, c := range p.take() {
		err := p.save(ctx, c)
		p.unkept.Note(ctx, err, "client", client)
		p.put(client, c, err)
	}
}

// take copies the jobs that must be written down, and takes what they rejected.
func (p *Pushes) take() map[string]*pushed {
	p.mu.Lock()
	defer p.mu.Unlock()
	due := map[string]*pushed{}
	for client, c := range p.clients {
		switch now := p.options.Now(); {
		case c.fresh && now.Sub(c.job.Began) > longest:
			c.job.Ended = c.last
			delete(p.clients, client)
		case c.fresh:
			c.job.Ended = time.Time{}
		case c.job.Running():
			c.job.Ended = c.last
		default:
			if now.Sub(c.last) > stretch {
				delete(p.clients, client)
			}
			continue
		}
		copied := *c
		due[client] = &copied
		c.rejected, c.fresh = nil, false
	}
	p.held = 0
	return due
}

func (p *Pushes) save(ctx context.Context, c *pushed) (err error) {
	if c.job.ID == 0 {
		if c.job, err = p.options.Store.BeginJob(ctx, c.job); err != nil {
			return err
		}
	}
	return p.options.Store.SaveJob(ctx, c.job, c.rejected)
}

// put notes the number that a job was given. One that cannot be written down is
// tried again with what comes next; what it rejected is lost, but not counted less.
func (p *Pushes) put(client string, c *pushed, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clients[client]
	if now == nil {
		return
	}
	now.job.ID = c.job.ID
	now.fresh = now.fresh || err != nil
}
