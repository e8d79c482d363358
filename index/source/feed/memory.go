package feed

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// remembered is how many items of one feed are remembered: more than feeds have,
// but for those that are whole archives.
const remembered = 10_000

// saying is an item as a feed has it, as a digest: two items are the same where
// nothing in them that makes an article differs.
type saying [16]byte

// sayings are what a feed said when it was polled last. What it only says again
// is nothing new: else an article that two feeds have, under two names or at two
// lengths, would change with every poll of either, for ever. The Store keeps them.
type sayings map[saying]bool

func say(a *news.Article) saying {
	hash := a.ContentHash()
	var text []byte
	for _, part := range []string{a.ID, a.URL} {
		text = binary.AppendUvarint(text, uint64(len(part)))
		text = append(text, part...)
	}
	return digest(append(text, hash[:]...))
}

// sayRefused is a saying of what is no article.
func sayRefused(r *index.Rejection) saying {
	what := r.Item.Bytes
	if len(what) == 0 {
		what = []byte(r.Error())
	}
	return digest(what)
}

func digest(text []byte) saying {
	sum := sha256.Sum256(text)
	return saying(sum[:len(saying{})])
}

// readSayings reads what bytes has written. Half a saying at the end is passed
// over: it would only be said once more.
func readSayings(text []byte) sayings {
	said := make(sayings, len(text)/len(saying{}))
	for one := range slices.Chunk(text, len(saying{})) {
		if len(one) == len(saying{}) {
			said[saying(one)] = true
		}
	}
	return said
}

// bytes writes sayings one after the other, never nil.
func (s sayings) bytes() []byte {
	text := make([]byte, 0, len(s)*len(saying{}))
	for one := range s {
		text = append(text, one[:]...)
	}
	return text
}

// add remembers a saying while there is room.
func (s sayings) add(what saying) {
	if len(s) < remembered {
		s[what] = true
	}
}

// after is what is to be remembered when a feed has been read, in the Store's
// form; nil where that is what it was. Where the feed broke off, what it said
// before is not forgotten: it may stand behind the break.
func (s sayings) after(before sayings, whole bool) []byte {
	if !whole {
		for what := range before {
			s.add(what)
		}
	}
	if maps.Equal(s, before) {
		return nil
	}
	return s.bytes()
}
