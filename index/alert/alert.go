// Package alert is the vocabulary of saved searches: what is kept of a search, of
// what matched it, and of each message that it led to. The archive keeps them, web
// makes them and sends the messages. Plain data; it opens nothing.
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
	Email   string // whom mails go to; empty for nobody
	Stop    string // stands in every mail, and stops them
	Since   uint64 // articles with a higher sequence number count
	Seen    uint64 // the last match that its owner has looked at
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

// Any is every state, where one is asked for.
const Any State = -1

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

// UnderWay is the problem of a delivery or a mail while an attempt is made.
const UnderWay = "under way"

// Match is a version of an article that matched a search as it came in.
type Match struct {
	N       uint64 // grows with every match
	Search  string
	Article string
	Version int
	Made    time.Time
	Mail    bool // whether a mail is to tell of it
}

// Delivery is one message to a webhook: that a version of an article matches a
// search.
type Delivery struct {
	ID       string // the same at every attempt, for receivers to tell repetitions
	Search   string
	Article  string
	Version  int
	State    State
	Attempts int
	Due      time.Time // when it is tried next; else when it came to its state
	Problem  string    // why the last attempt failed
	Made     time.Time
}

// Mail tells of one or more matches of a search.
type Mail struct {
	ID       string // the same at every attempt
	Search   string
	Address  string
	State    State
	Attempts int
	Due      time.Time // as a Delivery has it
	Problem  string
	Made     time.Time
}

// Standing is how a saved search stands.
type Standing struct {
	New    int // matches that its owner has not looked at, up to MostNew
	Latest []Match
	Sent   int // messages to its webhook that arrived
	Waits  int // that are to be sent
	Dead   int // that were given up
	Last   Delivery
	Mail   Mail // the latest
}

// MostNew is up to where new matches are counted; more than that are kept of no
// search.
const MostNew = 200
