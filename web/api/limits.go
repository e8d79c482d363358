package api

import "time"

// Limits bound what one request may cost. The zero value of a member means its
// default.
type Limits struct {
	Body     int64         // bytes of a request's body, as sent
	Unpacked int64         // bytes of a body sent with gzip, unpacked
	Article  int64         // bytes of one article
	Articles int           // articles in one request
	Wait     time.Duration // for ?refresh=wait
	InFlight int64         // bytes of articles on their way to the archive, in all requests
	Lag      int           // articles that are stored and not indexed yet; below 0 is no bound
}

const (
	// defaultBody is a day of a large agency's output in one request, and can be
	// sent within the server's read timeout at 2 Mbit/s.
	defaultBody = 64 << 20
	// defaultUnpacked allows text's usual four to one, and stops what was packed
	// to explode.
	defaultUnpacked = 4 * defaultBody
	// defaultArticle is ten times the longest read; no outlet writes a book.
	defaultArticle = 4 << 20
	// defaultArticles keeps the answers, which are held until the last article
	// is in, within 20 MB.
	defaultArticles = 100_000
	// defaultWait is how long a client may be held until what it sent is found.
	defaultWait = 30 * time.Second
	// defaultInFlight is a few hundred megabytes of memory at worst, as an article
	// that was read takes about twice its bytes; sixteen requests may each fill
	// their largest chunk.
	defaultInFlight = 128 << 20
	// defaultLag is minutes of indexing: who searches then misses the news, and
	// senders that never pause would make it hours.
	defaultLag = 1_000_000
	// chunk is how many articles are handed on at once: enough to share the
	// cost of a transaction, few enough to forget quickly.
	chunk = 500
	// chunkBytes ends a chunk of long articles early.
	chunkBytes = 8 << 20
)

func (l Limits) withDefaults() Limits {
	if l.Body <= 0 {
		l.Body = defaultBody
	}
	if l.Unpacked <= 0 {
		l.Unpacked = defaultUnpacked
	}
	if l.Article <= 0 {
		l.Article = defaultArticle
	}
	if l.Articles <= 0 {
		l.Articles = defaultArticles
	}
	if l.Wait <= 0 {
		l.Wait = defaultWait
	}
	if l.InFlight <= 0 {
		l.InFlight = defaultInFlight
	}
	if l.Lag == 0 {
		l.Lag = defaultLag
	}
	return l
}
