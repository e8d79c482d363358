package config

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestDefault(t *testing.T) {
	want := Config{
		Data:    "./data",
		Engine:  "bleve",
		Archive: "sqlite",
		Log:     Log{Level: "info", Format: "text"},
		Server: Server{
			Addr:            "127.0.0.1:8080",
			ReadTimeout:     5 * time.Minute,
			WriteTimeout:    6 * time.Minute,
			ShutdownTimeout: 8 * time.Second,
			MaxBody:         64 * Mebibyte,
			MaxInFlight:     128 * Mebibyte,
			MaxLag:          1_000_000,
			RateLimit:       600,
			Language:        "auto",
		},
		Search: Search{Timeout: 5 * time.Second, MaxTerms: 4096},
		Index:  Index{Batch: 1000},
		Feeds:  Feeds{AtOnce: 4},
		Mail:   Mail{Security: "starttls", Every: 15 * time.Minute},
	}
	if diff := cmp.Diff(want, Default(), cmpopts.IgnoreUnexported(Config{})); diff != "" {
		t.Errorf("Default (-want +got):\n%s", diff)
	}
	if err := Default().Validate(); err != nil {
		t.Errorf("the default is refused: %v", err)
	}
}

func TestValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Config)
		want   string // empty: right
	}{
		{"data", func(c *Config) { c.Data = "" }, `data is "" (default): want the path of a folder`},
		{"feeds", func(c *Config) { c.Feeds.URLs = []string{"https://a.example/rss", "b.example"} }, `feeds.urls is "https://a.example/rss,b.example" (default): want web addresses such as https://news.example/rss; "b.example" is none`},
		{"engine to come", func(c *Config) { c.Engine = "opensearch" }, `engine is "opensearch" (default): want bleve; opensearch is not available yet`},
		{"engine", func(c *Config) { c.Engine = "lucene" }, `engine is "lucene" (default): want bleve`},
		{"archive to come", func(c *Config) { c.Archive = "postgres" }, `archive is "postgres" (default): want sqlite; postgres is not available yet`},
		{"archive", func(c *Config) { c.Archive = "attic" }, `archive is "attic" (default): want sqlite`},
		{"level", func(c *Config) { c.Log.Level = "loud" }, `log.level is "loud" (default): want debug, info, warn or error`},
		{"format", func(c *Config) { c.Log.Format = "xml" }, `log.format is "xml" (default): want text or json`},
		{"address", func(c *Config) { c.Server.Addr = "localhost" }, `server.addr is "localhost" (default): want HOST:PORT, such as 127.0.0.1:8080, or :8080 for every address of this machine`},
		{"port", func(c *Config) { c.Server.Addr = ":65536" }, `server.addr is ":65536" (default): want HOST:PORT, such as 127.0.0.1:8080, or :8080 for every address of this machine`},
		{"any port", func(c *Config) { c.Server.Addr = "[::1]:0" }, ""},
		{"host", func(c *Config) {
			c.Server.Hosts = []string{"news.example.org", "news.example.org:8443", "::1", "[::1]:80"}
		}, ""},
		{"host with scheme", func(c *Config) { c.Server.Hosts = []string{"a", "https://b"} }, `server.hosts is "a,https://b" (default): want names, such as news.example.org or news.example.org:8443, not "https://b"`},
		{"any host", func(c *Config) { c.Server.Hosts = []string{"*"} }, `server.hosts is "*" (default): want names, such as news.example.org or news.example.org:8443, not "*"`},
		{"public address", func(c *Config) { c.Server.PublicURL = "https://news.example.org/" }, ""},
		{"public query", func(c *Config) { c.Server.PublicURL = "https://news.example.org/?a" }, `server.public_url is "https://news.example.org/?a" (default): want an address such as https://news.example.org or https://example.org/archive, whose path is made of letters, digits and - . _ ~ alone`},
		{"public path", func(c *Config) { c.Server.PublicURL = "https://example.org/a/../b" }, `server.public_url is "https://example.org/a/../b" (default): want an address such as https://news.example.org or https://example.org/archive, whose path is made of letters, digits and - . _ ~ alone`},
		{"hub", func(c *Config) { c.Server.Hub = "hub.example" }, `server.websub_hub is "hub.example" (default): want an address that begins with https:// or http://`},
		{"language", func(c *Config) { c.Server.Language = "de" }, `server.language is "de" (default): want auto, en or es`},
		{"proxies", func(c *Config) { c.Server.TrustedProxies = []string{"10.0.0.0/8", "2001:db8::1"} }, ""},
		{"proxy by name", func(c *Config) { c.Server.TrustedProxies = []string{"proxy"} }, `server.trusted_proxies is "proxy" (default): want addresses or networks, such as 10.0.0.7 or 10.0.0.0/8, not "proxy"`},
		{"origins", func(c *Config) { c.Server.Origins = []string{"https://a.example:8443", "*"} }, ""},
		{"origin with path", func(c *Config) { c.Server.Origins = []string{"https://a.example/"} }, `server.cors_origins is "https://a.example/" (default): want origins, such as https://desk.example.org, or *, not "https://a.example/"`},
		{"rate", func(c *Config) { c.Server.RateLimit = -1 }, `server.rate_limit is "-1" (default): want 0 to 1000000`},
		{"timeout", func(c *Config) { c.Server.ReadTimeout = -time.Second }, `server.read_timeout is "-1s" (default): want longer than 0`},
		{"search timeout", func(c *Config) { c.Search.Timeout = 0 }, `search.timeout is "0s" (default): want longer than 0`},
		{"body", func(c *Config) { c.Server.MaxBody = 0 }, `server.max_body is "0B" (default): want more than 0 bytes`},
		{"in flight", func(c *Config) { c.Server.MaxInFlight = 0 }, `server.max_in_flight is "0B" (default): want more than 0 bytes`},
		{"lag", func(c *Config) { c.Server.MaxLag = -1 }, `server.max_lag is "-1" (default): want 0 to 1000000000`},
		{"batch", func(c *Config) { c.Index.Batch = 0 }, `index.batch is "0" (default): want 1 to 100000`},
		{"workers", func(c *Config) { c.Index.Workers = -1 }, `index.workers is "-1" (default): want 0 to 1024`},
		{"fields", func(c *Config) { c.Ingest.Fields = []string{"title=Überschrift", "title=hed"} }, ""},
		{"field without name", func(c *Config) { c.Ingest.Fields = []string{"title="} }, `ingest.fields is "title=" (default): want ours=theirs, such as title=headline, not "title="`},
		{"field twice", func(c *Config) { c.Ingest.Fields = []string{"title=a", "body=a"} }, `ingest.fields is "title=a,body=a" (default): want "a" once`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := Default()
			tt.change(&c)
			checkError(t, c.Validate(), tt.want)
		})
	}
}

func TestValidateNamesEveryWrongValue(t *testing.T) {
	c := Default()
	c.Data, c.Index.Batch = "", -1
	err := c.Validate()
	checkError(t, err, `data is "" (default): want the path of a folder`, `index.batch is "-1" (default): want 1 to 100000`)
	var wrong *ValueError
	if !errors.As(err, &wrong) || wrong.Key != "data" {
		t.Errorf("errors.As gives %v, want the ValueError of data", wrong)
	}
}

// What operators read must be what the program does.
func TestKeysAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := []string{"| --- | --- | --- | --- |"}
	for _, k := range Keys() {
		rows = append(rows, documented(k))
	}
	if want := strings.Join(rows, "\n") + "\n\n"; !strings.Contains(string(text), want) {
		t.Errorf("docs/operating.md should have this table of keys, and no more:\n%s", want)
	}
}

// documented is the row of a key in the table of docs/operating.md.
func documented(k Key) string {
	byDefault, meaning := "", k.Meaning
	if d := k.Default(); d != "" {
		byDefault = "`" + d + "`"
	}
	if k.Flag != "" {
		meaning += "; flag `--" + k.Flag + "`"
	}
	return "| `" + k.Name + "` | " + byDefault + " | `" + k.Env() + "` | " + meaning + " |"
}

// checkError expects one line for each fault, and no error for none.
func checkError(t *testing.T, err error, want ...string) {
	t.Helper()
	var lines, got []string
	for _, w := range want {
		if w != "" {
			lines = append(lines, "config: "+w)
		}
	}
	if err != nil {
		got = strings.Split(err.Error(), "\n")
	}
	if diff := cmp.Diff(lines, got); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
}
