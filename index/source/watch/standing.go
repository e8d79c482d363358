package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index"
)

// Standing is how it goes with what is watched.
type Standing struct {
	// Trouble says why the archive keeps nothing of what arrives, which waits;
	// empty where it does.
	Trouble string
	Folders map[string]Condition // by the names that they were given by
}

// Condition is what of a folder cannot be read.
type Condition struct {
	Error  string // why it cannot be looked into; empty where it can
	Unread int    // files in it, and folders below, that cannot be read
	Why    string // the first of them, and the reason
}

// Standing says how it goes. It may be called from any goroutine.
func (w *Watcher) Standing() Standing {
	w.mu.Lock()
	defer w.mu.Unlock()
	return Standing{w.standing.Trouble, maps.Clone(w.standing.Folders)}
}

// tellTrouble notes, and says, that the archive keeps nothing, and that it does
// again.
func (w *Watcher) tellTrouble(ctx context.Context, err error) {
	reason := ""
	switch {
	case ctx.Err() != nil:
		return // nobody waits any longer
	case errors.Is(err, index.ErrFull):
		reason = index.ErrFull.Error()
	case err != nil:
		reason = err.Error()
	}
	w.mu.Lock()
	w.standing.Trouble = reason
	w.mu.Unlock()
	w.waiting.Note(ctx, err)
}

// tellFolder notes, and says once, that a folder or something in it cannot be
// read, and that it can again.
func (w *Watcher) tellFolder(folder string, err error, closed map[string]string) {
	c := Condition{Error: plainReason(err)}
	prefix := absolute(folder)
	for name, u := range w.unread {
		if strings.HasPrefix(name, prefix) {
			closed[name] = u.reason
		}
	}
	if c.Unread = len(closed); c.Unread > 0 {
		first := slices.Min(slices.Collect(maps.Keys(closed)))
		c.Why = fmt.Sprintf("%s: %s", strings.TrimPrefix(first, prefix), strings.TrimPrefix(closed[first], "cannot be read: "))
	}
	w.mu.Lock()
	before := w.standing.Folders[folder]
	if w.standing.Folders == nil {
		w.standing.Folders = map[string]Condition{}
	}
	w.standing.Folders[folder] = c
	w.mu.Unlock()
	switch {
	case c.Error != before.Error && c.Error != "":
		w.options.Logger.Warn("cannot look into a watched folder", "folder", folder, "error", c.Error)
	case c.Error != before.Error:
		w.options.Logger.Info("a watched folder is there again", "folder", folder)
	case c.Why != before.Why && c.Why != "":
		w.options.Logger.Warn("something in a watched folder cannot be read", "folder", folder, "number", c.Unread, "first", c.Why)
	}
}

// plainReason is an error of the file system without the path, which stands beside
// it.
func plainReason(err error) string {
	if err == nil {
		return ""
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		err = path.Err
	}
	return strings.TrimPrefix(err.Error(), "cannot be read: ")
}

// forget forgets what is known of folders that are watched no longer, and of files
// that could not be read and are gone.
func (w *Watcher) forget(folders []string) {
	for name := range w.unread {
		if _, there := w.before[name]; !there {
			delete(w.unread, name)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	maps.DeleteFunc(w.standing.Folders, func(folder string, _ Condition) bool { return !slices.Contains(folders, folder) })
}
