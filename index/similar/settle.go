package similar

import "container/heap"

// mostSettled is how many articles are looked at again in one call of Group, what
// is left in the next: an early copy of a story that a thousand outlets have is
// settled at once, and no batch takes longer than some tenths of a second more.
const mostSettled = 20_000

// due holds the articles whose group must be looked at again, the earliest first:
// the group of each hangs on those before it alone.
type due struct {
	places []place
	there  map[uint64]bool
}

func (d *due) Len() int           { return len(d.places) }
func (d *due) Less(i, j int) bool { return d.places[i].before(d.places[j]) }
func (d *due) Swap(i, j int)      { d.places[i], d.places[j] = d.places[j], d.places[i] }
func (d *due) Push(p any)         { d.places = append(d.places, p.(place)) } //nolint:forcetypeassert // heap gives back what add gave
func (d *due) Pop() any {
	last := d.places[len(d.places)-1]
	d.places = d.places[:len(d.places)-1]
	return last
}

// add takes places that are not there yet.
func (d *due) add(places ...place) {
	if d.there == nil {
		d.there = map[uint64]bool{}
	}
	for _, p := range places {
		if !d.there[p.key] {
			d.there[p.key] = true
			heap.Push(d, p)
		}
	}
}

// first takes out the earliest.
func (d *due) first() place {
	p := heap.Pop(d).(place) //nolint:forcetypeassert // as above
	delete(d.there, p.key)
	return p
}

// insert adds an article, in the group of the pivot that it resembles most of those
// before it; where there is none it is a pivot, which those behind it may join.
func (g *Grouper) insert(e *entry) {
	group, found := g.table.pivot(&e.sig, e.place)
	if e.group = group; !found {
		e.group = e.key
		g.due.add(g.table.after(&e.sig, e.place)...)
	}
	g.table.put(e)
}

// drop takes an article out. Those that a pivot leaves behind must find another.
func (g *Grouper) drop(key uint64) {
	i, ok := g.table.byKey[key]
	if !ok {
		return
	}
	if g.table.isPivot(i) {
		e := g.table.entry(i)
		g.due.add(g.table.after(&e.sig, e.place)...)
	}
	g.table.remove(key)
}

// settle looks at all that is due, and notes in moved which group each was in that
// is in another now.
func (g *Grouper) settle(moved map[uint64]uint64) {
	for ; g.settled < mostSettled && g.due.Len() > 0; g.settled++ {
		p := g.due.first()
		i, ok := g.table.byKey[p.key]
		if !ok {
			continue
		}
		if now := g.table.place(i); now != p { // it was published at another time meanwhile
			g.due.add(now)
			continue
		}
		g.decide(i, moved)
	}
}

// decide looks at one article again.
func (g *Grouper) decide(i uint32, moved map[uint64]uint64) {
	e := g.table.entry(i)
	group, found := g.table.pivot(&e.sig, e.place)
	if !found {
		group = e.key
	}
	if group == e.group {
		return
	}
	if _, ok := moved[e.key]; !ok {
		moved[e.key] = e.group
	}
	if group == e.key || e.group == e.key {
		g.due.add(g.table.after(&e.sig, e.place)...)
	}
	g.table.regroup(e.key, group)
}

// orphans makes due what a crash has left without its pivot.
func (g *Grouper) orphans() {
	for i := range g.table.size {
		c, k := g.table.at(i)
		if c.versions[k] == gone || g.table.isPivot(i) {
			continue
		}
		if p, ok := g.table.byKey[c.groups[k]]; !ok || !g.table.isPivot(p) {
			g.due.add(g.table.place(i))
		}
	}
}
