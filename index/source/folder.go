package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Errors of what is in a Folder.
var (
	// ErrLeadsOut says that a link leads out of its folder. Who may put files into a
	// folder need not be one who may read all that Dateline may.
	ErrLeadsOut = errors.New("a link that leads out of the folder is not followed")
	// ErrNoFile says that what was a file is none any longer.
	ErrNoFile = errors.New("is no file any longer")
)

// Folder is a folder out of which nothing leads: whatever becomes a link while it is
// listed and read, the system itself opens nothing that lies elsewhere.
type Folder struct {
	path string // absolute, as it was named
	real string // the same without links
	root *os.Root
}

// OpenFolder opens a folder, which may be a link itself.
func OpenFolder(path string) (*Folder, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	whole, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &Folder{path, whole, root}, nil
}

// Files lists the files of articles in the folder and those below by their absolute
// paths, as Files does. What leads out has the error ErrLeadsOut.
func (f *Folder) Files() []File {
	l := lister{system: f, ends: ends(), seen: map[string]bool{}}
	l.addFolder(f.path)
	return l.files
}

// Close closes the folder. Files of it that are open stay so.
func (f *Folder) Close() error { return f.root.Close() }

// open opens a file by its absolute path. It does not wait for one that has become
// a pipe.
func (f *Folder) open(name string) (file *os.File, err error) {
	err = f.do(name, func(below string) error {
		file, err = f.root.OpenFile(below, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		return err
	})
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNoFile
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func (f *Folder) stat(name string) (info fs.FileInfo, err error) {
	err = f.do(name, func(below string) error {
		info, err = f.root.Stat(below)
		return err
	})
	return info, err
}

func (f *Folder) list(name string) (entries []fs.DirEntry, err error) {
	var folder *os.File
	err = f.do(name, func(below string) error {
		folder, err = f.root.OpenFile(below, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		return err
	})
	if err != nil {
		return nil, err
	}
	entries, err = folder.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, errors.Join(err, folder.Close())
}

// do does something with what has an absolute path, by its path below the folder.
// The system refuses links that name their whole path: of those it is given what
// they lead to, where that lies in the folder.
func (f *Folder) do(name string, what func(below string) error) error {
	below, err := filepath.Rel(f.path, name)
	if err != nil {
		return err
	}
	first := what(below)
	if first == nil || isOfSystem(first) {
		return first
	}
	whole, err := filepath.EvalSymlinks(name)
	if err != nil && isOfSystem(err) {
		return err
	}
	if below, err = filepath.Rel(f.real, whole); err != nil || !filepath.IsLocal(below) {
		return ErrLeadsOut
	}
	if err := what(below); err == nil || isOfSystem(err) {
		return err
	}
	return ErrLeadsOut // since a moment ago
}

// isOfSystem reports whether an error is one of the system's own.
func isOfSystem(err error) bool {
	number := syscall.Errno(0)
	return errors.As(err, &number)
}

// system is where files are listed: anywhere, or in a Folder.
type system interface {
	stat(name string) (fs.FileInfo, error)
	list(name string) ([]fs.DirEntry, error)
}

// anywhere is all that can be named.
type anywhere struct{}

func (anywhere) stat(name string) (fs.FileInfo, error)   { return os.Stat(name) }
func (anywhere) list(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) } // by name
