package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// write makes a file in a folder of its own and returns its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadNothing(t *testing.T) {
	got, err := Load(Sources{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default(), got, cmpopts.IgnoreUnexported(Config{})); diff != "" {
		t.Errorf("without any source (-default +got):\n%s", diff)
	}
	for _, s := range got.Settings() {
		if s.Origin.String() != "default" {
			t.Errorf("%s comes from %s, want default", s.Key.Name, s.Origin)
		}
	}
}

func TestTheLaterSourceWins(t *testing.T) {
	file := write(t, "own.yaml", "data: /file\n")
	env := []string{"DATELINE_DATA=/env"}
	flags := map[string]string{"data": "/flag"}
	tests := []struct {
		name    string
		sources Sources
		want    string
		origin  string
	}{
		{"none", Sources{Dir: t.TempDir()}, "./data", "default"},
		{"file", Sources{File: file}, "/file", "file " + file + ", line 1"},
		{"environment", Sources{File: file, Env: env}, "/env", "environment variable DATELINE_DATA"},
		{"environment alone", Sources{Dir: t.TempDir(), Env: env}, "/env", "environment variable DATELINE_DATA"},
		{"empty variable", Sources{File: file, Env: []string{"DATELINE_DATA="}}, "/file", "file " + file + ", line 1"},
		{"flag", Sources{File: file, Env: env, Flags: flags}, "/flag", "flag --data"},
		{"flag alone", Sources{Dir: t.TempDir(), Flags: flags}, "/flag", "flag --data"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Load(tt.sources)
			if err != nil {
				t.Fatal(err)
			}
			if c.Data != tt.want || c.Origin("data").String() != tt.origin {
				t.Errorf("data is %q from %s, want %q from %s", c.Data, c.Origin("data"), tt.want, tt.origin)
			}
		})
	}
}

// Every key, in every place, is read and has its origin.
func TestEveryKeyCanBeSetEverywhere(t *testing.T) {
	values := map[string]string{
		"data": "d", "engine": "bleve", "archive": "sqlite", "log.level": "warn", "log.format": "json",
		"server.addr": ":1", "server.hosts": "a,b", "server.read_timeout": "1s", "server.write_timeout": "2m",
		"server.shutdown_timeout": "1h", "server.max_body": "1KiB", "server.max_in_flight": "2MiB", "server.max_lag": "6", "search.timeout": "1m30s", "search.max_terms": "5",
		"index.workers": "2", "index.batch": "7", "ingest.fields": "title=Überschrift,body=Text",
		"alerts.allowed_networks": "10.0.0.0/8", "server.public_url": "https://a.example", "server.read_needs_key": "true", "server.rate_limit": "9",
		"server.trusted_proxies": "10.0.0.0/8,192.0.2.1", "server.cors_origins": "https://b.example,*",
		"server.tls_certificate": "c.pem", "server.tls_key": "k.pem", "server.websub_hub": "https://hub.example", "server.crawlers": "true", "server.language": "es", "tag.names": "names.tsv",
		"mail.smtp": "mail.example:587", "mail.security": "tls", "mail.user": "desk", "mail.password": "swordfish", "mail.password_file": "pw",
		"mail.from": "Desk <desk@news.example>", "mail.every": "5m",
		"feeds.urls": "https://a.example/rss,http://b.example/", "feeds.allow_private": "true", "feeds.allowed_networks": "10.0.0.0/8,192.0.2.1", "feeds.at_once": "3", "watch.folders": "in,/srv/in", "watch.within": "/srv",
	}
	for _, k := range Keys() {
		value, ok := values[k.Name]
		if !ok {
			t.Fatalf("the test has no value for %s", k.Name)
		}
		for kind, sources := range map[OriginKind]Sources{
			FromFile: {File: write(t, "c.yaml", k.Name+": "+value+"\n")},
			FromEnv:  {Dir: t.TempDir(), Env: []string{k.Env() + "=" + value}},
			FromFlag: {Dir: t.TempDir(), Flags: map[string]string{k.Name: value}},
		} {
			c, err := Load(sources)
			if err != nil {
				t.Errorf("%s in a %s: %v", k.Name, kind, err)
				continue
			}
			want := value
			if k.Name == "mail.password" && c.Mail.Password == Secret(value) {
				want = "(set)" // which is all that is shown of it
			}
			if got := k.text(&c); got != want || c.Origin(k.Name).Kind != kind {
				t.Errorf("%s is %q from %s, want %q from a %s", k.Name, got, c.Origin(k.Name), want, kind)
			}
		}
	}
}

func TestLoadFormats(t *testing.T) {
	tests := []struct{ name, text string }{
		{"c.yaml", "server:\n  addr: :80\n  hosts: [a, b]\n  max_body: 1000\nsearch: {timeout: 5s}\nindex:\nlog: {}\nengine:\ningest:\n  fields:\n    - title=Überschrift\n"},
		{"c.yml", "\ufeffserver.addr: ':80'\nserver.hosts: a, b\nserver.max_body: 1KB\nsearch.timeout: 5s\ningest.fields: title=Überschrift\n"},
		{"c.toml", "search.timeout = '5s'\n[server]\naddr = ':80'\nhosts = ['a', 'b']\nmax_body = 1000\n[ingest]\nfields = ['title=Überschrift']\n"},
		{"c.json", `{"server": {"addr": ":80", "hosts": ["a", "b"], "max_body": 1e3}, "search": {"timeout": "5s"}, "ingest": {"fields": ["title=Überschrift"]}, "index": null}`},
	}
	want := Default()
	want.Server.Addr, want.Server.Hosts, want.Server.MaxBody = ":80", []string{"a", "b"}, Kilobyte
	want.Search.Timeout, want.Ingest.Fields = 5*time.Second, []string{"title=Überschrift"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Load(Sources{File: write(t, tt.name, tt.text)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadEmptyFile(t *testing.T) {
	for _, name := range []string{"c.yaml", "c.yml", "c.toml", "c.json"} {
		for _, text := range []string{"", " \n"} {
			if _, err := Load(Sources{File: write(t, name, text)}); err != nil {
				t.Errorf("%s holding %q: %v", name, text, err)
			}
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	// FILE stands for the file's path.
	tests := []struct {
		label, name, text string
		want              []string
	}{
		{"unknown key", "c.yaml", "# adr\nserver:\n  addr: :80\n  adr: :81\n", []string{`there is no key server.adr (file FILE, line 4): the nearest is server.addr`}},
		{"unknown key", "c.toml", "[server]\nadr = ':81'\n", []string{`there is no key server.adr (file FILE, line 2): the nearest is server.addr`}},
		{"unknown key", "c.json", "{\n\"server\": {\n\"adr\": \":81\"}}", []string{`there is no key server.adr (file FILE, line 3): the nearest is server.addr`}},
		{"key without section", "c.yaml", "log:\n  level: info\nlevel: info\n", []string{`there is no key level (file FILE, line 3): the nearest is log.level`}},
		{"wrong section", "c.toml", "[web]\naddr = ':81'\n", []string{`there is no key web.addr (file FILE, line 2): the nearest is server.addr`}},
		{"unknown section without keys", "c.yaml", "serverr:\n", []string{`there is no key serverr (file FILE, line 1): the nearest is server.addr`}},
		{"section as a key", "c.yaml", "log: info\n", []string{`there is no key log (file FILE, line 1): the nearest is log.level`}},
		{"key as a section", "c.yaml", "data:\n  folder: x\n", []string{`there is no key data.folder (file FILE, line 2): the nearest is data`}},
		{"capitals", "c.yaml", "Data: x\n", []string{`there is no key Data (file FILE, line 1): the nearest is data`}},
		{"number as a key", "c.yaml", "log:\n  1: x\n", []string{`there is no key log.1 (file FILE, line 2): the nearest is data`}},
		{"wrong duration", "c.yaml", "search:\n  timeout: 10\n", []string{`search.timeout is "10" (file FILE, line 2): want a duration such as 500ms, 30s or 1m30s`}},
		{"wrong number", "c.toml", "index.batch = 1.5\n", []string{`index.batch is "1.5" (file FILE, line 1): want a whole number`}},
		{"wrong size", "c.json", `{"server": {"max_body": "much"}}`, []string{`server.max_body is "much" (file FILE, line 1): want a size such as 500KB, 64MB or 2GiB`}},
		{"list for one value", "c.yaml", "data: [a, b]\n", []string{`data is "[a b]" (file FILE, line 1): want one value`}},
		{"list of lists", "c.json", `{"server": {"hosts": [["a"]]}}`, []string{`server.hosts is "[[a]]" (file FILE, line 1): want a list of plain values`}},
		{"several", "c.yaml", "dta: x\nlog.level: loud\n", []string{`there is no key dta (file FILE, line 1): the nearest is data`, `log.level is "loud" (file FILE, line 2): want debug, info, warn or error`}},
		{"broken", "c.yaml", "data: x\nlog: [\n", []string{`FILE: yaml: line 2: did not find expected node content`}},
		{"broken", "c.toml", "data = 'x'\nlog = \n", []string{`FILE, line 2: toml: incomplete number`}},
		{"broken", "c.json", "{\"data\": \"x\",\n}", []string{`FILE, line 2: invalid character '}' looking for beginning of object key string`}},
		{"no object", "c.json", "[]", []string{`FILE, line 1: json: cannot unmarshal array into Go value of type map[string]interface {}`}},
		{"unknown format", "c.ini", "data=x\n", []string{`FILE: its name must end in .yaml, .yml, .toml, .json, to say what it is written in`}},
	}
	for _, tt := range tests {
		t.Run(tt.label+" in "+tt.name, func(t *testing.T) {
			path := write(t, tt.name, tt.text)
			_, err := Load(Sources{File: path})
			for i := range tt.want {
				tt.want[i] = strings.ReplaceAll(tt.want[i], "FILE", path)
			}
			checkError(t, err, tt.want...)
		})
	}
}

func TestLoadRefusesFlagsAndEnvironment(t *testing.T) {
	tests := []struct {
		name    string
		sources Sources
		want    []string
	}{
		{"unknown variable", Sources{Env: []string{"DATELINE_SERVER_ADR=:1", "SERVER_ADR=:1"}}, []string{"there is no environment variable DATELINE_SERVER_ADR: the nearest is DATELINE_SERVER_ADDR"}},
		{"unknown empty variable", Sources{Env: []string{"DATELINE_DIR="}}, []string{"there is no environment variable DATELINE_DIR: the nearest is DATELINE_DATA"}},
		{"wrong variable", Sources{Env: []string{"DATELINE_INDEX_BATCH=many"}}, []string{`index.batch is "many" (environment variable DATELINE_INDEX_BATCH): want a whole number`}},
		{"wrong flag", Sources{Flags: map[string]string{"server.addr": "here"}}, []string{`server.addr is "here" (flag --addr): want HOST:PORT, such as 127.0.0.1:8080, or :8080 for every address of this machine`}},
		{"empty flag", Sources{Flags: map[string]string{"data": ""}}, []string{`data is "" (flag --data): want the path of a folder`}},
		{"of the tests", Sources{Env: []string{"DATELINE_TEST_POSTGRES=x", "DATELINE_TESTDATA=y"}}, nil},
		{"of a cluster", Sources{Env: []string{
			"DATELINE_SERVICE_HOST=10.0.0.1", "DATELINE_SERVICE_PORT=80", "DATELINE_SERVICE_PORT_HTTP=80", "DATELINE_PORT=tcp://10.0.0.1:80",
			"DATELINE_PORT_80_TCP=tcp://10.0.0.1:80", "DATELINE_PORT_80_TCP_ADDR=10.0.0.1", "DATELINE_WEB_SERVICE_HOST=10.0.0.2",
		}}, nil},
		{"like a cluster's", Sources{Env: []string{"DATELINE_PORT=80"}}, []string{"there is no environment variable DATELINE_PORT: the nearest is DATELINE_DATA"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.sources.Dir = t.TempDir()
			_, err := Load(tt.sources)
			checkError(t, err, tt.want...)
		})
	}
}

func TestLoadFileThatIsNotThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.yaml")
	_, err := Load(Sources{File: path})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("error is %v, want that %s does not exist", err, path)
	}
}
