package archive_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
)

// openFormer opens an archive in which a former program has written these feeds, by
// the values of their columns.
func openFormer(t *testing.T, rows ...string) *archive.Archive {
	t.Helper()
	dir := t.TempDir()
	a := open(t, dir, archive.Options{})
	for i, row := range append(rows, `DELETE FROM migration WHERE version_id = 34`) {
		if i < len(rows) {
			row = fmt.Sprintf(`INSERT INTO feed (id, url, title, source, text, added, last_polled, stopped, articles, etag, moved) VALUES (%s)`, row)
		}
		if err := a.Exec(t.Context(), row); err != nil {
			t.Fatal(err)
		}
	}
	for id, said := range map[string]string{"first": "old", "second": "new", "stopped": "none"} {
		if err := a.Exec(t.Context(), fmt.Sprintf(`INSERT INTO said SELECT id, CAST('%s' AS BLOB) FROM feed WHERE id = '%s'`, said, id)); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, dir, archive.Options{})
}

// Feeds that a former program took for several are one, which has lost nothing.
func TestFormerFeedsAreUnited(t *testing.T) {
	a := openFormer(t,
		`'first', 'https://POST.example/rss', '', 'Post', 'page', 1000000, 5000000, 0, 3, 'a', ''`,
		`'second', 'https://post.example:443/rss', 'Harbour Post', 'Other', '', 2000000, 9000000, 0, 4, 'b', 'https://OLD.example/rss'`,
		`'stopped', 'https://post.example/./rss', '', '', '', 3000000, 9900000, 1, 1, 'c', ''`,
		`'alone', 'https://Alone.example', 'Alone', '', '', 4000000, 0, 0, 0, '', ''`,
		`'slash', 'https://post.example/rss/', '', '', '', 5000000, 0, 0, 0, '', ''`,
	)
	at := func(seconds int64) time.Time { return time.Unix(seconds, 0).UTC() }
	want := []intake.Feed{
		{
			ID: "first", URL: "https://post.example/rss", Title: "Harbour Post", Source: "Post", Text: "page", Added: at(1),
			State: intake.State{LastPolled: at(9), ETag: "b", Articles: 8, Moved: "https://old.example/rss"},
		},
		{ID: "alone", URL: "https://alone.example/", Title: "Alone", Added: at(4)},
		{ID: "slash", URL: "https://post.example/rss/", Added: at(5)},
	}
	got, err := a.Feeds(t.Context())
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if said, err := a.Said(t.Context(), "first"); err != nil || string(said) != "new" {
		t.Errorf("it said %q, %v", said, err)
	}
	// Whoever adds it once more, as it was written anywhere, finds it.
	for _, address := range []string{"https://POST.example/rss", "https://post.example:443/rss#x", "https://old.example/rss", "https://OLD.example/rss"} {
		f, err := intake.NewFeed(address, "", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if got, created, err := a.PutFeed(t.Context(), f); err != nil || created || got.ID != "first" || !got.IsAt(address) {
			t.Errorf("%s: %+v, created %v, %v", address, got, created, err)
		}
	}
}
