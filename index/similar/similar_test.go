package similar

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// memory is a Store.
type memory struct {
	rows  map[string]Row
	moves int
	err   error
}

func (m *memory) Signatures(_ context.Context, do func(Row) error) error {
	for _, r := range m.rows {
		if len(r.Signature) > 0 {
			if err := do(r); err != nil {
				return err
			}
		}
	}
	return m.err
}

func (m *memory) Members(_ context.Context, groups []uint64) (ids []string, err error) {
	for id, r := range m.rows {
		if len(r.Signature) > 0 && slices.Contains(groups, r.Group) {
			ids = append(ids, id)
		}
	}
	return ids, m.err
}

func (m *memory) PutSignatures(_ context.Context, rows []Row, moves []Move) error {
	if m.err != nil {
		return m.err
	}
	if m.rows == nil {
		m.rows = map[string]Row{}
	}
	for _, r := range rows {
		m.rows[r.ID] = r
	}
	for _, move := range moves {
		r := m.rows[move.ID]
		if r.Group == move.Group {
			return fmt.Errorf("%s moves to where it is", move.ID)
		}
		r.Group = move.Group
		m.rows[move.ID] = r
	}
	m.moves += len(moves)
	return nil
}

// groups are those of the articles that are compared, by id.
func (m *memory) groups() map[string]uint64 {
	all := map[string]uint64{}
	for id, r := range m.rows {
		if len(r.Signature) > 0 {
			all[id] = r.Group
		}
	}
	return all
}

const (
	ferry = "The ferry between Greywick and the island of Orven sailed on Thursday for the first time in eleven weeks, after engineers " +
		"passed the new pier as safe. Two of the pier's iron legs broke in the storm of 17 February; nobody was hurt. The council had been " +
		"told in the autumn that they were rusting, its own minutes show. The old pier will be taken down by October."
	market = "Wool prices at the Tarn market fell by a tenth in May, as buyers from the coast stayed away and stocks of last year's fleece " +
		"lay unsold. Growers said that they would hold back the summer clip until the mills had named a price for the autumn."
	chinese = "云港市市长昨天表示，新的大桥将于明年春天通车，工程进展顺利，没有发生任何事故。渡轮服务将持续到大桥开放为止。"
)

// record is an article that was published on a day of May.
func record(id, body string, day int) news.Record {
	at := time.Date(2025, 5, day, 12, 0, 0, 0, time.UTC)
	return news.Record{Article: news.Article{
		ID: id, Title: "Ferry sails", Body: body, Published: news.Date{Time: at, Precision: news.Day},
	}, Version: 1}
}

func group(t *testing.T, g *Grouper, records ...news.Record) []uint64 {
	t.Helper()
	got, err := g.Group(t.Context(), records)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestGroupNearDuplicates(t *testing.T) {
	marked := record("marked", ferry, 2)
	marked.Title, marked.Source, marked.Section = "Opinion | Ferry sails - Tarn Courier", "Tarn Courier", "Opinion"
	edited := strings.Replace(ferry, "nobody was hurt", "no one came to harm", 1) + " The fare is four crowns."
	undated := record("undated", ferry, 2)
	undated.Published = news.Date{}
	tests := []struct {
		name string
		r    news.Record
		want bool
	}{
		{"word for word", record("a", ferry, 2), true},
		{"undated", undated, true},
		{"with marks", marked, true},
		{"edited", record("b", edited, 2), true},
		{"its capitals and dashes", record("c", strings.ToUpper(ferry), 2), true},
		{"another story", record("d", market, 2), false},
		{"half of it another", record("e", ferry[:len(ferry)/2]+market, 2), false},
		{"too short to say", record("f", "The ferry sailed.", 2), false},
		{"Chinese", record("g", strings.Replace(chinese, "昨天", "今天", 1), 2), false},
	}
	for _, tt := range tests {
		for _, both := range [][]news.Record{{record("first", ferry, 1), tt.r}, {tt.r, record("first", ferry, 1)}} {
			g := New(new(memory))
			group(t, g, both...)
			got := map[string]uint64{}
			for _, r := range both {
				got[r.ID] = group(t, g, r)[0]
			}
			if got["first"] != 0 || (got[tt.r.ID] == schema.GroupOf("first")) != tt.want || !tt.want && got[tt.r.ID] != 0 {
				t.Errorf("%s: groups %x, want it in that of the first: %v", tt.name, got, tt.want)
			}
		}
	}
	got := group(t, New(new(memory)), record("first", chinese, 1), record("second", strings.Replace(chinese, "昨天", "今天", 1), 2))
	if got[1] != schema.GroupOf("first") {
		t.Errorf("Chinese: groups %x", got)
	}
}

// What changes, goes, or comes late takes along just those that hang on it.
func TestGroupsFollowTheEarliest(t *testing.T) {
	store := new(memory)
	g := New(store)
	check := func(what string, moves int, want map[string]string) {
		t.Helper()
		groups := map[string]uint64{}
		for id, first := range want {
			groups[id] = schema.GroupOf(first)
		}
		if diff := cmp.Diff(groups, store.groups()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
		if store.moves != moves {
			t.Errorf("%s: %d moved, want %d", what, store.moves, moves)
		}
		store.moves = 0
		g = New(store) // as after a restart
	}
	b := record("b", ferry+" More.", 3)
	group(t, g, record("d", ferry+" Much more.", 4), b, record("c", market, 1))
	check("all at once", 0, map[string]string{"b": "b", "c": "c", "d": "b"})
	group(t, g, record("a", ferry, 2))
	check("an earlier one comes late", 2, map[string]string{"a": "a", "b": "a", "c": "c", "d": "a"})
	group(t, g, record("e", ferry, 5))
	check("a later one comes", 0, map[string]string{"a": "a", "b": "a", "c": "c", "d": "a", "e": "a"})

	a := record("a", market+" The market closes at noon.", 2)
	a.Version = 2
	group(t, g, a)
	check("the first becomes another story", 3, map[string]string{"a": "c", "b": "b", "c": "c", "d": "b", "e": "b"})
	group(t, g, record("a", ferry, 2))
	check("its old version is read late", 0, map[string]string{"a": "c", "b": "b", "c": "c", "d": "b", "e": "b"})

	later := b
	later.Version, later.Published.Time = 2, later.Published.Time.AddDate(0, 0, 9)
	group(t, g, later)
	check("the first is dated later", 2, map[string]string{"a": "c", "b": "d", "c": "c", "d": "d", "e": "d"})

	group(t, g, news.Record{Article: news.Article{ID: "d"}, Version: 1, Deleted: true}, news.Record{Article: news.Article{ID: "c"}, Version: 1, Deleted: true})
	check("firsts are deleted", 3, map[string]string{"a": "a", "b": "e", "e": "e"})
	short := record("e", "The ferry sailed.", 5)
	short.Version = 2
	group(t, g, short)
	check("the first becomes too short to compare", 1, map[string]string{"a": "a", "b": "b"})
}

// A bridge does not make one group of two stories: who joins resembles the first.
func TestGroupsDoNotChain(t *testing.T) {
	words := strings.Fields(ferry)
	cut := len(words) / 9
	store := new(memory)
	g := New(store)
	other := strings.Fields(market)
	// Each has a ninth of its words otherwise than the one before, the last a third otherwise than the first.
	for i, id := range []string{"a", "b", "c", "d"} {
		copied := slices.Clone(words)
		copy(copied, other[:i*cut])
		group(t, g, record(id, strings.Join(copied, " "), i+1))
	}
	got := store.groups()
	if got["b"] != schema.GroupOf("a") || got["d"] == schema.GroupOf("a") {
		t.Errorf("groups %x: want b with a, and d not", got)
	}
}

// What could not be kept is not known either.
func TestGroupFails(t *testing.T) {
	store := &memory{err: errors.New("disk full")}
	g := New(store)
	if _, err := g.Group(t.Context(), []news.Record{record("a", ferry, 1)}); !errors.Is(err, store.err) {
		t.Errorf("got %v", err)
	}
	store.err = nil
	if got := group(t, g, record("b", ferry, 2))[0]; got != 0 {
		t.Errorf("b resembles an article that was not kept: %x", got)
	}
}

// However many there are, what was removed is not found and the rest is.
func TestTableManyEntries(t *testing.T) {
	tab, random := newTable(), rand.New(rand.NewPCG(1, 2))
	const n = 3 * chunkSize
	sigs := make([]Signature, n)
	for i := range sigs {
		for j := range sigs[i] {
			sigs[i][j] = uint16(random.Uint32())
		}
		tab.put(&entry{place: place{int64(i), uint64(i + 1)}, version: 1, group: uint64(i + 1), sig: sigs[i]})
	}
	for i := 0; i < n; i += 2 {
		tab.remove(uint64(i + 1))
	}
	for i := range sigs {
		group, ok := tab.pivot(&sigs[i], place{n, 0})
		if ok != (i%2 == 1) || ok && group != uint64(i+1) {
			t.Fatalf("entry %d: group %d, %v", i, group, ok)
		}
	}
	if int(tab.size) > n/2+n/4+1 {
		t.Errorf("%d entries are held for %d", tab.size, n/2)
	}
}

// BenchmarkMemory says what a million signatures take.
func BenchmarkMemory(b *testing.B) {
	const n = 1_000_000
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		tab, state := newTable(), uint64(7)
		var e entry
		for i := range n {
			for j := range e.sig {
				e.sig[j] = uint16(splitMix(&state))
			}
			e.key, e.group = uint64(i+1), uint64(i+1)
			tab.put(&e)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB/million")
		runtime.KeepAlive(tab)
	}
}

// BenchmarkGroup is what an ingest pays for each article of 300 words.
func BenchmarkGroup(b *testing.B) {
	words := strings.Fields(ferry + " " + market)
	random := rand.New(rand.NewPCG(1, 2))
	g := New(new(memory))
	for i := 0; b.Loop(); i++ {
		var body strings.Builder
		for range 300 {
			body.WriteString(words[random.IntN(len(words))] + " ")
		}
		if _, err := g.Group(b.Context(), []news.Record{record(fmt.Sprint(i), body.String(), i%28+1)}); err != nil {
			b.Fatal(err)
		}
	}
}
