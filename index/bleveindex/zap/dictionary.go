package zap

import (
	"cmp"
	"slices"
)

// dictionary sorts the places of a field by term.
type dictionary struct {
	numbers map[string]uint32
	sorted  []numbered
	each    []uint32 // numbers of the terms, one after the other
	ends    []uint32 // where the places of each number end
	places  []place
}

// numbered is a term with its number, in the order in which terms appeared.
type numbered struct {
	text   string
	number uint32
}

// place is where a term stands.
type place struct {
	doc, position, end uint32
	start              uint64
}

// read takes a field in.
func (d *dictionary) read(c *column) {
	d.number(c)
	d.place(c)
	slices.SortFunc(d.sorted, func(a, b numbered) int { return cmp.Compare(a.text, b.text) })
}

// number gives the terms numbers, and counts how often each stands.
func (d *dictionary) number(c *column) {
	d.forget()
	if d.numbers == nil {
		d.numbers = map[string]uint32{}
	}
	for _, terms := range c.terms {
		for i := range terms {
			n, known := d.numbers[terms[i].Text]
			if !known {
				n = uint32(len(d.sorted))
				d.numbers[terms[i].Text] = n
				d.sorted = append(d.sorted, numbered{terms[i].Text, n})
				d.ends = append(d.ends, 0)
			}
			d.ends[n]++
			d.each = append(d.each, n)
		}
	}
}

// place lays the places of each number side by side, in the order of the
// documents (a counting sort). Before it, ends has their counts.
func (d *dictionary) place(c *column) {
	sum := uint32(0)
	for n, count := range d.ends {
		d.ends[n] = sum
		sum += count
	}
	d.places = slices.Grow(d.places[:0], int(sum))[:sum]
	each := d.each
	for i, doc := range c.docs {
		terms := c.terms[i]
		for j := range terms {
			t, n := &terms[j], each[j]
			d.places[d.ends[n]] = place{doc, t.Position, t.End, t.Start}
			d.ends[n]++
		}
		each = each[len(terms):]
	}
}

// placesOf are the places of a number.
func (d *dictionary) placesOf(number uint32) []place {
	from := uint32(0)
	if number > 0 {
		from = d.ends[number-1]
	}
	return d.places[from:d.ends[number]]
}

// forget drops the terms and keeps the room.
func (d *dictionary) forget() {
	clear(d.numbers)
	clear(d.sorted)
	d.sorted, d.each, d.ends = d.sorted[:0], d.each[:0], d.ends[:0]
}
