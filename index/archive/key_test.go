package archive_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/index/archive"
)

func TestKeys(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	a := open(t, dir, archive.Options{})
	if has, err := a.HasKeys(ctx); has || err != nil {
		t.Errorf("a new archive has keys: %v, %v", has, err)
	}
	now := time.Date(2025, 6, 1, 12, 0, 0, 1000, time.UTC)
	one, secret := access.NewKey("desk", access.Write, now)
	two, _ := access.NewKey("reader", access.Read, now.Add(time.Second))
	for k, s := range map[access.Key]string{one: secret, two: "other"} {
		if err := a.PutKey(ctx, k, access.HashOf(s)); err != nil {
			t.Fatal(err)
		}
	}
	b := open(t, dir, archive.Options{}) // another process sees them at once
	got, hash, found, err := b.FindKey(ctx, one.ID)
	if err != nil || !found || !hash.Matches(secret) {
		t.Errorf("found %v, matches %v, %v", found, hash.Matches(secret), err)
	}
	if diff := cmp.Diff(one, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := b.RevokeKey(ctx, one.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, found, err := a.FindKey(ctx, one.ID); found || err != nil {
		t.Errorf("a revoked key is found, %v", err)
	}
	for _, id := range []string{one.ID, "nobody"} {
		if err := a.RevokeKey(ctx, id); !errors.Is(err, index.ErrNotFound) {
			t.Errorf("revoke %s again: %v", id, err)
		}
	}
	keys, err := a.Keys(ctx)
	if err != nil || len(keys) != 2 || keys[0].ID != one.ID || keys[0].Revoked.IsZero() || !keys[1].Revoked.IsZero() {
		t.Errorf("keys %+v, %v", keys, err)
	}
	if err := a.RevokeKey(ctx, two.ID); err != nil {
		t.Fatal(err)
	}
	if has, err := a.HasKeys(ctx); !has || err != nil {
		t.Errorf("revoking the last key opens the door: %v, %v", has, err)
	}
}
