package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/tag"
)

// maxNames bounds the newsroom's list of names, in bytes: some hundred thousand
// names, and what is longer was not meant.
const maxNames = 16 << 20

// namesEvery is how often a running server looks whether the list of names has
// changed: soon enough for who edits it, and next to no work.
const namesEvery = 2 * time.Second

// newTagger makes the tagger with the newsroom's own list of names, where one is
// configured.
func newTagger(cfg config.Config) (*tag.Tagger, error) {
	list, err := readNames(cfg.Tag.Names)
	if err != nil {
		return nil, err
	}
	t, err := tag.New(tag.Options{Names: list})
	if err != nil && cfg.Tag.Names != "" {
		return nil, fmt.Errorf("%s: %w", cfg.Tag.Names, err)
	}
	return t, err
}

func readNames(path string) (_ string, err error) {
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	list, err := io.ReadAll(io.LimitReader(f, maxNames+1))
	if err == nil && len(list) > maxNames {
		err = fmt.Errorf("%s: more than %d MB of names", path, maxNames>>20)
	}
	return string(list), err
}

// namesFile is the newsroom's list of names as it was last read.
type namesFile struct {
	path  string
	state fileState
	log   *slog.Logger
	// take makes a list the one to tag with, or says what is wrong with it.
	take func(list string) error
}

// fileState tells whether a file has changed; the zero value is a file that cannot
// be read.
type fileState struct {
	size    int64
	changed time.Time
}

func stateOf(path string) fileState {
	info, err := os.Stat(path)
	if err != nil {
		return fileState{}
	}
	return fileState{info.Size(), info.ModTime()}
}

// watchNames takes the list of names again whenever its file changes, until the
// context ends. A list that cannot be read changes nothing.
func (n *newsroom) watchNames(ctx context.Context, path string, log *slog.Logger) {
	if path == "" {
		return
	}
	f := &namesFile{path: path, state: n.names, log: log, take: n.tagger.SetNames}
	ticker := time.NewTicker(namesEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-ticker.C:
			if f.look() {
				n.indexer.Wake()
			}
		}
	}
}

// look reads the file if it has changed, and reports whether another list is taken.
func (f *namesFile) look() bool {
	state := stateOf(f.path)
	if state == f.state {
		return false
	}
	f.state = state
	list, err := readNames(f.path)
	if err == nil {
		err = f.take(list)
	}
	if err != nil {
		f.log.Error("the list of names cannot be read; the one before stays", "file", f.path, "error", err)
		return false
	}
	f.log.Info("the list of names was read; the index is rebuilt with it", "file", f.path)
	return true
}
