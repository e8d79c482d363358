package page

import (
	"strings"
	"unicode"
)

// isPhrase knows the lines that outlets put between paragraphs and that are none
// of them. Only short lines are looked at.
func isPhrase(s string) bool {
	const longest = 160 // bytes: the longest call to subscribe that fits one line
	if len(s) > longest {
		return false
	}
	s = strings.ToLower(strings.TrimSpace(s))
	for _, whole := range []string{
		"advertisement", "ad", "ads", "publicidade", "anzeige", "werbung", "реклама", "publicité", "publicidad", "pubblicità", "loading...", "loading",
		"share", "share this", "print", "email", "tweet", "read more", "more", "continue reading", "related", "related articles", "related stories",
		"comments", "story continues below", "story continues below advertisement", "article continues below", "close", "play", "skip", "enlarge this image",
	} {
		if strings.TrimRight(s, ".:…") == whole {
			return true
		}
	}
	for _, start := range []string{
		"related:", "related stories:", "read more:", "read also:", "also read:", "read next:", "see also:", "more:", "watch:", "watch now:", "advertisement",
		"sign up for", "sign up to", "subscribe to", "subscribe for", "follow us on", "follow him on", "follow her on", "like us on",
		"share this", "click here to", "photo:", "photo by", "photos:", "image:", "image source:", "image credit", "image copyright", "getty images", "copyright ©", "©", "all rights reserved",
		"leia também", "leia mais", "lire aussi", "lesen sie auch", "mehr zum thema", "leggi anche", "lea también", "читайте также", "baca juga", "filed under",
	} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}

// isSignOff knows what stands under an article in the name of the outlet: where
// else to read it, how to reach its author.
func isSignOff(s string) bool {
	const longest = 400 // bytes
	if len(s) > longest {
		return false
	}
	s = strings.ToLower(s)
	for _, words := range []string{
		"newsletter", "your inbox", "follow us", "follow him on", "follow her on", "follow them on", "follow me on", "may be reached at",
		"can be reached at", "reach him at", "reach her at", "email him at", "email her at", "click here", "uses cookies", "subscribe to", "sign up",
		"contact us", "send us", "join our", "like us on", "on twitter @", "on facebook",
	} {
		if strings.Contains(s, words) {
			return true
		}
	}
	return false
}

// sameWords reports whether two texts have the same letters and digits.
func sameWords(a, b string) bool {
	return a != "" && lettersOnly(a) == lettersOnly(b)
}

// lettersOnly leaves of a text its letters and digits, in lower case.
func lettersOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
