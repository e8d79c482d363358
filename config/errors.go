package config

import (
	"errors"
	"fmt"
)

// ValueError is a value that a key cannot have.
type ValueError struct {
	Key    string
	Value  string
	Origin Origin
	Want   string // what would be right
}

// Error names key, value, origin, and what would be right.
func (e *ValueError) Error() string {
	return fmt.Sprintf("%s is %q (%s): want %s", e.Key, e.Value, e.Origin, e.Want)
}

// UnknownError is a key or an environment variable that does not exist.
type UnknownError struct {
	Name    string
	Origin  Origin
	Nearest string // the known one that it may have been meant to be
}

// Error names the key, where it stands, and the nearest known one.
func (e *UnknownError) Error() string {
	if e.Origin.Kind == FromEnv {
		return fmt.Sprintf("there is no environment variable %s: the nearest is %s", e.Name, e.Nearest)
	}
	return fmt.Sprintf("there is no key %s (%s): the nearest is %s", e.Name, e.Origin, e.Nearest)
}

// report makes one error of several, a line each; nil of none.
func report(errs []error) error {
	lines := make([]error, len(errs))
	for i, err := range errs {
		lines[i] = fmt.Errorf("config: %w", err)
	}
	return errors.Join(lines...)
}
