package similar

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// byDefinition groups articles as the Grouper says that it does, each laid beside
// all before it.
func byDefinition(records []news.Record) map[string]uint64 {
	s, groups := newSigner(), map[string]uint64{}
	var done []entry
	for len(records) > 0 {
		first := 0
		for i := range records {
			if placeOf(&records[i]).before(placeOf(&records[first])) {
				first = i
			}
		}
		r := records[first]
		records = append(records[:first:first], records[first+1:]...)
		e := entry{place: placeOf(&r)}
		var long bool
		if e.sig, long = s.sign(&r.Article); !long {
			continue
		}
		e.group, e.version = e.key, 0
		best := 0.0
		for i := range done {
			p := &done[i]
			if r := p.sig.Resemblance(&e.sig); p.group == p.key && r >= Least && r > best && meet(&p.sig, &e.sig) {
				best, e.group = r, p.group
			}
		}
		done = append(done, e)
		groups[r.ID] = e.group
	}
	return groups
}

func placeOf(r *news.Record) place { return place{published(r), schema.GroupOf(r.ID)} }

// meet reports whether two signatures share a band.
func meet(a, b *Signature) bool {
	for band := range bands {
		if sameBand(a, b, band) {
			return true
		}
	}
	return false
}

// wire is the articles of the known pairs, dated so that many are of one moment.
func wire(t *testing.T) []news.Record {
	byID := map[int]*story{}
	all := stories(t)
	for i := range all {
		byID[all[i].ID] = &all[i]
	}
	wanted := map[int]bool{}
	for _, p := range knownPairs(t) {
		wanted[p.a], wanted[p.b] = true, true
	}
	var records []news.Record
	for i := range all {
		if s := &all[i]; wanted[s.ID] {
			r := news.Record{Article: news.Article{ID: strconv.Itoa(s.ID), Title: s.Title, Body: s.Body}, Version: 1}
			if s.ID%7 > 0 {
				r.Published = news.Date{Time: time.Unix(int64(s.ID*7919%500), 0), Precision: news.Second}
			}
			records = append(records, r)
		}
	}
	return records
}

// made is articles that share more or less of their words, so that each resembles
// many others.
func made(random *rand.Rand, n int) []news.Record {
	var records []news.Record
	for i := range n {
		words := make([]byte, 0, 400)
		for w := range 60 {
			word := "w" + strconv.Itoa(w)
			if random.IntN(18) == 0 {
				word += strconv.Itoa(random.IntN(3))
			}
			words = append(append(words, word...), ' ')
		}
		records = append(records, record(strconv.Itoa(i), string(words), 1+random.IntN(9)))
	}
	return records
}

// Whatever order articles come in, in whatever batches, with others that change or
// go meanwhile, and over restarts, the groups are those of the definition.
func TestGroupsDoNotHangOnTheOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	dense := made(random, 120)
	sets := map[string][]news.Record{"made": dense}
	t.Run("wire", func(t *testing.T) { sets["wire"] = wire(t) })
	for name, records := range sets {
		want := byDefinition(records)
		joined := 0
		for id, g := range want {
			if g != schema.GroupOf(id) {
				joined++
			}
		}
		if joined < 50 {
			t.Fatalf("%s: of %d articles only %d join another", name, len(want), joined)
		}
		for round := range 12 {
			store := new(memory)
			moves := come(t, random, store, records)
			if diff := cmp.Diff(want, store.groups()); diff != "" {
				t.Fatalf("%s, round %d: by definition (-) and as they came (+):\n%s", name, round, diff)
			}
			if round == 0 {
				t.Logf("%s: %d of %d articles join another, after %d moves", name, joined, len(records), moves)
			}
		}
	}
}

// come lets records come in some order, and answers how many moved.
func come(t *testing.T, random *rand.Rand, store *memory, records []news.Record) int {
	t.Helper()
	g := New(store)
	order := random.Perm(len(records))
	for len(order) > 0 {
		n := min(1+random.IntN(20), len(order))
		var batch []news.Record
		for _, i := range order[:n] {
			r := records[i]
			switch random.IntN(6) {
			case 0: // another text first
				former := r
				former.Body, former.Published = records[random.IntN(len(records))].Body, news.Date{}
				group(t, g, former)
				r.Version = 2
			case 1: // it goes and comes back
				group(t, g, r, news.Record{Article: news.Article{ID: r.ID}, Version: 1, Deleted: true})
			}
			batch = append(batch, r)
		}
		group(t, g, batch...)
		order = order[n:]
		if random.IntN(8) == 0 {
			g = New(store)
		}
	}
	return store.moves
}

// What is too much for one batch is settled in those that follow.
func TestGroupsSettleLater(t *testing.T) {
	const n = mostSettled + 5000
	g := New(new(memory))
	g.table = newTable()
	first := entry{place: place{published: 1, key: 1}}
	for i := range uint64(n) {
		e := entry{place: place{published: 100, key: i + 10}, version: 1, group: 1, sig: first.sig}
		g.table.put(&e)
		g.due.add(e.place)
	}
	moved := map[uint64]uint64{}
	for range 3 {
		g.settled = 0
		g.settle(moved)
	}
	pivots := 0
	for i := range g.table.size {
		if c, k := g.table.at(i); c.versions[k] != gone && g.table.isPivot(i) {
			pivots++
		}
	}
	if pivots != 1 || g.due.Len() > 0 || len(moved) != n {
		t.Errorf("%d pivots of one text, %d still due, %d of %d moved", pivots, g.due.Len(), len(moved), n)
	}
}
