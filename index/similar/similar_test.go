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

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
)

// memory is a Store.
type memory struct {
	rows map[string]Row
	ids  []string
	err  error
}

func (m *memory) Signatures(_ context.Context, do func(Row) error) error {
	for _, id := range m.ids {
		if r := m.rows[id]; len(r.Signature) > 0 {
			if err := do(r); err != nil {
				return err
			}
		}
	}
	return m.err
}

func (m *memory) PutSignatures(_ context.Context, rows []Row) error {
	if m.err != nil {
		return m.err
	}
	if m.rows == nil {
		m.rows = map[string]Row{}
	}
	for _, r := range rows {
		if !slices.Contains(m.ids, r.ID) {
			m.ids = append(m.ids, r.ID)
		}
		m.rows[r.ID] = r
	}
	return nil
}

const (
	ferry = "The ferry between Greywick and the island of Orven sailed on Thursday for the first time in eleven weeks, after engineers " +
		"passed the new pier as safe. Two of the pier's iron legs broke in the storm of 17 February; nobody was hurt. The council had been " +
		"told in the autumn that they were rusting, its own minutes show. The old pier will be taken down by October."
	market = "Wool prices at the Tarn market fell by a tenth in May, as buyers from the coast stayed away and stocks of last year's fleece " +
		"lay unsold. Growers said that they would hold back the summer clip until the mills had named a price for the autumn."
	chinese = "云港市市长昨天表示，新的大桥将于明年春天通车，工程进展顺利，没有发生任何事故。渡轮服务将持续到大桥开放为止。"
)

func record(id, body string) news.Record {
	return news.Record{Article: news.Article{ID: id, Title: "Ferry sails", Body: body}, Version: 1}
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
	marked := record("marked", ferry)
	marked.Title, marked.Source, marked.Section = "Opinion | Ferry sails - Tarn Courier", "Tarn Courier", "Opinion"
	edited := strings.Replace(ferry, "nobody was hurt", "no one came to harm", 1) + " The fare is four crowns."
	tests := []struct {
		name string
		r    news.Record
		want bool
	}{
		{"word for word", record("a", ferry), true},
		{"with marks", marked, true},
		{"edited", record("b", edited), true},
		{"its capitals and dashes", record("c", strings.ToUpper(ferry)), true},
		{"another story", record("d", market), false},
		{"half of it another", record("e", ferry[:len(ferry)/2]+market), false},
		{"too short to say", record("f", "The ferry sailed."), false},
		{"Chinese", record("g", strings.Replace(chinese, "昨天", "今天", 1)), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := group(t, New(new(memory)), record("first", ferry), tt.r)
			if got[0] != 0 || (got[1] == schema.GroupOf("first")) != tt.want || !tt.want && got[1] != 0 {
				t.Errorf("groups %x, want the second in that of the first: %v", got, tt.want)
			}
		})
	}
	got := group(t, New(new(memory)), record("first", chinese), record("second", strings.Replace(chinese, "昨天", "今天", 1)))
	if got[1] != schema.GroupOf("first") {
		t.Errorf("Chinese: groups %x", got)
	}
}

// A group stays as it is after a restart, a rebuild, and whatever comes or goes.
func TestGroupsAreKept(t *testing.T) {
	store := new(memory)
	g := New(store)
	a, b, c, d := record("a", ferry), record("b", ferry+" More."), record("c", market), record("d", ferry+" Much more.")
	want := []uint64{0, schema.GroupOf("a"), 0, schema.GroupOf("a")}
	for i, r := range []news.Record{a, b, c, d} {
		if got := group(t, g, r)[0]; got != want[i] {
			t.Errorf("%s came to %x, want %x", r.ID, got, want[i])
		}
	}
	if got := group(t, New(store), d, c, b, a); !slices.Equal(got, []uint64{want[3], want[2], want[1], want[0]}) {
		t.Errorf("read backwards after a restart: %x", got)
	}

	// The founder changes: the others stay together, and it is alone.
	changed := record("a", market+" The market closes at noon.")
	changed.Version = 2
	if got := group(t, g, changed)[0]; got != schema.GroupOf("c") {
		t.Errorf("the founder, changed into another story, is in %x, want that of c", got)
	}
	lonely := record("a", "A quite different account of what has happened at the harbour board in the week before last, and of who said it.")
	lonely.Version = 3
	if got := group(t, g, lonely)[0]; got == 0 || got == want[1] {
		t.Errorf("the founder, alone, is in %x: not in the one that others have of it", got)
	}
	if got := group(t, g, a)[0]; got == 0 || got == want[1] {
		t.Errorf("an old version that is read late moves the article to %x", got)
	}
	if got := group(t, New(store), b, d); !slices.Equal(got, []uint64{want[1], want[3]}) {
		t.Errorf("the others went to %x", got)
	}

	// One is deleted, and another like it comes.
	group(t, g, news.Record{Article: news.Article{ID: "b"}, Version: 1, Deleted: true})
	if got := group(t, g, record("e", ferry+" Still more."))[0]; got != want[1] {
		t.Errorf("behind a deletion: %x", got)
	}
	group(t, g, news.Record{Article: news.Article{ID: "d"}, Version: 1, Deleted: true}, news.Record{Article: news.Article{ID: "e"}, Version: 1, Deleted: true})
	if got := group(t, New(store), record("f", ferry))[0]; got != 0 {
		t.Errorf("all like it are deleted, and it is in %x", got)
	}
}

// What could not be kept is not known either.
func TestGroupFails(t *testing.T) {
	store := &memory{err: errors.New("disk full")}
	g := New(store)
	if _, err := g.Group(t.Context(), []news.Record{record("a", ferry)}); !errors.Is(err, store.err) {
		t.Errorf("got %v", err)
	}
	store.err = nil
	if got := group(t, g, record("b", ferry))[0]; got != 0 {
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
		tab.put(uint64(i+1), 1, uint64(i+1), &sigs[i])
	}
	for i := 0; i < n; i += 2 {
		tab.remove(uint64(i + 1))
	}
	for i := range sigs {
		group, ok := tab.nearest(&sigs[i])
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
		var sig Signature
		for i := range n {
			for j := range sig {
				sig[j] = uint16(splitMix(&state))
			}
			tab.put(uint64(i+1), 1, 0, &sig)
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
		if _, err := g.Group(b.Context(), []news.Record{record(fmt.Sprint(i), body.String())}); err != nil {
			b.Fatal(err)
		}
	}
}
