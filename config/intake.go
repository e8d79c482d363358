package config

import (
	"fmt"
	"net/url"
)

// Feeds is which feeds are polled, beside those that were added at run time.
type Feeds struct {
	URLs            []string
	AllowPrivate    bool
	AllowedNetworks []string
	AtOnce          int
}

// Watch is which folders are watched while a server runs.
type Watch struct {
	Folders []string
	Within  []string
}

// intakeKeys are those of what comes in by itself.
func intakeKeys() []Key {
	return []Key{
		key("feeds.urls", []string(nil), feedURLs, "addresses of feeds that are polled while `dateline serve` runs, beside those that were added",
			func(c *Config) *[]string { return &c.Feeds.URLs }),
		key("feeds.allow_private", false, anyBool, "whether feeds may be fetched from private, loopback and link-local addresses as well",
			func(c *Config) *bool { return &c.Feeds.AllowPrivate }),
		key("feeds.allowed_networks", []string(nil), networks, "networks of one's own from which feeds may be fetched as well, such as `10.0.0.0/8`; the public internet is always allowed",
			func(c *Config) *[]string { return &c.Feeds.AllowedNetworks }),
		key("feeds.at_once", 4, between(1, 100), "feeds that are polled at a time, each of another host",
			func(c *Config) *int { return &c.Feeds.AtOnce }),
		key("watch.folders", []string(nil), anyList, "folders whose files `dateline serve` takes in as they arrive",
			func(c *Config) *[]string { return &c.Watch.Folders }),
		key("watch.within", []string(nil), anyList, "folders below which the page of sources and the API may have others watched; empty: `dateline watch --keep` alone adds them",
			func(c *Config) *[]string { return &c.Watch.Within }),
	}
}

func feedURLs(addresses []string) error {
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return fmt.Errorf("web addresses such as https://news.example/rss; %q is none", address)
		}
	}
	return nil
}

func anyList([]string) error { return nil }
