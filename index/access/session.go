package access

import (
	"crypto/rand"
	"time"
)

// SessionLife is how long a browser stays signed in: a working week, so that a
// machine that was lent or lost does not stay open for ever.
const SessionLife = 7 * 24 * time.Hour

// Session is a browser that signed in with a key. It may do what the key may as
// long as that works: who ends the key ends its sessions.
type Session struct {
	Hash    Hash   // of the token that the browser holds
	Key     string // id of the key
	Created time.Time
	Ends    time.Time
}

// NewSession begins a session, and makes the token that its browser holds: it is
// random, says nothing of the key, and nobody can find it out later.
func NewSession(key string, now time.Time) (Session, string) {
	token := rand.Text()
	now = now.UTC()
	return Session{Hash: HashOf(token), Key: key, Created: now, Ends: now.Add(SessionLife)}, token
}
