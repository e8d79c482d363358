package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/news"
)

const namesHead = "surface\ttype\tcanonical\tflags\n"

func TestNamesAreReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "names.tsv")
	write := func(lines string, at time.Time) {
		t.Helper()
		if err := os.WriteFile(path, []byte(namesHead+lines), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now()
	write("Quay Desk\torg\tQuayside Desk\t\n", now)
	cfg := config.Default()
	cfg.Tag.Names = path
	tagger, err := newTagger(cfg)
	if err != nil {
		t.Fatal(err)
	}
	named := func() string {
		tags := tagger.Tag(&news.Record{Article: news.Article{Title: "x", Body: "It was the Quay Desk.", Lang: "en"}})
		if len(tags.Entities) == 0 {
			return ""
		}
		return tags.Entities[0].Name
	}
	var log bytes.Buffer
	f := &namesFile{path: path, state: stateOf(path), log: slog.New(slog.NewTextHandler(&log, nil)), take: tagger.SetNames}
	version := tagger.Version()
	if f.look() || named() != "Quayside Desk" || tagger.Version() != version {
		t.Fatalf("nothing changed, and it is %q", named())
	}

	write("Quay Desk\torg\tThe Quay\t\nQuay\tpeople\tx\t\n", now.Add(time.Second))
	if f.look() || named() != "Quayside Desk" || tagger.Version() != version {
		t.Errorf("a broken list was taken: %q", named())
	}
	if !strings.Contains(log.String(), "line 3") || !strings.Contains(log.String(), path) {
		t.Errorf("the log does not say where it is broken: %s", log.String())
	}

	write("Quay Desk\torg\tDesk of the Quay\tforce\n", now.Add(2*time.Second))
	if !f.look() || named() != "Desk of the Quay" || tagger.Version() == version {
		t.Errorf("a new list was not taken: %q", named())
	}
	version = tagger.Version()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if f.look() || named() != "Desk of the Quay" || tagger.Version() != version {
		t.Errorf("without the file it is %q", named())
	}
}

func TestBrokenNamesAreToldAtTheStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "names.tsv")
	if err := os.WriteFile(path, []byte(namesHead+"Quay\torg\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := config.Default()
	cfg.Tag.Names = path
	if _, err := newTagger(cfg); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v", err)
	}
}
