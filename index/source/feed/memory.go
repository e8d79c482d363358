package feed

import (
	"crypto/sha256"
	"sync"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// remembered is how many items of one feed are remembered: more than feeds have,
// but for those that are whole archives.
const remembered = 10_000

// memory is what each feed said when it was polled last. What it only says again
// is nothing new: else an article that two feeds have, under two names or at two
// lengths, would change with every poll of either, for ever. It is forgotten when
// the process ends, which costs each such article one more version.
type memory struct {
	mu   sync.Mutex
	said map[string]map[saying]bool // by feed
}

// saying is an item as a feed has it.
type saying struct {
	id, url string
	hash    [32]byte
}

func say(a *news.Article) saying { return saying{a.ID, a.URL, a.ContentHash()} }

// sayRefused is a saying of what is no article.
func sayRefused(r *index.Rejection) saying {
	what := r.Item.Bytes
	if len(what) == 0 {
		what = []byte(r.Error())
	}
	return saying{hash: sha256.Sum256(what)}
}

// of is what a feed said last; nobody changes it.
func (m *memory) of(feed string) map[saying]bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.said[feed]
}

// keep remembers what a feed has said now, instead of what it said before.
func (m *memory) keep(feed string, said map[saying]bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.said == nil {
		m.said = map[string]map[saying]bool{}
	}
	m.said[feed] = said
}
