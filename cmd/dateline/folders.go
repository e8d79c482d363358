package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source/watch"
)

// folders are those that are watched: what the configuration names, and what was
// added at run time.
type folders struct {
	cfg     config.Config
	store   *archive.Archive
	watcher *watch.Watcher // of this process; nil where none runs
}

// paths lists them, each once: those of the configuration as it names them, the
// others by their absolute paths.
func (f folders) paths(ctx context.Context) ([]string, error) {
	added, err := f.store.Folders(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(f.cfg.Watch.Folders)
	for _, path := range added {
		if !f.isFixed(path) {
			all = append(all, path)
		}
	}
	return all, nil
}

// isFixed reports whether the configuration names a folder.
func (f folders) isFixed(path string) bool {
	return slices.ContainsFunc(f.cfg.Watch.Folders, func(folder string) bool { return absolute(folder) == path })
}

// Watched tells how they do.
func (f folders) Watched(ctx context.Context) (all []intake.Watched, err error) {
	paths, err := f.paths(ctx)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		w, err := f.watched(ctx, path)
		if err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	return all, nil
}

func (f folders) watched(ctx context.Context, folder string) (intake.Watched, error) {
	path := absolute(folder)
	w, err := f.store.TakenFrom(ctx, path)
	w.Fixed = f.isFixed(path)
	if f.watcher == nil {
		w.Error = canLookInto(path)
		return w, err
	}
	standing := f.watcher.Standing()
	condition, known := standing.Folders[folder]
	w.Error, w.Unread, w.Why, w.Waiting = condition.Error, condition.Unread, condition.Why, standing.Trouble
	if !known { // it was not looked at yet
		w.Error = canLookInto(path)
	}
	return w, err
}

// Within are the folders below which others may be added over the network.
func (f folders) Within() []string { return f.cfg.Watch.Within }

// AddFolder has a folder below one of Within watched. It fails with
// intake.ErrFolder.
func (f folders) AddFolder(ctx context.Context, path string) (w intake.Watched, created bool, err error) {
	path = filepath.Clean(strings.TrimSpace(path))
	if !slices.ContainsFunc(f.cfg.Watch.Within, func(top string) bool { return filepath.IsAbs(path) && lies(path, top) }) {
		return w, false, fmt.Errorf("%w: it must be named by its whole path, below one that watch.within names (%s)", intake.ErrFolder, strings.Join(f.cfg.Watch.Within, ", "))
	}
	return f.add(ctx, path)
}

// add has a folder watched, by its absolute path.
func (f folders) add(ctx context.Context, path string) (w intake.Watched, created bool, err error) {
	if reason := canLookInto(path); reason != "" {
		return w, false, fmt.Errorf("%w: %s: %s", intake.ErrFolder, path, reason)
	}
	if lies(path, f.cfg.Data) || lies(f.cfg.Data, path) {
		return w, false, fmt.Errorf("%w: Dateline's own files lie in %s", intake.ErrFolder, path)
	}
	if !f.isFixed(path) {
		if created, err = f.store.PutFolder(ctx, path); err != nil {
			return w, false, err
		}
	}
	w, err = f.watched(ctx, path)
	return w, created, err
}

// RemoveFolder ends watching a folder. It fails with intake.ErrNoFolder, and with
// intake.ErrFixedFolder for one that the configuration names.
func (f folders) RemoveFolder(ctx context.Context, path string) error {
	if f.isFixed(path) {
		return fmt.Errorf("%w: take it out of watch.folders", intake.ErrFixedFolder)
	}
	return f.store.RemoveFolder(ctx, path)
}

// lies reports whether a folder is another one or lies in it, whatever links lead
// to either.
func lies(path, top string) bool {
	below, err := filepath.Rel(realPath(top), realPath(path))
	return err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}

func realPath(path string) string {
	if found, err := filepath.EvalSymlinks(path); err == nil {
		path = found
	}
	return absolute(path)
}

// absolute is a path from the root, where the working directory is known.
func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

// canLookInto says why a folder cannot be looked into, however much lies in it;
// empty where it can.
func canLookInto(path string) string {
	folder, err := os.Open(path)
	if err == nil {
		_, err = folder.Readdirnames(1)
		if errors.Is(err, io.EOF) {
			err = nil // it is empty
		}
		err = errors.Join(err, folder.Close())
	}
	var reason *fs.PathError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &reason):
		return reason.Err.Error() // the path stands beside it
	}
	return err.Error()
}
