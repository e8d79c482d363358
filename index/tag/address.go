package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/analysis"
)

// region is a stretch of a text, in bytes.
type region struct{ start, end int }

// addresses finds what in a text is written for machines rather than readers: URLs,
// e-mail addresses and names of accounts. Words in them name nobody. They come in
// order and do not overlap; the text is read once.
func addresses(text string) []region {
	if !mayAddress(text) {
		return nil
	}
	var all []region
	for at := 0; at < len(text); {
		if !isAddressed(text[at]) {
			at++
			continue
		}
		end := at
		for end < len(text) && isAddressed(text[end]) {
			end++
		}
		if r, ok := address(text, at, end); ok {
			all = append(all, r)
			end = r.end
		}
		at = end
	}
	return all
}

// mayAddress reports whether a text has what every address has: an @, a scheme, or
// a full stop inside a word. Most have none.
func mayAddress(text string) bool {
	if strings.IndexByte(text, '@') >= 0 || strings.Contains(text, "://") {
		return true
	}
	for at := 1; at < len(text)-1; {
		i := strings.IndexByte(text[at:len(text)-1], '.')
		if i < 0 {
			return false
		}
		at += i + 1
		if before := text[at-2]; isWordByte(text[at]) && isWordByte(before) && (before < 'A' || before > 'Z') { // U.S.
			return true
		}
	}
	return false
}

// isAddressed reports whether a byte can be one of an address; letters beyond ASCII
// can only in the path of a URL, see pathEnd.
func isAddressed(b byte) bool {
	switch b {
	case '"', '\'', '(', ')', '<', '>', '[', ']', '{', '}', '|', '`', ',', ';', '^', '\\':
		return false
	}
	return b > ' ' && b < utf8.RuneSelf
}

// address is the address in a run of what can be one, if there is any.
func address(text string, start, end int) (region, bool) {
	word := text[start:end]
	if i := strings.Index(word, "://"); i > 0 {
		return region{start, pathEnd(text, end)}, true
	}
	if len(word) > 4 && strings.EqualFold(word[:4], "www.") {
		return region{start, pathEnd(text, end)}, true
	}
	if i := strings.IndexByte(word, '@'); i >= 0 && i+1 < len(word) && isWordByte(word[i+1]) {
		return region{start, end}, true // somebody's at a host, or an account
	}
	domain, _, path := strings.Cut(word, "/")
	if isDomain(domain, path) {
		if path {
			end = pathEnd(text, end)
		}
		return region{start, end}, true
	}
	return region{}, false
}

// pathEnd is where a URL ends whose ASCII part ends at a place: behind what follows
// of letters of other scripts, where they are a path's and not the next words of a
// text without blanks.
func pathEnd(text string, end int) int {
	if end == 0 || !strings.ContainsRune("/_-=%", rune(text[end-1])) {
		return end
	}
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && (r >= utf8.RuneSelf || !isAddressed(byte(r))) {
			break
		}
		end += size
	}
	return end
}

func isWordByte(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// isDomain reports whether a word is the name of a host rather than of a firm that
// calls itself by one (Amazon.com), or two sentences without a blank between them:
// small, and ends as hosts do. Endings that are words of English count only with
// three parts or a path.
func isDomain(word string, path bool) bool {
	word = strings.TrimRight(word, ".:!?")
	last := strings.LastIndexByte(word, '.')
	if last < 0 || !path && (word[0] < 'a' || word[0] > 'z') {
		return false
	}
	labels := 0
	for label := range strings.SplitSeq(word, ".") {
		if label == "" || strings.ContainsFunc(label, func(r rune) bool { return r != '-' && !isWordByte(byte(r)) }) {
			return false
		}
		labels++
	}
	switch strings.ToLower(word[last+1:]) {
	case "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "eu", "uk", "de", "fr", "es", "pt", "nl", "ru", "cn", "jp",
		"kr", "br", "mx", "ar", "za", "au", "nz", "ca", "ch", "se", "dk", "fi", "pl", "cz", "gr", "tr", "il", "ae", "sa", "eg", "pk",
		"bd", "lk", "np", "ke", "ng", "news", "tv", "ly", "gl", "html", "php", "example":
		return true
	case "it", "in", "us", "io", "co", "me", "at", "no", "be", "is", "to":
		return labels > 2 || path
	}
	return false
}

// withoutAddresses takes the words out of a text's tokens that stand in addresses,
// and leaves a gap that no name goes across.
func withoutAddresses(text string, tokens []analysis.Token) []analysis.Token {
	masked := addresses(text)
	if len(masked) == 0 {
		return tokens
	}
	kept := tokens[:0]
	for _, t := range tokens {
		for len(masked) > 0 && masked[0].end <= t.Start {
			masked = masked[1:]
		}
		if len(masked) == 0 || t.End <= masked[0].start {
			kept = append(kept, t)
		}
	}
	return kept
}
