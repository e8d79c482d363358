package web

import (
	"fmt"
	"math"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/openapi"
)

// window is the time that a limit of requests is counted over.
const window = time.Minute

// maxBuckets bounds the memory of a limiter: some 10 MB. Above it those that are
// full again are forgotten.
const maxBuckets = 100_000

// limiter gives each name so many requests a window: a bucket that fills up
// again steadily.
type limiter struct {
	most    float64
	mu      sync.Mutex
	buckets map[string]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

func newLimiter(most int) *limiter {
	return &limiter{most: float64(most), buckets: map[string]bucket{}}
}

// take uses up one request of a name. It gives how many are left, and in which
// time the bucket is full again, or, where there is none, one more is there.
func (l *limiter) take(name string, now time.Time) (ok bool, left int, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buckets) >= maxBuckets {
		l.forget(now)
	}
	b, known := l.buckets[name]
	if !known {
		b = bucket{left: l.most, at: now}
	}
	b.left = math.Min(l.most, b.left+l.most*now.Sub(b.at).Seconds()/window.Seconds())
	b.at = now
	if ok = b.left >= 1; ok {
		b.left--
	}
	l.buckets[name] = b
	if !ok {
		return false, 0, l.time(1 - b.left)
	}
	return true, int(b.left), l.time(l.most - b.left)
}

// time is how long so many requests take to come back.
func (l *limiter) time(n float64) time.Duration {
	return time.Duration(n / l.most * float64(window))
}

// forget drops the buckets that are full again, and all where none is: then it
// is an attack, and a fresh start for all is better than a crash.
func (l *limiter) forget(now time.Time) {
	for name, b := range l.buckets {
		if now.Sub(b.at) >= window {
			delete(l.buckets, name)
		}
	}
	if len(l.buckets) >= maxBuckets {
		clear(l.buckets)
	}
}

// limit counts a request against its key, or its address, where not everything
// is open. It says what is left in the headers of
// draft-ietf-httpapi-ratelimit-headers.
func (s *Server) limit(c echo.Context, v openapi.Visitor) error {
	if s.limiter == nil || v.Open {
		return nil
	}
	name := "address " + subscriber(c.RealIP())
	if v.Key.ID != "" {
		name = "key " + v.Key.ID
	}
	ok, left, wait := s.limiter.take(name, s.now())
	seconds := int(math.Ceil(wait.Seconds()))
	header := c.Response().Header()
	header.Set("RateLimit-Policy", fmt.Sprintf(`"default";q=%d;w=%d`, int(s.limiter.most), int(window.Seconds())))
	header.Set("RateLimit", fmt.Sprintf(`"default";r=%d;t=%d`, left, seconds))
	if ok {
		return nil
	}
	header.Set(echo.HeaderRetryAfter, strconv.Itoa(max(1, seconds)))
	return fmt.Errorf("%w: at most %d a minute; try again in %d seconds", errRate, int(s.limiter.most), max(1, seconds))
}

// subscriberBits is how much of an IPv6 address tells one subscriber from another:
// the rest is theirs to choose (RFC 6177, section 2), for each request if they like.
const subscriberBits = 64

// subscriber is what an address counts as: itself, or the network of an IPv6 one.
func subscriber(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	network, _ := ip.Prefix(subscriberBits) // there is one, of that many bits
	return network.String()
}
