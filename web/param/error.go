package param

import (
	"fmt"
	"slices"

	"github.com/dateline-search/dateline/index/analysis/edit"
	"github.com/dateline-search/dateline/search"
)

// Error is a parameter that cannot be used. It is a search.ErrBadRequest.
type Error struct {
	Name  string
	Value string
	Want  string // what would be right, as the end of "it must be …"
	// Text takes the place of the sentence made of the others, where set.
	Text string
}

// Error says which parameter is wrong, and what would be right.
func (e *Error) Error() string {
	if e.Text != "" {
		return e.Text
	}
	return fmt.Sprintf("%s is %q; it must be %s", e.Name, shorten(e.Value), e.Want)
}

// Shown is the value, cut where it is long.
func (e *Error) Shown() string { return shorten(e.Value) }

// Unwrap makes it a bad request.
func (e *Error) Unwrap() error { return search.ErrBadRequest }

// maxEcho keeps what an error repeats of a wrong value to a line.
const maxEcho = 80

func shorten(s string) string {
	runes := []rune(s)
	if len(runes) <= maxEcho {
		return s
	}
	return string(runes[:maxEcho]) + "…"
}

// CheckMembers refuses members of a JSON object that are not in known, with the
// nearest name that is.
func CheckMembers[V any](sent map[string]V, known []string) error {
	return checkNames("member", sent, known)
}

// CheckNames refuses parameters that are not in known, with the nearest name
// that is.
func CheckNames(values map[string][]string, known []string) error {
	return checkNames("parameter", values, known)
}

func checkNames[V any](kind string, values map[string]V, known []string) error {
	names := make([]string, 0, len(values))
	for name := range values {
		if !slices.Contains(known, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	return unknown(kind, names[0], known)
}

func unknown(kind, name string, known []string) error {
	text := fmt.Sprintf("there is no %s %q here", kind, shorten(name))
	if near := nearest(name, known); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return &Error{Name: name, Text: text}
}

// nearest is the known name that takes the fewest changed letters to reach, and
// empty where that is more than half of it.
func nearest(name string, known []string) string {
	best, least := "", 1000
	if len(name) > maxEcho {
		return best
	}
	for _, k := range known {
		if d := edit.Distance(name, k); d < least && 2*d <= max(len(k), 2) {
			best, least = k, d
		}
	}
	return best
}
