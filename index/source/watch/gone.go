package watch

import (
	"context"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source"
)

// fresh are those files that were never taken as they are. One that was forgotten and
// is back is remembered again, and so is one that another process has taken.
func (w *Watcher) fresh(ctx context.Context, files []intake.File) (fresh []intake.File, err error) {
	was, err := w.options.Store.WasTaken(ctx, files)
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		if was[i] {
			w.taken[f.Path] = f
		} else {
			fresh = append(fresh, f)
		}
	}
	return fresh, nil
}

// forgetGone forgets what was taken from a folder and is no longer in it, which was
// listed as a whole. It is no harm where it only seemed to be gone, as with a drive
// that was not there: the Store knows that it was taken.
func (w *Watcher) forgetGone(ctx context.Context, folder string, list []source.File) error {
	there := make(map[string]bool, len(list))
	for _, f := range list {
		there[f.Name] = true
	}
	var gone []intake.File
	prefix := absolute(folder)
	for path, f := range w.taken {
		if !there[path] && strings.HasPrefix(path, prefix) {
			gone = append(gone, f)
		}
	}
	for part := range slices.Chunk(gone, together) {
		forgotten, err := w.options.Store.ForgetTaken(ctx, part)
		if err != nil {
			return err
		}
		for _, f := range forgotten {
			delete(w.taken, f.Path)
		}
	}
	return nil
}
