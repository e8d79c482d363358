package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Stdin is the name that stands for standard input.
const Stdin = "-"

// File is something to read articles from.
type File struct {
	Name string // as the user named it, or below the folder that was named
	Size int64  // bytes on disk; -1 where unknown, as for pipes
	// Modified is when it was changed last; zero where that is unknown.
	Modified time.Time
	err      error // why it cannot be read
}

// Err says why a file, or a folder in which files are, cannot be read as far as
// that is known before it is opened; nil where nothing speaks against it.
func (f File) Err() error { return f.err }

// Files lists what names stand for: files, folders (all articles in them and in
// the folders below, by name; hidden ones are left out), globs, and "-". What
// cannot be read is in the list as well; opening it tells the reason.
//
// In folders, files are taken by the ends of their names, as the list of formats
// has them, each with or without .gz; skipped lists the others. A file that is
// named, or found by a glob, is taken in any case.
func Files(names []string) (files []File, skipped []string) {
	l := lister{system: anywhere{}, ends: ends()}
	for _, name := range names {
		l.add(name)
	}
	return l.files, l.skipped
}

// lister gathers files. It remembers the folders it is in by their real paths,
// so that links that lead in a circle are not followed for ever.
type lister struct {
	system  system
	ends    []string // of the names of files of articles
	files   []File
	skipped []string
	seen    map[string]bool
}

func (l *lister) add(name string) {
	if name == Stdin || isAddress(name) {
		l.files = append(l.files, File{Name: name, Size: -1})
		return
	}
	info, err := os.Stat(name)
	switch {
	case err != nil && strings.ContainsAny(name, "*?["):
		l.addGlob(name)
	case err != nil:
		l.refuse(name, err)
	case info.IsDir():
		l.seen = map[string]bool{}
		before := len(l.files)
		l.addFolder(name)
		if len(l.files) == before {
			l.refuse(name, fmt.Errorf("holds no files of articles (%s, also with .gz, .zst and .bz2)", strings.Join(l.ends, ", ")))
		}
	default:
		l.addFile(name, info)
	}
}

func (l *lister) addGlob(pattern string) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		l.refuse(pattern, fmt.Errorf("is no pattern: %w", err))
		return
	}
	if len(names) == 0 {
		l.refuse(pattern, errors.New("matches no file"))
	}
	for _, name := range names {
		if strings.HasPrefix(filepath.Base(name), ".") && !strings.HasPrefix(filepath.Base(pattern), ".") {
			continue
		}
		if info, err := os.Stat(name); err != nil {
			l.refuse(name, err)
		} else if info.IsDir() {
			l.add(name)
		} else {
			l.addFile(name, info)
		}
	}
}

func (l *lister) addFile(name string, info fs.FileInfo) {
	size := int64(-1)
	if info.Mode().IsRegular() {
		size = info.Size()
	}
	l.files = append(l.files, File{Name: name, Size: size, Modified: info.ModTime()})
}

func (l *lister) addFolder(folder string) {
	realPath, err := filepath.EvalSymlinks(folder)
	if err == nil {
		realPath, err = filepath.Abs(realPath)
	}
	if err != nil {
		l.refuse(folder, err)
		return
	}
	if l.seen[realPath] {
		return
	}
	l.seen[realPath] = true
	entries, err := l.system.list(folder)
	if err != nil {
		l.refuse(folder, err)
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") {
			l.addEntry(filepath.Join(folder, entry.Name()), entry)
		}
	}
}

func (l *lister) addEntry(name string, entry fs.DirEntry) {
	info, err := entry.Info()
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() { // a link
		info, err = l.system.stat(name)
	}
	switch {
	case err != nil:
		l.refuse(name, err)
	case info.IsDir():
		l.addFolder(name)
	case info.Mode().IsRegular() && hasArticles(name, l.ends):
		l.addFile(name, info)
	default:
		l.skipped = append(l.skipped, name)
	}
}

func (l *lister) refuse(name string, err error) {
	l.files = append(l.files, File{Name: name, Size: -1, err: plainError(err)})
}

// HasArticles reports whether a file's name ends as those that are read from
// folders do, and is not one of those that say what is in a folder.
func HasArticles(name string) bool { return hasArticles(name, ends()) }

func hasArticles(name string, ends []string) bool {
	name = strings.ToLower(filepath.Base(name))
	for _, end := range packedEnds() {
		name = strings.TrimSuffix(name, end)
	}
	end := filepath.Ext(name)
	switch strings.TrimSuffix(name, end) {
	case "readme", "license", "licence", "copying", "notice", "changelog":
		return false
	}
	return slices.Contains(ends, end)
}

// plainError takes the path, which a Rejection names already, off an error of
// the file system.
func plainError(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("cannot be read: %w", path.Err)
	}
	return err
}
