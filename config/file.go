package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// file is a configuration file as it was read.
type file struct {
	name   string
	text   []byte
	values map[string]any // by key, sections joined by dots; also the unknown ones
}

// formats are the endings of a configuration file's name.
func formats() []string { return []string{"yaml", "yml", "toml", "json"} }

// findFile is the file that the user names, else the one that lies where it is
// looked for, else none.
func (s Sources) findFile() (string, error) {
	if s.File != "" {
		return s.File, nil
	}
	folders := []string{s.Dir}
	if own := userFolder(s.lookupEnv); own != "" {
		folders = append(folders, filepath.Join(own, "dateline"))
	}
	for _, folder := range folders {
		if name, err := findIn(folder); name != "" || err != nil {
			return name, err
		}
	}
	return "", nil
}

// findIn looks into one folder. Two files there would leave open which counts.
func findIn(folder string) (string, error) {
	var found []string
	for _, format := range formats() {
		name := filepath.Join(folder, "dateline."+format)
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 0:
		return "", nil
	case 1:
		return found[0], nil
	}
	return "", fmt.Errorf("there are %s: keep one, or name one with --config", strings.Join(found, " and "))
}

// userFolder is where this system keeps a user's configuration.
func userFolder(env func(string) string) string {
	switch runtime.GOOS {
	case "windows":
		return env("AppData")
	case "darwin":
		return below(env("HOME"), "Library/Application Support")
	}
	if own := env("XDG_CONFIG_HOME"); filepath.IsAbs(own) {
		return own
	}
	return below(env("HOME"), ".config")
}

func below(home, path string) string {
	if home == "" {
		return ""
	}
	return filepath.Join(home, path)
}

// readFile reads a file with the decoder of its format.
func readFile(name string, decoder func(format string) (func([]byte, map[string]any) error, error)) (*file, error) {
	format := strings.TrimPrefix(filepath.Ext(name), ".")
	if !slices.Contains(formats(), format) {
		return nil, fmt.Errorf("%s: its name must end in .%s, to say what it is written in", name, strings.Join(formats(), ", ."))
	}
	decode, err := decoder(format)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, readError(name, err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	sections := make(map[string]any)
	if len(bytes.TrimSpace(text)) > 0 { // nothing is no JSON
		if err := decode(text, sections); err != nil {
			return nil, syntaxError(name, text, err)
		}
	}
	f := &file{name: name, text: text, values: make(map[string]any)}
	f.flatten("", sections)
	return f, nil
}

// readError tells the name once.
func readError(name string, err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// flatten joins the names of sections with dots. A key without a value, or a
// section without keys, says nothing, unless its name is unknown.
func (f *file) flatten(prefix string, section map[string]any) {
	for name, value := range section {
		name = prefix + name
		inner, ok := asSection(value)
		switch {
		case ok && len(inner) > 0:
			f.flatten(name+".", inner)
		case (value == nil || ok) && known(name):
		default:
			f.values[name] = value
		}
	}
}

// asSection takes a section as decoders give it: a key may be a number.
func asSection(value any) (map[string]any, bool) {
	if mixed, ok := value.(map[any]any); ok {
		section := make(map[string]any, len(mixed))
		for name, value := range mixed {
			section[fmt.Sprint(name)] = value
		}
		return section, true
	}
	section, ok := value.(map[string]any)
	return section, ok
}

// known reports whether there is such a key or section.
func known(name string) bool {
	return slices.ContainsFunc(Keys(), func(k Key) bool {
		return k.Name == name || strings.HasPrefix(k.Name, name+".")
	})
}

// takeUnknown takes the keys that do not exist out of the values, and returns
// an error for each.
func (f *file) takeUnknown() []error {
	var names []string
	for _, k := range Keys() {
		names = append(names, k.Name)
	}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		if slices.Contains(names, name) {
			continue
		}
		delete(f.values, name)
		errs = append(errs, &UnknownError{Name: name, Origin: f.origin(name), Nearest: nearest(name, names, ".")})
	}
	return errs
}
