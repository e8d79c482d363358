package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/index/access"
)

func TestScopes(t *testing.T) {
	order := access.Scopes()
	for i, has := range order {
		for j, needs := range order {
			if has.Allows(needs) != (i >= j) {
				t.Errorf("%s allows %s: %v", has, needs, has.Allows(needs))
			}
		}
		if got, err := access.ParseScope(string(has)); got != has || err != nil {
			t.Errorf("%s is read as %s, %v", has, got, err)
		}
	}
	for _, wrong := range []string{"", "Admin", "root"} {
		if _, err := access.ParseScope(wrong); !errors.Is(err, access.ErrScope) {
			t.Errorf("%q: %v", wrong, err)
		}
		if access.Admin.Allows(access.Scope(wrong)) || access.Scope(wrong).Allows(access.Read) {
			t.Errorf("%q is a scope", wrong)
		}
	}
}

func TestKeys(t *testing.T) {
	now := time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)
	key, secret := access.NewKey("desk", access.Write, now)
	other, otherSecret := access.NewKey("desk", access.Write, now)
	if key.ID == other.ID || secret == otherSecret {
		t.Errorf("two keys are alike: %s, %s", secret, otherSecret)
	}
	if id, ok := access.ID(secret); !ok || id != key.ID {
		t.Errorf("the secret names %q, want %q", id, key.ID)
	}
	hash := access.HashOf(secret)
	if !hash.Matches(secret) || hash.Matches(otherSecret) || hash.Matches(secret+"x") || hash.Matches("") {
		t.Error("a hash does not tell its secret from others")
	}
	if len(secret) < 35 {
		t.Errorf("secret of %d characters", len(secret))
	}
	for _, wrong := range []string{"", "x", "dateline_", "dateline_abc", "dateline_abcdefgh_", "dateline_abcdefgh_" + strings.Repeat("A", 200), "Bearer " + secret} {
		if _, ok := access.ID(wrong); ok {
			t.Errorf("%q is taken for a secret", wrong)
		}
	}
}
