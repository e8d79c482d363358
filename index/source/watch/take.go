package watch

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source"
)

// take reads files of a folder, and then marks them as taken: a crash in between
// takes them once more, which changes nothing. It returns how many it took.
func (w *Watcher) take(ctx context.Context, folder string, files []intake.File) (n int, err error) {
	if len(files) == 0 {
		return 0, nil
	}
	t := &tally{files: map[string]*intake.File{}, unread: map[string]error{}}
	var listed []source.File
	for i := range files {
		f := &files[i]
		listed = append(listed, source.File{Name: f.Path, Size: f.Size, Modified: f.Modified})
		t.files[f.Path] = f
	}
	opts := w.options.Source
	if opts.Within, err = source.OpenFolder(folder); err != nil {
		return 0, nil //nolint:nilerr // it is gone; the next look tells
	}
	t.Walker = source.WalkFiles(ctx, listed, opts)
	defer func() { err = errors.Join(err, t.Close(), opts.Within.Close()) }()
	report, err := w.options.Ingester(folder).Load(ctx, t, index.Watch{Rejected: func(r *index.Rejection) {
		t.reject(r)
		if w.options.Rejected != nil {
			w.options.Rejected(r)
		}
	}})
	if err != nil {
		return 0, err
	}
	taken := w.sort(files, t.unread)
	if err := w.options.Store.PutTaken(ctx, taken); err != nil {
		return 0, err
	}
	for _, f := range taken {
		w.taken[f.Path] = f
	}
	w.options.Logger.InfoContext(ctx, "took files", "folder", folder, "files", len(taken), "new", report.New, "updated", report.Updated, "rejected", report.Rejected)
	if w.options.Took != nil && len(taken) > 0 {
		w.options.Took(len(taken), report)
	}
	return len(taken), nil
}

// sort parts the files that were read from those that could not be.
func (w *Watcher) sort(files []intake.File, reasons map[string]error) (taken []intake.File) {
	now := w.options.Now()
	for _, f := range files {
		if reason := reasons[f.Path]; reason != nil {
			w.noteUnread(f.Path, reason, now)
			continue
		}
		delete(w.unread, f.Path)
		f.Taken = now.UTC()
		taken = append(taken, f)
	}
	return taken
}

// unread is a file that could not be read, and when it is tried again.
type unread struct {
	reason string
	tries  int
	next   time.Time
}

// mayTry reports whether a file can be tried, or tried again.
func (w *Watcher) mayTry(name string) bool {
	return !w.unread[name].next.After(w.options.Now())
}

// noteUnread has a file tried again later. One that is gone by now is nobody's
// trouble.
func (w *Watcher) noteUnread(name string, reason error, now time.Time) {
	if errors.Is(reason, fs.ErrNotExist) {
		return
	}
	u := w.unread[name]
	u.reason, u.tries = reason.Error(), u.tries+1
	u.next = now.Add(after(u.tries))
	w.unread[name] = u
}

var _ index.Source = (*tally)(nil)

// tally counts for each file what is read from it. That a file cannot be read is
// no rejection: it is read later, when it can be.
type tally struct {
	*source.Walker
	files  map[string]*intake.File
	unread map[string]error
}

// Next returns the next article.
func (t *tally) Next() (news.Article, error) {
	for {
		a, err := t.Walker.Next()
		f := t.files[t.Name()]
		if r := (*index.Rejection)(nil); f != nil && errors.As(err, &r) && cannotBeRead(r.Err) {
			t.unread[f.Path] = r.Err
			continue
		}
		if err == nil && f != nil {
			f.Articles++
		}
		return a, err
	}
}

// cannotBeRead reports whether an error speaks of the disk and not of what is in a
// file.
func cannotBeRead(err error) bool {
	number := syscall.Errno(0)
	return errors.As(err, &number) || errors.Is(err, source.ErrLeadsOut) || errors.Is(err, source.ErrNoFile)
}

// reject notes why something was rejected. It may stand in a file inside of the
// file.
func (t *tally) reject(r *index.Rejection) {
	for name := r.File; name != ""; name = name[:max(0, strings.LastIndexByte(name, '/'))] {
		f := t.files[name]
		if f == nil {
			continue
		}
		if f.Rejected++; f.Error == "" {
			f.Error = r.Error()
		}
		return
	}
}
