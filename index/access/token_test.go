package access

import (
	"strings"
	"testing"
	"time"
)

func TestFeedTokens(t *testing.T) {
	key, secret := NewKey("desk", Read, time.Now())
	other, another := NewKey("desk", Read, time.Now())
	token := FeedToken(key.ID, HashOf(secret))
	if id, ok := FeedTokenID(token); !ok || id != key.ID || !IsFeedToken(token, key.ID, HashOf(secret)) {
		t.Errorf("%q is of %q, %v", token, id, ok)
	}
	if strings.Contains(secret, token[len(key.ID)+1:]) || len(token) != 8+1+32 {
		t.Errorf("%q tells of %q", token, secret)
	}
	if _, ok := ID(token); ok {
		t.Error("a token counts as a key")
	}
	for name, wrong := range map[string]string{
		"another key's": FeedToken(other.ID, HashOf(another)), "another id": FeedToken(other.ID, HashOf(secret)), "cut": token[:len(token)-1],
		"empty": "", "a secret": secret, "changed": token[:len(token)-1] + "x",
	} {
		if IsFeedToken(wrong, key.ID, HashOf(secret)) {
			t.Errorf("%s is taken", name)
		}
	}
	for _, wrong := range []string{"", "_", key.ID, key.ID + "_", secret, token + "0"} {
		if _, ok := FeedTokenID(wrong); ok {
			t.Errorf("%q counts as a token", wrong)
		}
	}
}
