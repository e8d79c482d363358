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
	if u, err := url.Parse(text); err == nil && (strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "") {
		return errors.New("an address without a path, such as https://news.example.org")
	}
	return nil
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
