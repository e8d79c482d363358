package access

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"strings"
)

// tokenLength is how many bytes of a token's code are kept: nobody guesses 128 bits.
const tokenLength = 16

// FeedToken stands for a key in the addresses of feeds, since a reader of feeds sends
// no header: it follows from the key, ends with it, is for reading feeds alone, and
// does not tell the key.
func FeedToken(id string, key Hash) string {
	code := hmac.New(sha256.New, key[:])
	_, _ = code.Write([]byte("dateline feeds " + id)) // a hash takes everything
	return id + "_" + hex.EncodeToString(code.Sum(nil)[:tokenLength])
}

// FeedTokenID is the id of the key that a token stands for, and false where it cannot
// be the token of any.
func FeedTokenID(token string) (id string, ok bool) {
	id, code, found := strings.Cut(token, "_")
	return id, found && len(id) == idLength && len(code) == hex.EncodedLen(tokenLength)
}

// IsFeedToken compares in constant time.
func IsFeedToken(token, id string, key Hash) bool {
	return subtle.ConstantTimeCompare([]byte(token), []byte(FeedToken(id, key))) == 1
}
