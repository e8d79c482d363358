package archivetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

const (
	steps = 600
	// Few ids and few texts, so that one is changed, sent again, deleted and
	// revived many times.
	fewIDs, fewTexts = 9, 3
)

// player makes the same calls to an archive and to the model.
type player struct {
	t     *testing.T
	rnd   *rand.Rand
	a     Archive
	model *model
}

func testRandom(t *testing.T, a Archive) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	p := &player{t: t, rnd: rand.New(rand.NewPCG(seed, 0)), a: a, model: newModel()}
	calls := []func(ctx context.Context) string{
		p.put, p.put, p.put, p.delete, p.get, p.getMany, p.since, p.versions, p.getVersion, p.counts,
	}
	for step := range steps {
		if diff := calls[p.rnd.IntN(len(calls))](t.Context()); diff != "" {
			t.Fatalf("step %d: %s", step, diff)
		}
	}
}

func (p *player) id() string { return fmt.Sprint("article ", p.rnd.IntN(fewIDs)) }

func (p *player) put(ctx context.Context) string {
	articles := make([]news.Article, 1+p.rnd.IntN(4))
	for i := range articles {
		articles[i] = article(p.id(), fmt.Sprint("text ", p.rnd.IntN(fewTexts)))
		articles[i].Usage = p.usage()
	}
	got, err := p.a.Put(ctx, articles)
	return differ("Put", got, p.model.put(articles), err, nil)
}

// usage is mostly none, as most articles come with none.
func (p *player) usage() (u news.Usage) {
	if p.rnd.IntN(2) == 0 {
		return u
	}
	if p.rnd.IntN(2) == 0 {
		u.Sent = time.Date(2026, 5, 1+p.rnd.IntN(fewTexts), 0, 0, 0, 0, time.UTC)
	}
	u.Revision = uint64(p.rnd.IntN(fewTexts))
	switch p.rnd.IntN(6) {
	case 0:
		u.Status = news.Canceled
	case 1:
		u.Status = news.Withheld
	case 2:
		u.Embargo = time.Date(2900, 1, 1, 0, 0, 0, 0, time.UTC)
	case 3:
		u.Embargo = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return u
}

func (p *player) delete(ctx context.Context) string {
	id := p.id()
	got, err := p.a.Delete(ctx, id)
	want, wantErr := p.model.delete(id)
	return differ("Delete "+id, got, want, err, wantErr)
}

func (p *player) get(ctx context.Context) string {
	id := p.id()
	got, err := p.a.Get(ctx, id)
	want, wantErr := p.model.get(id)
	return differ("Get "+id, got, want, err, wantErr)
}

func (p *player) getMany(ctx context.Context) string {
	ids := make([]string, p.rnd.IntN(6))
	for i := range ids {
		ids[i] = p.id()
	}
	got, err := p.a.GetMany(ctx, ids)
	return differ("GetMany", got, p.model.getMany(ids), err, nil)
}

func (p *player) since(ctx context.Context) string {
	seq, limit := p.rnd.Uint64N(p.model.seq+2), p.rnd.IntN(fewIDs+2)
	got, err := p.a.Since(ctx, seq, limit)
	return differ(fmt.Sprintf("Since %d limit %d", seq, limit), got, p.model.since(seq, limit), err, nil)
}

func (p *player) versions(ctx context.Context) string {
	id := p.id()
	got, err := p.a.Versions(ctx, id)
	want, wantErr := p.model.versions(id)
	return differ("Versions "+id, got, want, err, wantErr)
}

func (p *player) getVersion(ctx context.Context) string {
	id, number := p.id(), p.rnd.IntN(12)
	got, err := p.a.GetVersion(ctx, id, number)
	want, wantErr := p.model.getVersion(id, number)
	return differ(fmt.Sprintf("GetVersion %s %d", id, number), got, want, err, wantErr)
}

func (p *player) counts(ctx context.Context) string {
	last, err := p.a.Last(ctx)
	if diff := differ("Last", last, p.model.seq, err, nil); diff != "" {
		return diff
	}
	count, err := p.a.Count(ctx)
	return differ("Count", count, p.model.count(), err, nil)
}

// differ says in what an answer differs from the one that is wanted, and is
// empty where they agree. An error must be wantErr by errors.Is.
func differ(call string, got, want any, err, wantErr error) string {
	var held, wantHeld *index.HeldError
	if errors.As(err, &held) && errors.As(wantErr, &wantHeld) && *held == *wantHeld {
		return ""
	}
	if !errors.Is(err, wantErr) {
		return fmt.Sprintf("%s: error %v, want %v", call, err, wantErr)
	}
	diff := cmp.Diff(want, got, cmpopts.EquateEmpty(),
		cmpopts.IgnoreFields(news.Record{}, "FirstSeen", "Changed"),
		cmpopts.IgnoreFields(archive.Version{}, "Stored"),
		cmpopts.IgnoreFields(index.Outcome{}, "Err"))
	if diff != "" {
		return fmt.Sprintf("%s (-want +got):\n%s", call, diff)
	}
	return ""
}
