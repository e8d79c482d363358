package zap

import "encoding/binary"

// Automaton says which terms are wanted, byte by byte, as Bleve's automata do.
type Automaton interface {
	Start() int
	Accept(state int, b byte) int
	CanMatch(state int) bool
	IsMatch(state int) bool
}

// Terms gives the terms of a field that begin with prefix and that an automaton
// accepts (nil accepts all), in the order of their bytes, until do says to stop.
// What do is given holds until it returns. Terms with a byte of without are left
// out. ok is false where the dictionary cannot be read.
func (f *File) Terms(field, prefix string, a Automaton, without string, do func(term []byte) bool) (ok bool) {
	d := f.dictionary(field)
	if d == nil || !d.readable() {
		return false
	}
	w := walker{states: d.states, automaton: a, do: do}
	for i := range len(without) {
		w.without[without[i]] = true
	}
	at, state := d.root(), 0
	if a != nil {
		state = a.Start()
	}
	for i := range len(prefix) {
		if at, ok = w.to(at, prefix[i]); !ok {
			return true
		}
		if a != nil {
			state = a.Accept(state, prefix[i])
		}
	}
	w.key = append(w.key, prefix...)
	w.walk(at, state)
	return true
}

// A dictionary is a graph of states, laid out as vellum's encoder of version 1
// does it. A state is at the address of its last byte, and what it leads to lies
// before it. One that leads to a single other and ends no term:
//
//	… 1 bit: 1; 1 bit: the other lies right before it; 6 bits: which byte leads there, by its rank
//
// where rank 0 means that the byte stands before, and where the other lies
// elsewhere its distance, and a number that is no concern of ours, stand before
// that. Any other state:
//
//	… 1 bit: 0; 1 bit: a term ends here; 6 bits: to how many others it leads
//
// where 0 means that their number stands before; before it stand the sizes of
// numbers, the bytes that lead to the others, the last first, and their distances.
type states []byte

const (
	vellumVersion = 1
	footer        = 16 // bytes: the number of terms, the address of the root
	single        = 1 << 7
	adjacent      = 1 << 6
	ends          = 1 << 6
	lowSix        = 1<<6 - 1
	// The end of a term that no other goes on from, and where nothing is.
	endState, noState = 0, 1
)

// readable reports whether the layout is the one that is known.
func (d *dictionary) readable() bool {
	return len(d.states) > footer && binary.LittleEndian.Uint64(d.states) == vellumVersion
}

func (d *dictionary) root() int {
	return int(binary.LittleEndian.Uint64(d.states[len(d.states)-footer+8:])) //nolint:gosec // an address within the file
}

// one reads a state that leads to a single other.
func (s states) one(at int) (by byte, to int) {
	head := s[at]
	if by = head & lowSix; by == 0 {
		at--
		by = s[at]
	} else {
		by = ranked[by-1]
	}
	if head&adjacent != 0 {
		return by, at - 1
	}
	at--
	distance, output := int(s[at]>>4), int(s[at]&0xf)
	at -= distance
	if to = s.number(at, distance); to > 0 {
		to = at - output - to
	}
	return by, to
}

// many is a state that leads to several others, or to none.
type many struct {
	ends     bool
	by       []byte // the last first
	to       int    // where their distances stand
	size     int    // of a distance
	distance int    // what they are counted from
}

func (s states) many(at int) many {
	head := s[at]
	n := int(head & lowSix)
	if n == 0 {
		at--
		if n = int(s[at]); n == 1 { // which would have been said above
			n = 256
		}
	}
	at--
	size, output := int(s[at]>>4), int(s[at]&0xf)
	m := many{ends: head&ends != 0, by: s[at-n : at], to: at - n - n*size, size: size}
	m.distance = m.to - n*output
	if m.ends {
		m.distance -= output
	}
	return m
}

// follow gives where the byte number i of m leads.
func (s states) follow(m *many, i int) int {
	to := s.number(m.to+i*m.size, m.size)
	if to > 0 {
		to = m.distance - to
	}
	return to
}

// number reads a number of some bytes, the lowest first.
func (s states) number(at, size int) (n int) {
	for i := size - 1; i >= 0; i-- {
		n = n<<8 | int(s[at+i])
	}
	return n
}

// to follows one byte.
func (s states) to(at int, by byte) (to int, ok bool) {
	switch {
	case at == endState || at == noState:
		return 0, false
	case s[at]&single != 0:
		b, to := s.one(at)
		return to, b == by
	}
	m := s.many(at)
	for i, b := range m.by {
		if b == by {
			return s.follow(&m, i), true
		}
	}
	return 0, false
}

// walker goes through all terms behind a state.
type walker struct {
	states
	automaton Automaton
	without   [256]bool
	key       []byte
	do        func(term []byte) bool
}

// longestTerm is far beyond any term's length. Who follows damaged bytes gets here
// before memory ends.
const longestTerm = 1 << 16

// walk reports whether to go on. It is where key has led to.
func (w *walker) walk(at, state int) bool {
	for at != endState && at != noState && w.states[at]&single != 0 {
		by, to := w.one(at)
		var ok bool
		if state, ok = w.step(state, by); !ok {
			return true
		}
		w.key, at = append(w.key, by), to
	}
	if at == noState {
		return true
	}
	if at == endState {
		return w.end(state)
	}
	m := w.many(at)
	if m.ends && !w.end(state) {
		return false
	}
	return w.fork(&m, state)
}

// fork goes on behind each of the bytes of a state.
func (w *walker) fork(m *many, state int) bool {
	if len(w.key) > longestTerm {
		panic("zap: a term without an end")
	}
	before := len(w.key)
	for i := len(m.by) - 1; i >= 0; i-- {
		next, ok := w.step(state, m.by[i])
		if !ok {
			continue
		}
		w.key = append(w.key[:before], m.by[i])
		if !w.walk(w.follow(m, i), next) {
			return false
		}
	}
	return true
}

// step reports whether a term that is wanted may have a byte next.
func (w *walker) step(state int, by byte) (next int, ok bool) {
	if w.without[by] {
		return 0, false
	}
	if w.automaton == nil {
		return 0, true
	}
	next = w.automaton.Accept(state, by)
	return next, w.automaton.CanMatch(next)
}

// end is where a term ends.
func (w *walker) end(state int) bool {
	return w.automaton != nil && !w.automaton.IsMatch(state) || w.do(w.key)
}

// ranked are the bytes that have a rank, by it: those that are frequent in URLs
// come first, which is what vellum's encoder was made for.
const ranked = "te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG"
