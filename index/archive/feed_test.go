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
	if err := a.SaveFeed(ctx, f, nil); err != nil {
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
	for name, err := range map[string]error{"remove": a.RemoveFeed(ctx, f.ID), "save": a.SaveFeed(ctx, f, nil), "hurry": a.HurryFeed(ctx, f.ID)} {
		if !errors.Is(err, intake.ErrNoFeed) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// What a feed said outlives the process, stays where nothing new is said, and goes
// with the feed.
func TestWhatFeedsSaid(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	a := open(t, dir, archive.Options{})
	f, err := intake.NewFeed("https://post.example/rss", "", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	add := func() {
		t.Helper()
		if _, _, err := a.PutFeed(ctx, f); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(want string) {
		t.Helper()
		if got, err := open(t, dir, archive.Options{}).Said(ctx, f.ID); err != nil || string(got) != want || (got == nil) != (want == "") {
			t.Errorf("it said %q, want %q, %v", got, want, err)
		}
	}
	add()
	holds("")
	for _, said := range [][]byte{[]byte("one"), nil, []byte("two")} {
		if err := a.SaveFeed(ctx, f, said); err != nil {
			t.Fatal(err)
		}
		holds(map[bool]string{true: "two", false: "one"}[string(said) == "two"])
	}
	if err := a.RemoveFeed(ctx, f.ID); err != nil {
		t.Fatal(err)
	}
	add()
	holds("")
}

// Two feeds that have moved to one address are told apart from one that has.
func TestFeedsThatMeet(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir(), archive.Options{})
	var feeds []intake.Feed
	for _, address := range []string{"https://post.example/old", "https://post.example/new"} {
		f, err := intake.NewFeed(address, "", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if f, _, err = a.PutFeed(ctx, f); err != nil {
			t.Fatal(err)
		}
		feeds = append(feeds, f)
	}
	moved := feeds[0]
	moved.URL, moved.Items = feeds[1].URL, 7
	if err := a.SaveFeed(ctx, moved, []byte("x")); !errors.Is(err, intake.ErrPolledTwice) {
		t.Errorf("got %v", err)
	}
	list, err := a.Feeds(ctx)
	if diff := cmp.Diff(feeds, list); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}
