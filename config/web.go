package config

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// Checks of what the server is told about the web around it.

func anyText(string) error { return nil }

func anyBool(bool) error { return nil }

// webAddress is an http or https URL, or empty.
func webAddress(text string) error {
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return errors.New("an address that begins with https:// or http://")
	}
	return nil
}

func publicURL(text string) error {
	if err := webAddress(text); err != nil {
		return err
	}
	if u, err := url.Parse(text); err == nil && (!plainPath(u.EscapedPath()) || u.RawQuery != "" || u.Fragment != "") {
		return errors.New("an address such as https://news.example.org or https://example.org/archive, whose path is made of letters, digits and - . _ ~ alone")
	}
	return nil
}

// plainPath reports whether a path says the same escaped or not, and each of its
// parts something.
func plainPath(path string) bool {
	path = strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	if path == "" {
		return true
	}
	for part := range strings.SplitSeq(path, "/") {
		plain := strings.IndexFunc(part, func(r rune) bool {
			return !strings.ContainsRune("-._~", r) && (r < '0' || r > '9') && ((r|0x20) < 'a' || (r|0x20) > 'z')
		}) < 0
		if !plain || strings.Trim(part, ".") == "" {
			return false
		}
	}
	return true
}

func networks(list []string) error {
	for _, text := range list {
		if _, err := Network(text); err != nil {
			return fmt.Errorf("addresses or networks, such as 10.0.0.7 or 10.0.0.0/8, not %q", text)
		}
	}
	return nil
}

// Network reads an address, which is a network of one, or a network.
func Network(text string) (netip.Prefix, error) {
	if address, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(address, address.BitLen()), nil
	}
	return netip.ParsePrefix(text)
}

func origins(list []string) error {
	for _, text := range list {
		if text == "*" {
			continue
		}
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.TrimPrefix(text, u.Scheme+"://"+u.Host) != "" {
			return fmt.Errorf("origins, such as https://desk.example.org, or *, not %q", text)
		}
	}
	return nil
}
