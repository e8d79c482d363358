package news

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// CanonicalURL returns the form of an article's address that identifies it: two
// addresses that lead to the same article by the rules of URLs, or that differ
// only in how a reader got there, have the same one. It is for comparing, not
// for fetching.
//
//   - The scheme is https, the host in lower case and ASCII, without the default
//     port or the dot at its end.
//   - Dot segments are resolved, needless escapes undone, the slash at the end
//     and the fragment dropped.
//   - Parameters that track the reader are dropped (see isTracking), the others
//     sorted by name and value.
//
// It fails where raw is not an absolute http or https URL, or names a user.
func CanonicalURL(raw string) (string, error) {
	u, err := parseURL(raw)
	if err != nil {
		return "", err
	}
	host, err := canonicalHost(u)
	if err != nil {
		return "", fmt.Errorf("url %q: %w", shown(raw), err)
	}
	path := strings.TrimRight(plainPath(u), "/")
	if path == "" {
		path = "/"
	}
	if query := canonicalQuery(u.RawQuery); query != "" {
		path += "?" + query
	}
	return "https://" + host + path, nil
}

// shown is an address as it may be told, shortened, and without the user and the
// password that may stand in it.
func shown(raw string) string {
	address, _, _ := strings.Cut(raw, "?")
	at := strings.LastIndex(address, "@")
	if at < 0 {
		return shorten(raw)
	}
	scheme, _, found := strings.Cut(raw[:at], "//")
	if !found {
		return shorten("…" + raw[at:])
	}
	return shorten(scheme + "//…" + raw[at:])
}

func checkURL(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return errors.New("must begin with http:// or https://")
	case u.User != nil:
		return errors.New("must not hold a user name or password")
	case u.Hostname() == "":
		return errors.New("names no host")
	}
	return nil
}

func canonicalHost(u *url.URL) (string, error) {
	host, err := asciiHost(strings.TrimRight(u.Hostname(), "."))
	if err != nil {
		return "", err
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host, nil
}

func asciiHost(host string) (string, error) {
	if ip, err := netip.ParseAddr(host); err == nil && ip.Is6() && ip.Zone() == "" {
		return "[" + ip.String() + "]", nil
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil { // a name with an underscore is against the rules, but in use
		ascii = strings.ToLower(host)
	}
	if ascii == "" || strings.Trim(ascii, "abcdefghijklmnopqrstuvwxyz0123456789.-_") != "" {
		return "", fmt.Errorf("%q is no host name", shorten(host))
	}
	return ascii, nil
}

// plainPath resolves dot segments as RFC 3986, section 5.2.4, has it: a path that
// ends in one ends in a slash.
func plainPath(u *url.URL) string {
	segments := strings.Split(strings.TrimPrefix(tidyEscapes(u.EscapedPath()), "/"), "/")
	var out []string
	for _, segment := range segments {
		switch segment {
		case ".":
		case "..":
			out = out[:max(len(out)-1, 0)]
		default:
			out = append(out, segment)
		}
	}
	if last := segments[len(segments)-1]; last == "." || last == ".." {
		out = append(out, "")
	}
	return "/" + strings.Join(out, "/")
}

func canonicalQuery(query string) string {
	var kept []string
	for parameter := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(parameter, "=")
		if parameter != "" && !isTracking(strings.ToLower(name)) {
			kept = append(kept, tidyEscapes(parameter))
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "&")
}

// tidyEscapes writes each byte in the one way RFC 3986 calls normal: letters,
// digits and -._~ as they are, an escape with capitals, and escaped what must
// not stand in a URL.
func tidyEscapes(s string) string {
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c, escaped := s[i], false
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			c, escaped = byte(hex4([]byte{'0', '0', s[i+1], s[i+2]})), true
			i += 2
		}
		if isUnreserved(c) || !escaped && strings.IndexByte("!$&'()*+,;=:@/?", c) >= 0 {
			out = append(out, c)
		} else {
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(out)
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// isTracking reports whether a parameter, in lower case, tells how a reader came
// to the article and not which article it is. Names that some outlet uses for
// its articles (id, p, ref, source, page) are not on the list.
func isTracking(name string) bool {
	for _, prefix := range []string{
		"utm_",                             // Google Analytics and all who copied it
		"at_",                              // BBC, France Médias Monde (AT Internet)
		"ns_",                              // BBC (comScore)
		"pk_", "mtm_", "piwik_", "matomo_", // Matomo
		"hsa_", // HubSpot ads
	} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	switch name {
	case "fbclid", "igshid", "igsh", // Facebook, Instagram
		"gclid", "gclsrc", "dclid", "gbraid", "wbraid", "_ga", "_gl", "gaa_at", // Google
		"msclkid", "twclid", "ttclid", "li_fat_id", "yclid", "ysclid", "rdt_cid", "epik", // ads of other networks
		"mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "oly_enc_id", "oly_anon_id", // newsletters
		"cmp", "cmpid", "cmpcid", "icid", "ocid", "xtor", "wt_mc", "smid", "smtyp", "ncid", // campaigns of outlets
		"guccounter", "guce_referrer", "guce_referrer_sig": // Yahoo's consent page
		return true
	}
	return false
}
