// Package alert is the vocabulary of saved searches: what is kept of a search and
// of each message that it led to. The archive keeps them, web makes them and sends
// the messages. Plain data; it opens nothing.
package alert

import "time"

// Search is a saved search.
type Search struct {
	ID      string
	Owner   string // id of the key that saved it; empty where none was needed
	Name    string
	Params  string // the search's parameters, as a URL holds them
	Webhook string // where messages go; empty for none
	Secret  string // signs them
	Since   uint64 // articles with a higher sequence number count
	Created time.Time
	Changed time.Time
}

// State is what became of a delivery.
type State int

// The states.
const (
	Pending State = iota
	Sent
	Dead // given up
)

// String names a state.
func (s State) String() string {
	switch s {
	case Sent:
		return "sent"
	case Dead:
		return "dead"
	}
	return "pending"
}

// Delivery is one message: that a version of an article matches a search.
type Delivery struct {
	ID       string // the same at every attempt, for receivers to tell repetitions
	Search   string
	Article  string
	Version  int
	State    State
	Attempts int
	Due      time.Time
	Problem  string // why the last attempt failed
	Made     time.Time
}
