package syndication

import (
	"crypto/sha256"
	"encoding/base32"
	"hash/maphash"
	"strings"
	"unicode"

	"github.com/dateline-search/dateline/index/news"
)

// identities tells what the items of a feed can be told apart by. The address
// comes first: a guid often changes with the headline, or is the same for all.
type identities struct {
	seed  maphash.Seed
	links map[uint64]uint64 // by the canonical address, what the item is: its guid, else its title
	guids map[uint64]uint64 // by the guid, the canonical address, else the title
	bad   map[uint64]bool   // addresses and guids that stand for several items
}

// maxKnown bounds the memory that a feed of any length may take; beyond it, an
// address or guid is believed.
const maxKnown = 1 << 20

func newIdentities() identities {
	return identities{maphash.MakeSeed(), map[uint64]uint64{}, map[uint64]uint64{}, map[uint64]bool{}}
}

func (s *identities) hash(kind, text string) uint64 { return maphash.String(s.seed, kind+text) }

// look learns from a window which addresses and guids are shared.
func (s *identities) look(window []*item) {
	if len(s.links) > maxKnown {
		return
	}
	for _, it := range window {
		link, title := it.locate().canonical, strings.TrimSpace(it.title.text)
		if link != "" {
			s.learn(s.links, s.hash("link", link), s.hash("", either(it.guid, title)))
		}
		if it.guid != "" {
			s.learn(s.guids, s.hash("guid", it.guid), s.hash("", either(link, title)))
		}
	}
}

func (s *identities) learn(known map[uint64]uint64, key, value uint64) {
	if before, ok := known[key]; ok && before != value {
		s.bad[key] = true
	}
	known[key] = value
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// identify gives an article an id of its own where its address is none.
func (s *identities) identify(a *news.Article, it *item, f *Feed) {
	link := it.locate().canonical
	_, home := webAddress(nil, f.Link)
	sharedLink := a.URL != "" && (s.bad[s.hash("link", link)] || link == home)
	sharedGUID := it.guid != "" && s.bad[s.hash("guid", it.guid)]
	if sharedGUID {
		f.SharedGUIDs++
	}
	if sharedLink {
		f.SharedLinks++
	}
	switch {
	case a.URL != "" && !sharedLink:
	case it.guid != "" && !sharedGUID:
		a.ID = guidID(it.guid, either(host(f.Link), a.Source), a.Title)
	case sharedLink:
		a.ID = titleID(link, a.Title, a.Published.Raw+a.Published.String())
	}
}

// guidID makes an id of a guid: as it is where it is one in the whole world,
// else with the outlet in front, or with the title where there is no outlet.
func guidID(guid, outlet, title string) string {
	guid = strings.TrimSpace(guid)
	id := guid
	if !strings.Contains(guid, ":") {
		if outlet == "" {
			return titleID(guid, title)
		}
		id = outlet + ":" + guid
	}
	if len(id) > news.MaxID || strings.ContainsFunc(id, unicode.IsControl) {
		return titleID(outlet, guid)
	}
	return id
}

// titleID makes an id of what an article says, as long as those that are made of
// an address.
func titleID(parts ...string) string {
	const size = 10
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:size]))
}
