package fetch

import (
	"cmp"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Bounds of what is fetched.
const (
	maxRedirects = 10               // browsers follow 20, and hardly ever need five
	maxSent      = 32 << 20         // bytes on the wire: a feed has a hundredth
	maxUnpacked  = 64 << 20         // bytes behind gzip
	maxHeader    = 256 << 10        // bytes
	dialTime     = 10 * time.Second // to connect, and again for TLS
	headerTime   = 30 * time.Second // until the answer begins
	wholeTime    = 2 * time.Minute  // until it ends
)

// Errors by meaning.
var (
	ErrTooLarge  = errors.New("is longer")
	ErrBomb      = errors.New("unpacks to more")
	ErrRedirects = fmt.Errorf("redirects more than %d times", maxRedirects)
	ErrCircle    = errors.New("redirects in a circle")
	ErrScheme    = errors.New("redirects to what is no web address")
)

// Options say how a Client fetches.
type Options struct {
	AllowPrivate bool           // also addresses that are not public
	Allowed      []netip.Prefix // networks that are allowed although they are not public
	UserAgent    string         // what it is called
	// Timeout is the longest time until an answer's end, HeaderTimeout until its
	// beginning; 0 for the usual ones.
	Timeout, HeaderTimeout time.Duration
	// Sent is how long an answer may be, Unpacked how long behind gzip, in bytes; 0
	// for the usual bounds.
	Sent, Unpacked int64
	TLS            *tls.Config // nil is the system's
}

// Client fetches. It is safe for use by many goroutines.
type Client struct {
	options Options
	http    *http.Client
}

// New returns a Client.
func New(o Options) *Client {
	if o.Timeout == 0 {
		o.Timeout = wholeTime
	}
	if o.HeaderTimeout == 0 {
		o.HeaderTimeout = headerTime
	}
	o.Sent, o.Unpacked = cmp.Or(o.Sent, maxSent), cmp.Or(o.Unpacked, maxUnpacked)
	dialer := &net.Dialer{Timeout: dialTime}
	if !o.AllowPrivate {
		dialer.Control = Control(o.Allowed...)
	}
	return &Client{options: o, http: &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: dialTime, ResponseHeaderTimeout: o.HeaderTimeout,
			MaxResponseHeaderBytes: maxHeader, DisableCompression: true, ForceAttemptHTTP2: true, TLSClientConfig: o.TLS,
			MaxIdleConnsPerHost: 1, IdleConnTimeout: dialTime,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Request is what to fetch.
type Request struct {
	URL          string
	Accept       string
	ETag         string // of what is known already; empty where nothing is
	LastModified string
	// Redirect is asked before a redirect is followed, and ends it with its error;
	// nil follows them all.
	Redirect func(to string) error
}

// Response is an answer, whatever its status. Its Body must be closed.
type Response struct {
	Status int
	Header http.Header
	URL    string // where it came from in the end
	// Moved is where the address asked for has moved to for good; empty where it
	// has not.
	Moved string
	Body  io.ReadCloser // unpacked
}

// Get fetches an address. Its errors say what went wrong in words for people.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	resp, err := c.follow(ctx, r)
	if err != nil {
		err = c.explain(ctx, err)
		cancel()
		return nil, err
	}
	body, err := c.unpack(resp)
	if err != nil {
		cancel()
		return nil, errors.Join(err, resp.Body.Close())
	}
	resp.Body = &closer{Reader: &explained{ctx, body, c}, close: func() error {
		defer cancel()
		return resp.raw.Close()
	}}
	return &resp.Response, nil
}

// answer is a response with the body as it comes.
type answer struct {
	Response
	raw io.ReadCloser
}

// follow follows redirects.
func (c *Client) follow(ctx context.Context, r Request) (*answer, error) {
	seen := map[string]bool{}
	a := &answer{Response: Response{URL: r.URL}}
	for permanent, hops := true, 0; ; hops++ {
		if seen[a.URL] {
			return nil, ErrCircle
		}
		seen[a.URL] = true
		resp, err := c.once(ctx, a.URL, r)
		if err != nil {
			return nil, err
		}
		location := resp.Header.Get("Location")
		if !isRedirect(resp.StatusCode) || location == "" {
			a.Status, a.Header, a.Body, a.raw = resp.StatusCode, resp.Header, resp.Body, resp.Body
			return a, nil
		}
		if err := resp.Body.Close(); err != nil {
			return nil, err
		}
		if hops == maxRedirects {
			return nil, ErrRedirects
		}
		if a.URL, err = target(a.URL, location); err != nil {
			return nil, err
		}
		if r.Redirect != nil {
			if err := r.Redirect(a.URL); err != nil {
				return nil, err
			}
		}
		permanent = permanent && (resp.StatusCode == http.StatusMovedPermanently || resp.StatusCode == http.StatusPermanentRedirect)
		if permanent {
			a.Moved = a.URL
		}
	}
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func target(from, location string) (string, error) {
	base, err := url.Parse(from)
	if err != nil {
		return "", err
	}
	to, err := base.Parse(location)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" {
		return "", ErrScheme
	}
	to.Fragment, to.User = "", nil // what it signs in with is nobody's to show
	return to.String(), nil
}

// once sends one request.
func (c *Client) once(ctx context.Context, address string, r Request) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	set := func(name, value string) {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	set("User-Agent", c.options.UserAgent)
	set("Accept", r.Accept)
	set("Accept-Encoding", "gzip")
	set("If-None-Match", r.ETag)
	set("If-Modified-Since", r.LastModified)
	return c.http.Do(req)
}

// unpack bounds what comes, packed and unpacked.
func (c *Client) unpack(a *answer) (io.Reader, error) {
	in := io.Reader(&bounded{a.raw, c.options.Sent, beyond(ErrTooLarge, c.options.Sent)})
	switch encoding := strings.ToLower(strings.TrimSpace(a.Header.Get("Content-Encoding"))); encoding {
	case "", "identity":
		return in, nil
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(in)
		if errors.Is(err, io.EOF) { // nothing, as with 304
			return in, nil
		}
		if err != nil {
			return nil, fmt.Errorf("is damaged gzip: %w", err)
		}
		return &bounded{unpacked, c.options.Unpacked, beyond(ErrBomb, c.options.Unpacked)}, nil
	case "deflate":
		unpacked, err := zlib.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("is damaged deflate: %w", err)
		}
		return &bounded{unpacked, c.options.Unpacked, beyond(ErrBomb, c.options.Unpacked)}, nil
	default:
		return nil, fmt.Errorf("is encoded as %.40q, which nobody asked for", encoding)
	}
}

// beyond is the error of what exceeds a bound.
func beyond(what error, bound int64) error { return fmt.Errorf("%w than %d MB", what, bound>>20) }

// bounded fails where more comes than there may be.
type bounded struct {
	in   io.Reader
	left int64
	err  error
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, b.err
	}
	return n, err
}

// closer is a reader with something to close.
type closer struct {
	io.Reader
	close func() error
}

func (c *closer) Close() error { return c.close() }

// explained says in words what went wrong in the middle.
type explained struct {
	ctx    context.Context
	in     io.Reader
	client *Client
}

func (e *explained) Read(p []byte) (int, error) {
	n, err := e.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = e.client.explain(e.ctx, err)
	}
	return n, err
}
