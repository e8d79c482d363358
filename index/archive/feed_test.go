package archive_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

func TestFeeds(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	a := open(t, dir, archive.Options{})
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	f, err := intake.NewFeed("https://post.example/rss#top", "", now)
	if err != nil {
		t.Fatal(err)
	}
	got, created, err := a.PutFeed(ctx, f)
	if diff := cmp.Diff(f, got); err != nil || !created || diff != "" || f.URL != "https://post.example/rss" {
		t.Fatalf("created %v, %v\n%s", created, err, diff)
	}
	f.Title, f.URL = "Harbour Post", "https://post.example/new"
	f.State = intake.State{
		Next: now.Add(time.Hour), LastPolled: now, LastChanged: now, Every: time.Hour, EveryText: "1h0m0s", ETag: `"x"`, LastModified: "then",
		Error: "e", Warnings: "w", Failures: 2, Moved: "https://post.example/rss", Stopped: true, Items: 3, Articles: 4, Rejected: 5, Brought: 6,
	}
	if err := a.SaveFeed(ctx, f); err != nil {
		t.Fatal(err)
	}
	b := open(t, dir, archive.Options{}) // another process sees it at once
	list, err := b.Feeds(ctx)
	if diff := cmp.Diff([]intake.Feed{f}, list); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	// The address that it moved to is the same feed; its state stays.
	again, err := intake.NewFeed("https://post.example/new", "Named", now.Add(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	if got, created, err = b.PutFeed(ctx, again); created || err != nil || got.ID != f.ID || got.Title != "Named" || got.Items != 3 {
		t.Errorf("added again: %+v, created %v, %v", got, created, err)
	}
	if err := b.HurryFeed(ctx, f.ID); err != nil {
		t.Error(err)
	}
	if got, err := a.Feed(ctx, f.ID); err != nil || !got.Next.IsZero() || got.Stopped || got.ETag != "" {
		t.Errorf("hurried: %+v, %v", got, err)
	}
	if err := a.RemoveFeed(ctx, f.ID); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{"remove": a.RemoveFeed(ctx, f.ID), "save": a.SaveFeed(ctx, f), "hurry": a.HurryFeed(ctx, f.ID)} {
		if !errors.Is(err, intake.ErrNoFeed) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
