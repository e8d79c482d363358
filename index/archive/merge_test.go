package archive_test

import (
	"errors"
	"testing"

	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

func TestMergesOutliveTheArchive(t *testing.T) {
	dir, ctx := t.TempDir(), t.Context()
	a, err := archive.Open(ctx, dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []alias.Merge{
		{Type: news.Person, Name: "O. Venn", Into: "Orla Venn", By: "desk"},
		{Type: news.Person, Name: "Orla V.", Into: "O. Venn"}, // into the root
		{Type: news.Person, Name: "Orla V.", Into: "Orla Venn"},
		{Type: news.Org, Name: "Board", Into: "Board of Harbours"},
	} {
		if err := a.Merge(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Merge(ctx, alias.Merge{Type: news.Person, Name: "Orla Venn", Into: "Orla V."}); !errors.Is(err, alias.ErrConflict) {
		t.Errorf("a cycle: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}

	if a, err = archive.Open(ctx, dir, archive.Options{}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	table, err := a.Merges(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if root := table.Root(news.Person, "Orla V."); root != "Orla Venn" {
		t.Errorf("Orla V. is %s", root)
	}
	if again, err := a.Merges(ctx); err != nil || again != table {
		t.Errorf("read again without a change, error %v", err)
	}

	if err := a.Split(ctx, alias.Merge{Type: news.Person, Name: "Orla V.", Into: "Tam Brisco"}); !errors.Is(err, alias.ErrNotMerged) {
		t.Errorf("split off what it is not merged into: %v", err)
	}
	if err := a.Split(ctx, alias.Merge{Type: news.Person, Name: "Orla V.", Into: "Orla Venn"}); err != nil {
		t.Fatal(err)
	}
	if table, err = a.Merges(ctx); err != nil || table.Root(news.Person, "Orla V.") != "Orla V." {
		t.Errorf("still merged after it was split off, error %v", err)
	}
	if root := table.Root(news.Person, "O. Venn"); root != "Orla Venn" {
		t.Errorf("O. Venn is %s", root)
	}
}

func TestNamesAreKeptApart(t *testing.T) {
	dir, ctx := t.TempDir(), t.Context()
	a, err := archive.Open(ctx, dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	venn := alias.Apart{Type: news.Person, Name: "Orla Venn", Other: "Ola Venn", By: "desk"}
	for range 2 { // once more changes nothing
		if err := a.KeepApart(ctx, venn); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Merge(ctx, alias.Merge{Type: news.Person, Name: "O. Venn", Into: "Orla Venn"}); err != nil {
		t.Fatal(err)
	}
	if err := a.KeepApart(ctx, alias.Apart{Type: news.Person, Name: "O. Venn", Other: "Orla Venn"}); !errors.Is(err, alias.ErrOne) {
		t.Errorf("kept apart what is one: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}

	if a, err = archive.Open(ctx, dir, archive.Options{}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	if table, err := a.Merges(ctx); err != nil || !table.Apart(news.Person, "Ola Venn", "O. Venn") {
		t.Errorf("forgotten, error %v", err)
	}
	if err := a.DropApart(ctx, alias.Apart{Type: news.Person, Name: "Ola Venn", Other: "Orla Venn"}); err != nil {
		t.Fatal(err)
	}
	if table, err := a.Merges(ctx); err != nil || table.Apart(news.Person, "Ola Venn", "Orla Venn") {
		t.Errorf("still apart, error %v", err)
	}
}
