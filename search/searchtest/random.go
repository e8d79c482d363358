package searchtest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

// testRandom compares an engine with the Fake on random articles and plans.
// Each seed gives the same ones on every run.
func testRandom(t *testing.T, open Open) {
	corpora, plans := 12, 60
	if testing.Short() {
		corpora = 3
	}
	for seed := range corpora {
		g := &generator{rand.New(rand.NewPCG(uint64(seed), 7)), t}
		docs := g.articles(5 + g.IntN(60))
		b, add := open(t, docs)
		fake := NewFake(docs...)
		for i := range plans {
			if i%10 == 9 {
				more := g.changes(len(docs))
				add(more...)
				fake.Add(more...)
			}
			p := g.plan()
			turned := *p // what is remembered of one search must not show in the next
			turned.Sort = pick(g, search.Relevance, search.Newest)
			find(t, b, &turned)
			if !t.Run(fmt.Sprintf("%d-%d", seed, i), func(t *testing.T) { compare(t, b, fake, p) }) {
				t.Logf("plan: %+v", *p)
				return
			}
		}
	}
}

// compare takes all pages of a plan from an engine, and all hits at once from the
// Fake, and the counts of both.
func compare(t *testing.T, b search.Backend, fake *Fake, p *search.Plan) {
	t.Helper()
	got, want := find(t, b, p), find(t, fake, p)
	if got.Groups != want.Groups {
		t.Errorf("%d groups, want %d", got.Groups, want.Groups)
	}
	if got.Total != want.Total || got.More != want.More {
		t.Errorf("total %d, more %v, want %d, %v", got.Total, got.More, want.Total, want.More)
	}
	if diff := cmp.Diff(want.Facets, got.Facets); diff != "" {
		t.Errorf("facets (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Timeline, got.Timeline); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	once := *p
	once.Size = math.MaxInt
	compareHits(t, allHits(t, b, p), allHits(t, fake, &once), p.Sort)
	if i := p.Size % 4; i < len(got.Facets) && len(got.Facets[i].Values) > 0 { // any will do
		drill(t, b, p, got.Facets[i].Field, got.Facets[i].Values[0])
	}
}

// drill chooses a value of a facet instead of those that are chosen: as many
// articles are found as the facet says.
func drill(t *testing.T, b search.Backend, p *search.Plan, field string, c search.Count) {
	t.Helper()
	chosen := *p
	chosen.Size, chosen.Facets, chosen.Timeline = 0, nil, search.IntervalNone
	chosen.Filters = []search.Filter{{Field: field, Include: []string{c.Value}}}
	for _, f := range p.Filters {
		if f.Field != field {
			chosen.Filters = append(chosen.Filters, f)
		}
	}
	if a, err := b.Find(t.Context(), &chosen); err != nil || a.Total != c.Count {
		t.Errorf("%s %q counts %d, and choosing it finds %+v (%v)", field, c.Value, c.Count, a, err)
	}
}

// allHits walks through the pages.
func allHits(t *testing.T, b search.Backend, p *search.Plan) []search.Found {
	t.Helper()
	var all []search.Found
	turn := *p
	turn.Size, turn.Facets, turn.Timeline = max(1, p.Size), nil, search.IntervalNone
	for {
		a := find(t, b, &turn)
		all = append(all, a.Hits...)
		if !a.More {
			return all
		}
		turn.After, turn.Pin = &all[len(all)-1].Position, a.Pin
	}
}

// compareHits lets scores differ in the last digits, and so the order of hits
// that are that close.
func compareHits(t *testing.T, got, want []search.Found, order search.Sort) {
	t.Helper()
	if order != search.Relevance {
		if diff := cmp.Diff(ids(want), ids(got)); diff != "" {
			t.Errorf("hits (-want +got):\n%s", diff)
		}
	}
	r := &reading{plan: &search.Plan{Sort: order}}
	if !slices.IsSortedFunc(got, func(a, b search.Found) int { return r.compare(a.Position, b.Position) }) {
		t.Errorf("hits are out of order: %v", got)
	}
	byID := func(a, b search.Found) int { return strings.Compare(a.ID, b.ID) }
	slices.SortFunc(got, byID)
	slices.SortFunc(want, byID)
	close := cmp.Comparer(func(a, b float32) bool { return math.Abs(float64(a-b)) <= 1e-4*math.Abs(float64(a))+1e-6 })
	if diff := cmp.Diff(want, got, close); diff != "" {
		t.Errorf("hits by id (-want +got):\n%s", diff)
	}
}

// generator makes articles and plans out of few words and values, so that much
// coincides.
type generator struct {
	*rand.Rand
	t *testing.T
}

func pick[T any](g *generator, of ...T) T { return of[g.IntN(len(of))] }

func (g *generator) word() string {
	return pick(g, "ship", "ships", "shipping", "strike", "strikes", "harbour", "harbours", "the", "of", "in", "ins", "US", "us",
		"The", "Ship", "SHIP", "US's", "Québec", "maison", "maisons", "town", "plan", "planned", "plans", "港", "云")
}

func (g *generator) text(most int) string {
	var text []string
	for range g.IntN(most + 1) {
		text = append(text, g.word())
	}
	return g.join(text)
}

// join puts signs between words, which here and there end a sentence or a
// paragraph.
func (g *generator) join(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteString(pick(g, " ", " ", " ", ", ", ". ", "? The ", ". A ", "\n\n"))
		}
		b.WriteString(w)
	}
	return b.String()
}

func (g *generator) name() string {
	return pick(g, "Orla Venn", "orla venn", "Tam Brisco", "Ines Dorr", "Ines Venn", "Élodie")
}

func (g *generator) article(id string) index.Document {
	return article(id, g.text(25), func(d *index.Document) {
		d.Title, d.Lang = g.text(5), pick(g, "en", "en", "fr", "", "zh", "de-AT")
		if g.IntN(3) == 0 {
			d.Subtitle = g.text(6)
		}
		if g.IntN(4) == 0 {
			d.Group = schema.GroupOf(pick(g, "000", "001", "002", "gone"))
		}
		d.Source, d.Section = pick(g, "North", "South", "East", ""), pick(g, "World", "", "Sport")
		for range g.IntN(4) {
			of := pick(g, news.Person, news.Org, news.Place)
			e := news.Entity{Type: of, Name: g.name()}
			if of == news.Place {
				e.Country = pick(g, "", "Norway", "Pakistan")
			}
			d.Tags.Entities = append(d.Tags.Entities, e)
		}
		for range g.IntN(3) {
			d.Authors = append(d.Authors, g.name())
			d.Keywords = append(d.Keywords, g.word())
		}
		d.Tags.Dates = g.spoken()
		d.FirstSeen = g.time()
		if g.IntN(5) > 0 {
			d.Published = g.published()
		}
	})
}

func (g *generator) time() time.Time {
	span := pick(g, 10, 10, 100, 3000) // days
	return now().Add(-time.Duration(g.IntN(span*24*60)) * time.Minute)
}

func (g *generator) published() news.Date {
	d := news.Date{Time: g.time(), Precision: pick(g, news.Second, news.Minute, news.Day, news.Day, news.Month, news.Year)}
	year, month, day := d.Time.Date()
	switch d.Precision {
	case news.Year:
		month, day = time.January, 1
	case news.Month:
		day = 1
	case news.Minute, news.Second:
		return d
	}
	d.Time = time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return d
}

func (g *generator) articles(n int) []index.Document {
	return numbered(n, func(int) index.Document { return g.article("") })
}

// changes are new versions, new articles and tombstones.
func (g *generator) changes(n int) []index.Document {
	var docs []index.Document
	for _, i := range g.Perm(n + 5)[:g.IntN(8)] {
		id := fmt.Sprintf("%03d", i)
		if g.IntN(3) == 0 {
			docs = append(docs, tombstone(id))
		} else {
			docs = append(docs, g.article(id))
		}
	}
	return docs
}

func (g *generator) plan() *search.Plan {
	p := plan(pick[query.Node](g, query.All{}, g.node(2), g.node(2), g.node(1), g.node(1), g.node(0)))
	if g.IntN(120) == 0 {
		p.Query = g.many()
	}
	p.Sort = pick(g, search.Relevance, search.Newest, search.Oldest)
	p.Size = pick(g, 0, 1, 3, 20)
	p.Recency = g.IntN(2) == 0
	// Scores may differ in the last digits, and so which of a group comes first.
	p.Collapse = p.Sort != search.Relevance && g.IntN(3) == 0
	p.Zone = pick(g, time.UTC, zone(g.t, "America/New_York"), zone(g.t, "Asia/Kolkata"), zone(g.t, "Pacific/Auckland"))
	if g.IntN(6) == 0 {
		p.Mentions = g.mentions()
	}
	if g.IntN(4) == 0 {
		p.Range = query.Published{From: g.bound(), To: g.bound()}
	}
	for _, field := range schema.Facets() {
		if g.IntN(2) == 0 {
			p.Facets = append(p.Facets, search.FacetRequest{Field: field, Size: 1 + g.IntN(5), Prefix: pick(g, "", "", "ORLA", "n")})
		}
		if g.IntN(6) == 0 {
			p.Filters = append(p.Filters, g.filter(field))
		}
	}
	if g.IntN(2) == 0 {
		p.Aliases = alias.New(g.merges())
	}
	p.Timeline = pick(g, search.IntervalAuto, search.IntervalAuto, search.IntervalNone, search.IntervalHour,
		search.IntervalDay, search.IntervalWeek, search.IntervalMonth, search.IntervalYear)
	return p
}

// merges are names merged at random, some that no article has.
func (g *generator) merges() []alias.Merge {
	var all []alias.Merge
	for range g.IntN(6) {
		m := alias.Merge{Type: pick(g, alias.Types()...), Name: pick(g, g.name(), g.name(), "Nobody"), Into: pick(g, g.name(), "O. Venn")}
		if m, err := alias.New(all).Check(m); err == nil && !alias.New(all).Has(m) {
			all = append(all, m)
		}
	}
	return all
}

func (g *generator) filter(field string) search.Filter {
	value := func() string {
		return pick(g, g.name(), g.name(), "O. Venn", "Norway", "North", "South", "World", "en", "fr", "unheard of")
	}
	f := search.Filter{Field: field}
	if g.IntN(3) > 0 {
		f.Include = []string{value(), value()}
	}
	if g.IntN(2) == 0 {
		f.Exclude = []string{value()}
	}
	return f
}
