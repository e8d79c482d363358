package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
)

// fullDisk is a store and an ingester that keep nothing while they are full.
type fullDisk struct {
	Store
	Ingester
	full atomic.Bool
}

func (d *fullDisk) err() error {
	if d.full.Load() {
		return fmt.Errorf("archive: begin job: %w: /data; free some space", index.ErrFull)
	}
	return nil
}

func (d *fullDisk) SaveFeed(ctx context.Context, f intake.Feed, said []byte) error {
	if err := d.err(); err != nil {
		return err
	}
	return d.Store.SaveFeed(ctx, f, said)
}

func (d *fullDisk) Load(ctx context.Context, src index.Source, w index.Watch) (index.Report, error) {
	if err := d.err(); err != nil {
		return index.Report{}, err
	}
	return d.Ingester.Load(ctx, src, w)
}

// While the disk is full a feed's server is asked no more often than when all is
// well, the list says what is wrong, and when there is room all goes on by itself.
func TestAFullDiskIsNoReasonToHurry(t *testing.T) {
	b := newBench(t)
	disk := &fullDisk{Store: b.store, Ingester: b.ingester}
	b.poller.options.Store, b.poller.options.Ingester = disk, disk
	var asked atomic.Int64
	f := b.add(b.handle("/rss", func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") != "" {
			t.Error("asked as if what it said had been kept")
		}
		_, _ = io.WriteString(w, channel(item("/quay", "1", "Quay")))
	}))
	disk.full.Store(true)
	looks := func(n int) {
		t.Helper()
		for range n {
			if err := b.poller.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			b.poller.Wait()
			b.wait(tick)
		}
	}
	looks(10)
	if asked.Load() != 1 {
		t.Errorf("asked %d times within seconds", asked.Load())
	}
	list, err := disk.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if list[0].Error != "" {
		t.Fatalf("the store has kept %q", list[0].Error)
	}
	if got := b.poller.Known(list)[0].Error; got != "its items could not be kept: no space left in the data folder" {
		t.Errorf("it is said that %q", got)
	}
	b.wait(everyAtLeast)
	looks(2)
	if asked.Load() != 2 {
		t.Errorf("asked %d times in two rounds", asked.Load())
	}
	disk.full.Store(false)
	looks(1)
	if f, err = b.store.Feed(t.Context(), f.ID); err != nil || !strings.Contains(f.Error, "no space left") || f.Next.IsZero() {
		t.Errorf("%+v, %v", f, err)
	}
	b.wait(everyAtLeast + time.Minute)
	looks(1)
	if f, err = b.store.Feed(t.Context(), f.ID); err != nil || f.Error != "" || f.Brought != 1 || asked.Load() != 3 || b.titles() != "Quay v1" {
		t.Errorf("%+v, %v, asked %d times", f, err, asked.Load())
	}
}

// A feed that is removed while its state waits is no trouble for the others.
func TestARemovedFeedIsNotWaitedFor(t *testing.T) {
	b := newBench(t)
	disk := &fullDisk{Store: b.store, Ingester: b.ingester}
	b.poller.options.Store = disk
	disk.full.Store(true)
	for _, path := range []string{"/a", "/b"} {
		f := b.add(b.serve(path, channel(item(path, path, path))))
		if _, err := b.poller.Poll(t.Context(), f); !errors.Is(err, index.ErrFull) {
			t.Fatal(err)
		}
		if path == "/a" {
			if err := b.store.RemoveFeed(t.Context(), f.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	disk.full.Store(false)
	b.poller.saveAgain(t.Context())
	list, err := b.store.Feeds(t.Context())
	if err != nil || len(list) != 1 || list[0].Brought != 1 || len(b.poller.waiting()) != 0 {
		t.Errorf("%+v, %v, %d wait", list, err, len(b.poller.waiting()))
	}
}
