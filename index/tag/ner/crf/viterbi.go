package crf

import "math"

// Transitions are the weights of a tag behind another, in the units of a Table.
type Transitions [Tags][Tags]int32

// never is less than any chain can score: a chain of a million tokens, each at
// the lowest sum, stays above it when another such is added.
const never = math.MinInt32 / 2

// A Decoder finds the best chain of tags. It keeps what it works in, so it
// belongs to one goroutine.
type Decoder struct {
	from  [][Tags]uint8
	chain []Tag
}

// Best returns the tags of highest score, which hold until the next call.
// Scores are kept relative to the best of their token, so that no text is too
// long.
func (d *Decoder) Best(scores []Scores, tr *Transitions) []Tag {
	if len(scores) == 0 {
		return nil
	}
	d.grow(len(scores))
	now := scores[0]
	for t := range now {
		if !Tag(t).Starts() {
			now[t] = never
		}
	}
	for i := 1; i < len(scores); i++ {
		now = step(&now, &scores[i], tr, &d.from[i])
	}
	best := Outside
	for t := range now {
		if Tag(t).Ends() && now[t] > now[best] {
			best = Tag(t)
		}
	}
	for i := len(scores) - 1; ; i-- {
		d.chain[i] = best
		if i == 0 {
			return d.chain[:len(scores)]
		}
		best = Tag(d.from[i][best])
	}
}

func (d *Decoder) grow(n int) {
	if n > len(d.from) {
		d.from = make([][Tags]uint8, n+n/2)
		d.chain = make([]Tag, n+n/2)
	}
}

// step goes on by one token: what opens may follow whatever closed, and what
// goes on follows the same entity's beginning or inside.
func step(before, score *Scores, tr *Transitions, from *[Tags]uint8) Scores {
	base := before[Outside]
	for t := 1; t < Tags; t++ {
		base = max(base, before[t])
	}
	var now Scores
	opening := func(t int) {
		best, at := before[Outside]+tr[Outside][t], 0
		for kind := range Types {
			for part := Last; part <= Unit; part++ {
				b := 1 + kind*parts + part
				if v := before[b] + tr[b][t]; v > best {
					best, at = v, b
				}
			}
		}
		now[t], from[t] = best-base+score[t], uint8(at)
	}
	opening(int(Outside))
	for kind := range Types {
		begin := 1 + kind*parts + Begin
		opening(begin)
		opening(begin + Unit)
		for t := begin + Inside; t <= begin+Last; t++ {
			best, at := before[begin]+tr[begin][t], begin
			if v := before[begin+Inside] + tr[begin+Inside][t]; v > best {
				best, at = v, begin+Inside
			}
			now[t], from[t] = max(best-base+score[t], never), uint8(at)
		}
	}
	return now
}
