package news

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// idBytes is the length of a derived ID before encoding. Among a thousand
// million articles, the chance that any two share one of 80 bits is below one in
// a million, while 16 characters can still be read out and typed.
const idBytes = 10

// DeriveID returns the ID of an article that came without one, 16 characters
// a to z and 2 to 7. It is made from the canonical URL, so that an article that
// is sent again under a new headline is a new version; where there is no URL
// that can be used, from source and title, folded, and the day of publication.
func DeriveID(a *Article) string {
	if u, err := CanonicalURL(a.URL); err == nil {
		return hashID("url", u)
	}
	return hashID("title", foldIdentity(a.Source), foldIdentity(a.Title), publishedDay(a.Published))
}

// publishedDay is the day in the zone that was stated: a story that is sent
// again with the same date stays the same day wherever the reader sits.
func publishedDay(d Date) string {
	d.Precision = min(d.Precision, Day)
	return d.String()
}

func hashID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:idBytes]))
}

// foldIdentity leaves of a text what two outlets would agree on: letters and
// digits, without case and accents.
func foldIdentity(s string) string {
	fold := func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return ' '
	}
	return collapse(strings.Map(fold, norm.NFKD.String(s)))
}
