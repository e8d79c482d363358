package feed

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index"
)

// tattler hands sources on and keeps what is rejected of them.
type tattler struct {
	Ingester
	rejected []*index.Rejection
	articles int // that were handed on
}

func (i *tattler) Load(ctx context.Context, src index.Source, _ index.Watch) (index.Report, error) {
	report, err := i.Ingester.Load(ctx, src, index.Watch{Rejected: func(r *index.Rejection) { i.rejected = append(i.rejected, r) }})
	i.articles += report.Read - report.Rejected
	return report, err
}

// A broken item is rejected once and kept as it stands, however often the feed
// says it again; one that is broken otherwise is another.
func TestABrokenItemIsRejectedOnce(t *testing.T) {
	b := newBench(t)
	in := &tattler{Ingester: b.poller.options.Ingester}
	b.poller.options.Ingester = in
	broken, good := "<item><link>/a</link></item>", item("/q", "1", "Quay")
	feed := channel(broken, good)
	f := b.add(b.handle("/rss", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, feed) }))
	for i := range 3 {
		if got := b.poll(f.ID); got.Rejected != 1 || got.Items != 2 || got.Brought != map[bool]int{true: 1}[i == 0] || len(in.rejected) != 1 {
			t.Errorf("poll %d: %+v, and %d were rejected in all", i+1, got.State, len(in.rejected))
		}
	}
	if r := in.rejected[0]; r.Item.Form != index.FormFile || !strings.Contains(string(r.Item.Bytes), broken) || r.File != f.URL {
		t.Errorf("%+v", r)
	}
	feed = channel(strings.Replace(broken, "/a", "/b", 1), good)
	if got := b.poll(f.ID); got.Rejected != 1 || len(in.rejected) != 2 {
		t.Errorf("%+v, and %d were rejected in all", got.State, len(in.rejected))
	}
}
