package feed

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/intake"
)

// The rhythm of a feed, within bounds.
const (
	everyAtFirst = 30 * time.Minute
	everyAtLeast = 5 * time.Minute    // no outlet is so fast that a reader would notice
	everyAtMost  = 6 * time.Hour      // news is a day old then at worst, twice over
	waitAtMost   = 24 * time.Hour     // that a feed or a failure can put a poll off
	retryAtMost  = 7 * 24 * time.Hour // that Retry-After can
	jitter       = 0.1                // of a wait, so that feeds do not come all at once
	maxDoublings = 10                 // of a wait after failures; the bound comes first
)

// schedule says when a feed is polled next. A feed that had something new is
// polled more often, one that had nothing less often; what the feed or its
// server asks for counts more. A feed that fails is tried again after twice as
// long each time.
func (p *Poller) schedule(f *intake.Feed, r result) {
	now := p.options.Now().UTC()
	if f.Every == 0 {
		f.Every = everyAtFirst
	}
	f.Error = ""
	var wait time.Duration
	switch {
	case r.ours: // the feed goes on bringing news, which waits there
		f.Error = r.err.Error()
		f.Failures++
		wait = everyAtLeast
	case r.err != nil:
		f.Error = r.err.Error()
		f.Failures++
		wait = min(everyAtLeast<<min(f.Failures-1, maxDoublings), waitAtMost)
	case r.changed:
		f.Failures, f.LastChanged = 0, now
		f.Every = max(f.Every/2, everyAtLeast)
		wait = f.Every
	default:
		f.Failures = 0
		f.Every = min(f.Every+f.Every/2, everyAtMost)
		wait = f.Every
	}
	bound := waitAtMost
	if r.err != nil {
		bound = retryAtMost
	}
	wait = max(wait, min(r.atLeast, bound))
	if r.gone {
		f.Stopped = true
	}
	spread := 1 + jitter*(2*p.options.Random()-1)
	if r.atLeast > 0 && spread < 1 {
		spread = 2 - spread // never sooner than was asked for
	}
	f.Next = now.Add(time.Duration(float64(wait) * spread)).Truncate(time.Second)
	f.EveryText = f.Every.Round(time.Minute).String()
}

// freshFor is how long an answer stays fresh, as its header says: by
// Cache-Control, else by Expires (RFC 9111).
func freshFor(h http.Header, now time.Time) time.Duration {
	for directive := range strings.SplitSeq(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch strings.ToLower(name) {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			if seconds, err := strconv.Atoi(strings.Trim(value, `"`)); err == nil && seconds > 0 {
				return bounded(seconds)
			}
			return 0
		}
	}
	if until, err := http.ParseTime(h.Get("Expires")); err == nil {
		return max(until.Sub(now), 0)
	}
	return 0
}

// retryAfter is how long a server asks to wait: in seconds, or until a time.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.Atoi(value); err == nil {
		return max(bounded(seconds), 0)
	}
	if until, err := http.ParseTime(value); err == nil {
		return max(until.Sub(now), 0)
	}
	return 0
}

// bounded keeps seconds from overflowing.
func bounded(seconds int) time.Duration {
	const year = 365 * 24 * 60 * 60
	return time.Duration(min(seconds, year)) * time.Second
}
