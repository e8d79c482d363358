package fetch

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// The addresses are those of the IANA's registries, with a neighbour outside.
func TestIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "1.1.1.1": true, "100.63.255.255": true, "100.128.0.0": true, "172.15.0.1": true, "172.32.0.1": true,
		"2606:4700::1111": true, "2a00:1450::1": true, "64:ff9b::808:808": true, "::ffff:8.8.8.8": true, "2002:808:808::1": true,
		"127.0.0.1": false, "127.255.255.254": false, "10.0.0.1": false, "172.16.0.1": false, "172.31.255.255": false,
		"192.168.1.1": false, "169.254.169.254": false, "169.254.0.1": false, "100.64.0.1": false, "100.127.255.255": false,
		"0.0.0.0": false, "0.1.2.3": false, "255.255.255.255": false, "240.0.0.1": false, "224.0.0.1": false, "192.0.2.1": false,
		"198.18.0.1": false, "198.51.100.7": false, "203.0.113.9": false, "192.0.0.8": false,
		"::": false, "::1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd00:ec2::254": false, "ff02::1": false,
		"::ffff:127.0.0.1": false, "::ffff:169.254.169.254": false, "::ffff:10.0.0.1": false, "::127.0.0.1": false,
		"64:ff9b::7f00:1": false, "64:ff9b::a9fe:a9fe": false, "2002:7f00:1::": false, "2002:a00:1::1": false,
		"2001:db8::1": false, "100::1": false, "fec0::1": false, "64:ff9b:1::1": false,
	} {
		if got := IsPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: public is %t", address, got)
		}
	}
}

func TestControlRefuses(t *testing.T) {
	for _, address := range []string{"127.0.0.1:80", "[::1]:443", "[::ffff:10.0.0.1]:80", "nonsense"} {
		if err := Control()("tcp", address, nil); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: got %v", address, err)
		}
	}
	if err := Control()("tcp", "8.8.8.8:80", nil); err != nil {
		t.Error(err)
	}
}

// A network that is allowed is reached, and none beside it.
func TestControlAllows(t *testing.T) {
	control := Control(netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("fd00:1::/32"))
	for address, want := range map[string]bool{
		"10.1.255.255:80": true, "[::ffff:10.1.0.1]:80": true, "[fd00:1::9]:443": true, "8.8.8.8:80": true,
		"10.2.0.1:80": false, "[fd00:2::9]:443": false, "127.0.0.1:80": false, "169.254.169.254:80": false, "[2002:a01:1::1]:80": false,
	} {
		if err := control("tcp", address, nil); (err == nil) != want {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func get(t *testing.T, c *Client, address string) (string, *Response, error) {
	t.Helper()
	resp, err := c.Get(t.Context(), Request{URL: address})
	if err != nil {
		return "", nil, err
	}
	body, err := io.ReadAll(resp.Body)
	if closeErr := resp.Body.Close(); closeErr != nil {
		t.Error(closeErr)
	}
	return string(body), resp, err
}

func TestPrivateAddressesAreNotDialled(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	for _, address := range []string{server.URL, strings.Replace(server.URL, "127.0.0.1", "localhost", 1)} {
		if _, _, err := get(t, New(Options{}), address); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: got %v", address, err)
		}
	}
}

func TestGet(t *testing.T) {
	mux := http.NewServeMux()
	to := func(status int, target string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", target)
			w.WriteHeader(status)
		}
	}
	mux.HandleFunc("/end", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "end "+r.UserAgent()) })
	mux.Handle("/moved", to(301, "/moved2"))
	mux.HandleFunc("/signed", func(w http.ResponseWriter, r *http.Request) { to(301, "http://user:secret@"+r.Host+"/end")(w, r) })
	mux.Handle("/moved2", to(308, "/end"))
	mux.Handle("/half", to(301, "/found"))
	mux.Handle("/found", to(302, "/end"))
	mux.Handle("/circle", to(302, "/circle2"))
	mux.Handle("/circle2", to(302, "/circle"))
	mux.HandleFunc("/far/", func(w http.ResponseWriter, r *http.Request) { to(302, r.URL.Path+"x")(w, r) })
	mux.Handle("/file", to(302, "file:///etc/passwd"))
	mux.HandleFunc("/huge", func(w http.ResponseWriter, _ *http.Request) {
		for range maxSent>>20 + 1 {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range maxUnpacked>>20 + 1 {
			if _, err := z.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
		_ = z.Close()
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "half")
	})
	mux.HandleFunc("/silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, "x")
			_ = http.NewResponseController(w).Flush()
			time.Sleep(time.Millisecond)
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	c := New(Options{AllowPrivate: true, UserAgent: "Dateline"})
	for path, want := range map[string]struct{ body, moved string }{
		"/end": {"end Dateline", ""}, "/moved": {"end Dateline", "/end"}, "/signed": {"end Dateline", "/end"}, "/half": {"end Dateline", "/found"}, "/found": {"end Dateline", ""},
	} {
		body, resp, err := get(t, c, server.URL+path)
		if err != nil || body != want.body || strings.TrimPrefix(resp.Moved, server.URL) != want.moved || resp.URL != server.URL+"/end" {
			t.Errorf("%s: %q, %+v, %v", path, body, resp, err)
		}
	}
	for path, want := range map[string]string{
		"/circle": "redirects in a circle", "/far/": "redirects more than 10 times", "/file": "redirects to what is no web address",
		"/huge": "is longer than 32 MB", "/bomb": "unpacks to more than 64 MB", "/cut": "was cut off",
	} {
		if _, _, err := get(t, c, server.URL+path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", path, err, want)
		}
	}
	for path, c := range map[string]struct {
		options Options
		want    string
	}{
		"/silent":  {Options{HeaderTimeout: 100 * time.Millisecond}, "took too long: there was no answer within 100ms"},
		"/endless": {Options{Timeout: 300 * time.Millisecond}, "took too long: there was no end after 300ms"},
	} {
		c.options.AllowPrivate = true
		if _, _, err := get(t, New(c.options), server.URL+path); err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", path, err, c.want)
		}
	}
	server.Close()
	if _, _, err := get(t, c, server.URL); err == nil || !strings.Contains(err.Error(), "refuses the connection") {
		t.Errorf("a server that is gone: %v", err)
	}
}
