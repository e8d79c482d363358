// Package access says who may do what: keys with their scopes, and what was done
// with them.
//
// A key is shown once, when it is made; what is kept of it is a hash. Since a
// key is 130 random bits, a plain SHA-256 is as good as a slow hash, and fast
// enough to be asked with every request. The archive keeps keys, web checks
// them, and cmd makes them. The package opens nothing and logs nothing.
package access

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Scope is what a key allows.
type Scope string

// The scopes; each holds those before it.
const (
	Read  Scope = "read"
	Write Scope = "write"
	Admin Scope = "admin"
)

// Scopes lists them, from the least to the most.
func Scopes() []Scope { return []Scope{Read, Write, Admin} }

// rank is 0 for what is no scope.
func (s Scope) rank() int {
	for i, scope := range Scopes() {
		if s == scope {
			return i + 1
		}
	}
	return 0
}

// Allows reports whether a key of this scope may do what needs another.
func (s Scope) Allows(needed Scope) bool { return needed.rank() > 0 && s.rank() >= needed.rank() }

// ErrScope is a word that names no scope.
var ErrScope = errors.New("there is no such scope")

// ParseScope reads a scope. It fails with ErrScope.
func ParseScope(s string) (Scope, error) {
	if Scope(s).rank() == 0 {
		return "", fmt.Errorf("%w as %q; it must be read, write or admin", ErrScope, s)
	}
	return Scope(s), nil
}

// Key is a key without its secret.
type Key struct {
	ID      string // shown, logged, and the beginning of the secret
	Name    string // whose it is, in people's words
	Scope   Scope
	Created time.Time // UTC
	Revoked time.Time // zero while it works
}

// Hash is what is kept of a secret.
type Hash [sha256.Size]byte

const (
	prefix   = "dateline_"
	idLength = 8
	// maxSecret bounds what is hashed of a request's header.
	maxSecret = 100
)

// NewKey makes a key, and its secret, which nobody can find out later.
func NewKey(name string, scope Scope, now time.Time) (Key, string) {
	id := strings.ToLower(rand.Text()[:idLength])
	return Key{ID: id, Name: name, Scope: scope, Created: now.UTC()}, prefix + id + "_" + rand.Text()
}

// ID is the id of the key that a secret belongs to, and false where it cannot be
// the secret of any.
func ID(secret string) (string, bool) {
	rest, ok := strings.CutPrefix(secret, prefix)
	id, random, found := strings.Cut(rest, "_")
	if !ok || !found || len(id) != idLength || random == "" || len(secret) > maxSecret {
		return "", false
	}
	return id, true
}

// HashOf is the hash of a secret.
func HashOf(secret string) Hash { return sha256.Sum256([]byte(secret)) }

// Matches compares in constant time.
func (h Hash) Matches(secret string) bool {
	given := HashOf(secret)
	return subtle.ConstantTimeCompare(h[:], given[:]) == 1
}

// Entry is one line of the audit log: a request that could change something.
type Entry struct {
	At      time.Time `json:"at"`
	Key     string    `json:"key,omitempty"` // its id; empty where none was needed
	Address string    `json:"address"`
	Method  string    `json:"method"`
	Path    string    `json:"path"`
	Status  int       `json:"status"`
	Request string    `json:"request_id"`
}
