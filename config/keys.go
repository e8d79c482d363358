package config

import (
	"slices"
	"strings"
	"time"
)

// envPrefix begins the name of every environment variable that is ours.
const envPrefix = "DATELINE_"

// Key is one value that can be configured.
type Key struct {
	Name    string // as in a file, sections joined by dots: server.addr
	Flag    string // name of the flag that sets it, without dashes; empty where there is none
	Meaning string

	reset func(*Config)
	set   func(*Config, any) error // the error says what would be right
	check func(*Config) error      // likewise
	value func(*Config) any
}

// Keys is the table of all keys.
func Keys() []Key {
	return slices.Concat([]Key{
		key("data", "./data", folder, "folder `DIR` of the archive and the index",
			func(c *Config) *string { return &c.Data }).withFlag("data"),
		key("engine", "bleve", engine, "search engine that holds the index: `bleve`",
			func(c *Config) *string { return &c.Engine }),
		key("archive", "sqlite", archive, "database that holds the articles: `sqlite`",
			func(c *Config) *string { return &c.Archive }),
		key("log.level", "info", oneOf("debug", "info", "warn", "error"), "least important messages to log: `debug`, `info`, `warn` or `error`",
			func(c *Config) *string { return &c.Log.Level }),
		key("log.format", "text", oneOf("text", "json"), "`text` for people, `json` for programs, one line a message",
			func(c *Config) *string { return &c.Log.Format }),
	}, serverKeys(), []Key{
		key("search.timeout", 5*time.Second, positive, "longest time of one search",
			func(c *Config) *time.Duration { return &c.Search.Timeout }),
		key("search.max_terms", 4096, between(1, 1_000_000), "most words that the wildcards and fuzzy words of a query may stand for",
			func(c *Config) *int { return &c.Search.MaxTerms }),
		key("index.workers", 0, between(0, 1024), "batches that are tagged and indexed at a time; 0 for as many as there are cores",
			func(c *Config) *int { return &c.Index.Workers }),
		key("index.batch", 1000, between(1, 100_000), "articles in a batch",
			func(c *Config) *int { return &c.Index.Batch }),
		key("alerts.allowed_networks", []string(nil), networks, "networks of one's own that webhooks may be in, such as `10.0.0.0/8`; the public internet is always allowed",
			func(c *Config) *[]string { return &c.Alerts.AllowedNetworks }),
		key("ingest.fields", []string(nil), fields, "foreign names of an article's members, each as `ours=theirs`",
			func(c *Config) *[]string { return &c.Ingest.Fields }).withFlag("fields"),
		key("tag.names", "", anyText, "file with the newsroom's own names of people, organisations and places; read again when it changes",
			func(c *Config) *string { return &c.Tag.Names }),
	}, mailKeys(), intakeKeys())
}

// serverKeys are those of how Dateline is reached.
func serverKeys() []Key {
	return []Key{
		key("server.addr", "127.0.0.1:8080", address, "address to listen on, as `HOST:PORT`",
			func(c *Config) *string { return &c.Server.Addr }).withFlag("addr"),
		key("server.hosts", []string(nil), hosts, "names under which a server on a loopback address may be asked, beside `localhost`",
			func(c *Config) *[]string { return &c.Server.Hosts }),
		key("server.read_timeout", 5*time.Minute, positive, "longest time to read a request with its body",
			func(c *Config) *time.Duration { return &c.Server.ReadTimeout }),
		key("server.write_timeout", 6*time.Minute, positive, "longest time from a request's head to the end of its answer",
			func(c *Config) *time.Duration { return &c.Server.WriteTimeout }),
		key("server.shutdown_timeout", 8*time.Second, positive, "longest time that a stopping server waits for answers under way",
			func(c *Config) *time.Duration { return &c.Server.ShutdownTimeout }),
		key("server.max_body", 64*Mebibyte, positiveSize, "largest body of a request",
			func(c *Config) *Size { return &c.Server.MaxBody }),
		key("server.max_in_flight", 128*Mebibyte, positiveSize, "most that may be on its way to the archive, in all requests together; who sends more is answered 429 and tries again",
			func(c *Config) *Size { return &c.Server.MaxInFlight }),
		key("server.max_lag", 1_000_000, between(0, 1_000_000_000), "most articles that may be stored and not indexed yet before who sends more is answered 429; 0 for no limit",
			func(c *Config) *int { return &c.Server.MaxLag }),
		key("server.public_url", "", publicURL, "address under which readers reach this server, for feeds and links, with the path if it is below one; empty: as each request names it",
			func(c *Config) *string { return &c.Server.PublicURL }),
		key("server.read_needs_key", false, anyBool, "whether reading needs a key as well, as soon as one exists or the address is not a loopback one",
			func(c *Config) *bool { return &c.Server.ReadNeedsKey }),
		key("server.rate_limit", 600, between(0, 1_000_000), "most requests a minute of one key, or of one address without a key, where not everything is open; 0 for no limit",
			func(c *Config) *int { return &c.Server.RateLimit }),
		key("server.trusted_proxies", []string(nil), networks, "addresses or networks of proxies whose `X-Forwarded-*` are believed, such as `10.0.0.0/8`",
			func(c *Config) *[]string { return &c.Server.TrustedProxies }),
		key("server.cors_origins", []string(nil), origins, "origins of other sites whose pages may use the API, such as `https://desk.example.org`, or `*`",
			func(c *Config) *[]string { return &c.Server.Origins }),
		key("server.tls_certificate", "", anyText, "file with the certificate, for HTTPS and HTTP/2; with `server.tls_key`",
			func(c *Config) *string { return &c.Server.TLSCert }),
		key("server.tls_key", "", anyText, "file with the certificate's key",
			func(c *Config) *string { return &c.Server.TLSKey }),
		key("server.websub_hub", "", webAddress, "WebSub hub that the feeds name, so that readers can subscribe there",
			func(c *Config) *string { return &c.Server.Hub }),
		key("server.crawlers", false, anyBool, "whether crawlers of web search engines are welcome; `robots.txt` asks them to keep off otherwise",
			func(c *Config) *bool { return &c.Server.Crawlers }),
		key("server.language", "auto", oneOf("auto", "en", "es"), "language of the pages: `en`, `es`, or `auto` for what each browser asks for",
			func(c *Config) *string { return &c.Server.Language }),
	}
}

// key makes a Key of a default, a check, and the place of the value. The check's
// error says what would be right.
func key[T any](name string, byDefault T, check func(T) error, meaning string, at func(*Config) *T) Key {
	return Key{
		Name: name, Meaning: meaning,
		reset: func(c *Config) { *at(c) = byDefault },
		set:   func(c *Config, raw any) error { return parse(raw, at(c)) },
		check: func(c *Config) error { return check(*at(c)) },
		value: func(c *Config) any { return *at(c) },
	}
}

func (k Key) withFlag(name string) Key {
	k.Flag = name
	return k
}

// Env is the name of the environment variable that sets the key.
func (k Key) Env() string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(k.Name, ".", "_"))
}

// Default is the default value as one would write it.
func (k Key) Default() string {
	c := Default()
	return k.text(&c)
}

func (k Key) text(c *Config) string { return format(k.value(c)) }
