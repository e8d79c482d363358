package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/source"
)

// ready are those of a folder's files that are new or changed, and no longer change.
// It notes in seen how they look.
func (w *Watcher) ready(list []source.File, seen map[string]look) []intake.File {
	var ready []intake.File
	now := w.options.Now()
	for _, f := range list {
		name, l := f.Name, look{f.Size, f.Modified}
		if w.isTaken(f) {
			continue
		}
		seen[name] = l
		before, known := w.before[name]
		still := known && before.size == l.size && before.modified.Equal(l.modified)
		age := now.Sub(l.modified)
		if complete := age >= settled || still && age < 0; complete && w.mayTry(name) {
			ready = append(ready, intake.File{Path: name, Size: l.size, Modified: l.modified})
		}
	}
	return ready
}

// isTaken reports whether a file was taken as it is.
func (w *Watcher) isTaken(f source.File) bool {
	t, ok := w.taken[f.Name]
	return ok && t.Size == f.Size && t.Modified.Equal(f.Modified)
}

// list lists the files in a folder by their absolute paths, and notes what of it
// cannot be read; whole is false where there may be others. Empty files are left out:
// who writes them has only begun.
func (w *Watcher) list(folder string) (list []source.File, whole bool) {
	var all []source.File
	path := absolute(folder)
	within, err := source.OpenFolder(folder)
	if err == nil {
		all = within.Files()
		err = within.Close()
	}
	closed := map[string]string{}
	for _, f := range all {
		switch reason := f.Err(); {
		case w.isExcept(f.Name):
		case reason == nil && f.Size > 0:
			list = append(list, f)
		case reason == nil || !isTrouble(f.Name, reason):
		case f.Name+string(filepath.Separator) == path:
			err = reason
		default:
			closed[f.Name] = reason.Error()
		}
	}
	w.tellFolder(folder, err, closed)
	return list, err == nil && len(closed) == 0
}

// isTrouble reports whether a file or folder cannot be read, and is not only gone
// since its folder was listed.
func isTrouble(name string, err error) bool {
	_, missing := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist) || missing == nil // a link to nowhere
}

// isExcept reports whether nothing is taken from where a file is.
func (w *Watcher) isExcept(name string) bool {
	return w.options.Except != "" && strings.HasPrefix(name, w.options.Except+string(filepath.Separator))
}

// absolute is how the paths of what is in a folder begin.
func absolute(folder string) string {
	path, err := filepath.Abs(folder)
	if err != nil {
		path = folder
	}
	return strings.TrimSuffix(path, string(filepath.Separator)) + string(filepath.Separator)
}
