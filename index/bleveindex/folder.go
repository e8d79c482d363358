package bleveindex

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// currentFile names the generation that serves.
const currentFile = "CURRENT"

// folder is the index's place on disk: one folder a generation, named by its
// number, and the file that says which of them serves.
type folder string

// generation is the path of a generation.
func (f folder) generation(number uint64) string {
	return filepath.Join(string(f), strconv.FormatUint(number, 10))
}

// current reads which generation serves; 0 where none is named.
func (f folder) current() (uint64, error) {
	data, err := os.ReadFile(filepath.Join(string(f), currentFile))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	number, err := strconv.ParseUint(strings.TrimSpace(string(data)), 10, 64)
	if err != nil {
		return 0, nil //nolint:nilerr // an unreadable name is no name: the index is derived
	}
	return number, nil
}

// setCurrent names the generation that serves, all at once and for good.
func (f folder) setCurrent(number uint64) error {
	temp, err := os.CreateTemp(string(f), currentFile+".*")
	if err != nil {
		return meaning(err)
	}
	_, err = fmt.Fprintln(temp, number)
	if err == nil {
		err = temp.Sync()
	}
	if cerr := temp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(temp.Name(), filepath.Join(string(f), currentFile))
	}
	if err != nil {
		return meaning(errors.Join(err, os.Remove(temp.Name())))
	}
	return f.sync()
}

// sync makes a rename last.
func (f folder) sync() error {
	dir, err := os.Open(string(f))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// numbers lists the generations on disk.
func (f folder) numbers() ([]uint64, error) {
	entries, err := os.ReadDir(string(f))
	if err != nil {
		return nil, err
	}
	var numbers []uint64
	for _, e := range entries {
		if n, err := strconv.ParseUint(e.Name(), 10, 64); err == nil && e.IsDir() {
			numbers = append(numbers, n)
		}
	}
	return numbers, nil
}

// sweep removes every generation but one, and files half written.
func (f folder) sweep(keep uint64) error {
	numbers, err := f.numbers()
	if err != nil {
		return err
	}
	for _, n := range numbers {
		if n != keep {
			err = errors.Join(err, os.RemoveAll(f.generation(n)))
		}
	}
	temps, _ := filepath.Glob(filepath.Join(string(f), currentFile+".*")) // the pattern is well-formed
	for _, name := range temps {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// unused is a number above those of all generations on disk.
func (f folder) unused() (uint64, error) {
	numbers, err := f.numbers()
	highest := uint64(0)
	for _, n := range numbers {
		highest = max(highest, n)
	}
	return highest + 1, err
}
