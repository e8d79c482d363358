package news

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// NormalURL returns the form of a web address under which it is fetched, the same
// for all that are equivalent by RFC 3986, section 6.2.2 and 6.2.3, whatever the
// server: scheme and host in lower case, the host in ASCII (RFC 5891), no default
// port, no dot segments, no needless escapes in the path, which is / where there is
// none, and no fragment. Everything else may mean something to the server and stays:
// http and https, a slash at the end, the query byte for byte, which may be signed.
//
// It fails where CanonicalURL does.
func NormalURL(raw string) (string, error) {
	u, err := parseURL(raw)
	if err != nil {
		return "", err
	}
	name := strings.TrimRight(u.Hostname(), ".")
	host, err := asciiHost(name)
	if err != nil {
		return "", fmt.Errorf("url %q: %w", shown(raw), err)
	}
	host += u.Hostname()[len(name):] // to some servers a name with a dot is another
	if port := u.Port(); port != "" && port != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		host += ":" + port
	}
	address := u.Scheme + "://" + host + plainPath(u)
	if u.RawQuery != "" || u.ForceQuery {
		address += "?" + u.RawQuery
	}
	return address, nil
}

// parseURL reads an absolute web address that names no user.
func parseURL(raw string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		var parse *url.Error
		if errors.As(err, &parse) {
			err = parse.Err
		}
		if strings.Contains(raw, "@") { // the reason may quote a password
			err = errors.New("cannot be read")
		}
		return nil, fmt.Errorf("url %q: %w", shown(raw), err)
	}
	if err := checkURL(u); err != nil {
		return nil, fmt.Errorf("url %q: %w", shown(raw), err)
	}
	return u, nil
}
