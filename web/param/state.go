package param

import (
	"net/url"
	"slices"
	"strings"
)

// State is the state of a search page as its URL holds it: the parameters that
// are known and have a value. Its methods leave it as it is and return another.
type State struct{ values url.Values }

// NewState takes what it knows out of the parameters of a URL.
func NewState(values url.Values) State {
	known := url.Values{}
	for _, name := range Search() {
		for _, value := range values[name] {
			if name == Q { // a completion that was taken leaves a blank behind it
				value = strings.TrimSpace(value)
			}
			if value != "" {
				known.Add(name, value)
			}
		}
	}
	return State{known}
}

// Get is the first value of a parameter.
func (s State) Get(name string) string { return s.values.Get(name) }

// All is every value of a parameter.
func (s State) All(name string) []string { return s.values[name] }

// Has reports whether a parameter has this value.
func (s State) Has(name, value string) bool { return slices.Contains(s.values[name], value) }

// Set replaces the values of a parameter and goes back to the first page. An
// empty value takes the parameter out.
func (s State) Set(name, value string) State {
	return s.change(func(v url.Values) {
		v.Del(name)
		if value != "" {
			v.Set(name, value)
		}
	})
}

// Add puts a value beside the others and goes back to the first page.
func (s State) Add(name, value string) State {
	return s.change(func(v url.Values) { v.Add(name, value) })
}

// Remove takes one value of a parameter out and goes back to the first page.
func (s State) Remove(name, value string) State {
	return s.change(func(v url.Values) {
		v[name] = slices.DeleteFunc(v[name], func(other string) bool { return other == value })
		if len(v[name]) == 0 {
			v.Del(name)
		}
	})
}

// Page is the same search at the page that a cursor names.
func (s State) Page(cursor string) State {
	next := s.change(func(url.Values) {})
	if cursor != "" {
		next.values.Set(Cursor, cursor)
	}
	return next
}

// Values are the parameters with their values.
func (s State) Values() url.Values { return s.change(func(url.Values) {}).values }

func (s State) change(f func(url.Values)) State {
	values := make(url.Values, len(s.values))
	for name, v := range s.values {
		values[name] = slices.Clone(v)
	}
	values.Del(Cursor)
	f(values)
	return State{values}
}

// Encode writes the state as a URL holds it behind the question mark, which is
// there unless the state is empty.
func (s State) Encode() string {
	if len(s.values) == 0 {
		return ""
	}
	return "?" + strings.ReplaceAll(s.values.Encode(), "%3A", ":")
}

// Pair is a parameter with one of its values.
type Pair struct{ Name, Value string }

// Pairs lists all parameters but those named, in a fixed order; forms carry them
// along.
func (s State) Pairs(without ...string) []Pair {
	var pairs []Pair
	for _, name := range Search() {
		if slices.Contains(without, name) {
			continue
		}
		for _, value := range s.values[name] {
			pairs = append(pairs, Pair{name, value})
		}
	}
	return pairs
}
