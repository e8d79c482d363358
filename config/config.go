package config

import "time"

// Config is the whole configuration. Keys says what each value means.
type Config struct {
	Data    string
	Engine  string
	Archive string
	Log     Log
	Server  Server
	Search  Search
	Index   Index
	Ingest  Ingest
	Tag     Tag
	Feeds   Feeds
	Alerts  Alerts
	Mail    Mail
	Watch   Watch

	origins map[string]Origin // by key; none where the value is the default
}

// Log is how the process reports on itself.
type Log struct {
	Level  string
	Format string
}

// Server is how Dateline is reached.
type Server struct {
	Addr            string
	Hosts           []string
	ReadTimeout     time.Duration
	WriteTimeout    time.Duration
	ShutdownTimeout time.Duration
	MaxBody         Size
	MaxInFlight     Size
	MaxLag          int
	PublicURL       string
	ReadNeedsKey    bool
	RateLimit       int
	TrustedProxies  []string
	Origins         []string
	TLSCert         string
	TLSKey          string
	Hub             string
	Crawlers        bool
	Language        string
}

// Search bounds what one search may cost.
type Search struct {
	Timeout  time.Duration
	MaxTerms int
}

// Index tunes the way from the archive into the index.
type Index struct {
	Workers int
	Batch   int
}

// Ingest is how articles of others are read.
type Ingest struct {
	// Fields says which member of a foreign article is which of ours, as
	// "ours=theirs".
	Fields []string
}

// Tag is how names are found in articles.
type Tag struct {
	Names string // file with the newsroom's own list; empty for none
}

// Alerts is how owners of saved searches are told of articles.
type Alerts struct {
	AllowedNetworks []string
}

// Default is the configuration where nothing is configured.
func Default() Config {
	var c Config
	for _, k := range Keys() {
		k.reset(&c)
	}
	return c
}

// Validate reports all wrong values, each as a ValueError.
func (c Config) Validate() error {
	return report(c.wrong())
}

func (c Config) wrong() []error {
	var errs []error
	for _, k := range Keys() {
		if err := k.check(&c); err != nil {
			errs = append(errs, &ValueError{Key: k.Name, Value: k.text(&c), Origin: c.Origin(k.Name), Want: err.Error()})
		}
	}
	return errs
}

// Origin is where the value of a key came from.
func (c Config) Origin(key string) Origin {
	if o, ok := c.origins[key]; ok {
		return o
	}
	return Origin{Kind: FromDefault}
}

// Setting is a key with its value in one configuration.
type Setting struct {
	Key    Key
	Text   string // the value as one would write it
	Value  any    // the value for JSON: a string, a number or a list of strings
	Origin Origin
}

// Settings lists every key with its value, in the order of Keys.
func (c Config) Settings() []Setting {
	var settings []Setting
	for _, k := range Keys() {
		settings = append(settings, Setting{Key: k, Text: k.text(&c), Value: plain(k.value(&c)), Origin: c.Origin(k.Name)})
	}
	return settings
}
