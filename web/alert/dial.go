package alert

import (
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/dateline-search/dateline/index/source/fetch"
)

// newClient returns a client that connects to public and allowed addresses
// alone. The address is looked at when it is dialled: what a name means may have
// changed since it was checked. It goes through no proxy, which would be dialled
// in its stead, and follows no redirect.
func newClient(allowed []netip.Prefix) *http.Client {
	dialer := &net.Dialer{Timeout: sendTimeout, Control: fetch.Control(allowed...)}
	return &http.Client{
		Timeout:       sendTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: sendTimeout, MaxIdleConns: senders,
			MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: 64 << 10, ForceAttemptHTTP2: true,
		},
	}
}
