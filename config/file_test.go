package config

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestFileIsLookedFor(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("where users keep their configuration differs between systems")
	}
	here, home := t.TempDir(), t.TempDir()
	put := func(path, data string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sources := Sources{Dir: here, Env: []string{"HOME=" + home}}
	load := func(want string) {
		t.Helper()
		c, err := Load(sources)
		if err != nil {
			t.Fatal(err)
		}
		if c.Data != want {
			t.Errorf("data is %q, want %q", c.Data, want)
		}
	}

	load("./data")
	put(filepath.Join(home, ".config/dateline/dateline.toml"), "data = 'of the user'")
	load("of the user")
	own := t.TempDir()
	put(filepath.Join(own, "dateline/dateline.json"), `{"data": "of the user, elsewhere"}`)
	sources.Env = append(sources.Env, "XDG_CONFIG_HOME="+own)
	load("of the user, elsewhere")
	put(filepath.Join(here, "dateline.yaml"), "data: here")
	load("here")
	put(filepath.Join(here, "named.yaml"), "data: named")
	sources.File = filepath.Join(here, "named.yaml")
	load("named")
}

func TestTwoFilesAreRefused(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"dateline.yaml", "dateline.toml"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err := Load(Sources{Dir: dir})
	if err == nil || !strings.HasSuffix(err.Error(), "keep one, or name one with --config") {
		t.Errorf("error is %v, want a choice between the two", err)
	}
}
