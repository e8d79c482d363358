package searchtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

func testWords(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("plural", "Two drones struck."),
		article("singular", "One drone struck."),
		article("title", "Nothing.", titled("Drone over the harbour")),
		article("accent", "Mme Élodie Brévant visits Québec."),
		article("other", "The talks go on."),
	})
	queries{
		{word("drone"), []string{"plural", "singular", "title"}},
		{word("drones"), []string{"plural", "singular", "title"}},
		{exact("drones"), []string{"plural"}},
		{word("brevant"), []string{"accent"}},
		{word("the"), []string{"other", "title"}},
		{word("absent"), nil},
		{query.Word{Term: "dr", Prefix: true}, []string{"plural", "singular", "title"}},
		{query.Word{Term: "drones", Prefix: true}, []string{"plural"}},
		{query.Word{Term: "que", Prefix: true}, []string{"accent"}},
		{query.All{}, []string{"accent", "other", "plural", "singular", "title"}},
		{nil, []string{"accent", "other", "plural", "singular", "title"}},
	}.check(t, b)
}

func testCapitals(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("pronoun", "They told us in the harbour."),
		article("country", "The US envoy left."),
		article("dotted", "The envoy left the U.S. yesterday."),
	})
	us := query.Word{Term: "US", Caps: true, Exact: true}
	queries{
		{us, []string{"country", "dotted"}},
		{word("us"), []string{"country", "dotted", "pronoun"}},
		{query.Phrase{Words: []query.Word{exact("the"), us}}, []string{"country", "dotted"}},
		{query.Phrase{Words: []query.Word{exact("told"), us}}, nil},
	}.check(t, b)
}

// Capitals count where a word that is asked for in exactly its form has one.
func testWrittenCapitals(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("border", "Shots at the Line of Control."),
		article("factory", "He stood at the line of control desks."),
		article("headline", "Nothing.", titled("LINE OF CONTROL IS QUIET")),
		article("both", "A line, and the Line's end."),
		article("dotted", "The U.S. Line OF Control."),
	})
	written := func(term string, capitals uint32) query.Word {
		return query.Word{Term: term, Exact: true, Cased: true, Capitals: capitals}
	}
	line, of, control := written("line", 1), written("of", 0), written("control", 1)
	queries{
		{line, []string{"border", "both", "dotted"}},
		{written("line", 0), []string{"both", "factory"}},
		{written("line", 0b1111), []string{"headline"}},
		{exact("line"), []string{"border", "both", "dotted", "factory", "headline"}},
		{query.Phrase{Words: []query.Word{line, of, control}}, []string{"border"}},
		{query.Phrase{Words: []query.Word{written("line", 0), of, written("control", 0)}}, []string{"factory"}},
		{query.Phrase{Words: []query.Word{exact("line"), exact("of")}}, []string{"border", "dotted", "factory", "headline"}},
		{query.Not{Node: line}, []string{"factory", "headline"}},
		{near(3, line, control), []string{"border", "dotted"}},
		{query.AtLeast{Min: 2, Node: query.Or{Nodes: []query.Node{line, written("line", 0)}}}, []string{"both"}},
		{query.Word{Field: schema.Title, Term: "line", Exact: true, Cased: true, Capitals: 1}, nil},
		{query.AtLeast{Min: 2, Node: exact("line")}, []string{"both"}},
		{query.AtLeast{Min: 2, Node: written("line", 0)}, nil}, // the language writes it the same
	}.check(t, b)
}

// Phrases of words that nearly every article has, which an engine may find by
// other means than the rest.
func testLittleWords(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("once", "He went over the bridge and over a hill."),
		article("inflected", "The overs the captain bowled."),
		article("both", "Overs the captain bowled over the years, over the bridge."),
		article("apart", "The bridge is over. They of the north went, out of it."),
		article("title", "Nothing.", titled("Out of the window, over the Bridge")),
		article("same", "That that is, that the is."),
	})
	exactly := func(terms ...string) (p query.Phrase) {
		for _, term := range terms {
			p.Words = append(p.Words, exact(term))
		}
		return p
	}
	queries{
		{phrase("over", "the"), []string{"both", "inflected", "once", "title"}},
		{exactly("over", "the"), []string{"both", "once", "title"}},
		{phrase("over", "the", "bridge"), []string{"both", "once", "title"}},
		{phrase("went", "over", "the", "bridge"), []string{"once"}},
		{phrase("out", "of", "the"), []string{"title"}},
		{phrase("out", "of", "the", "window"), []string{"title"}},
		{phrase("out", "of"), []string{"apart", "title"}},
		{phrase("the", "over"), []string{"inflected"}},
		{exactly("the", "over"), nil},
		{phrase("that", "that"), []string{"same"}},
		{phrase("that", "that", "is"), []string{"same"}},
		{phrase("that", "the", "is"), []string{"same"}},
		{query.AtLeast{Min: 2, Node: phrase("over", "the")}, []string{"both"}},
		{query.AtLeast{Min: 3, Node: phrase("over", "the")}, []string{"both"}},
		{query.AtLeast{Min: 3, Node: exactly("over", "the")}, nil},
		{query.Phrase{Field: schema.Title, Words: phrase("over", "the").Words}, []string{"title"}},
		{near(2, phrase("over", "the"), word("bridge")), []string{"both", "once", "title"}},
		{query.Word{Term: "*he*", Wildcard: true}, []string{"apart", "both", "inflected", "once", "same", "title"}},
		{query.Word{Term: "of t", Prefix: true}, nil},
	}.check(t, b)
}

// C05: a phrase over words that other systems drop.
func testPhrases(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("board", "The Board of Harbours met."),
		article("apart", "The board met. Harbours of the north are full of the ships."),
		article("across", "They met the board", titled("Harbours")),
		article("twice", "A red ship, a red red ship."),
	})
	queries{
		{phrase("board", "of", "harbours"), []string{"board"}},
		{phrase("board", "of", "harbour"), []string{"board"}},
		{query.Phrase{Words: []query.Word{exact("board"), exact("of"), exact("harbour")}}, nil},
		{phrase("board", "harbours"), nil},
		{phrase("harbours", "board"), nil},
		{phrase("of", "the"), []string{"apart"}},
		{phrase("red", "red", "ship"), []string{"twice"}},
		{phrase("red", "red", "red"), nil},
		{phrase("ship", "a"), []string{"twice"}},
		{query.Phrase{Field: schema.Title, Words: phrase("board", "of").Words}, nil},
		{query.Phrase{Field: schema.Body, Words: phrase("board", "of").Words}, []string{"board"}},
		{query.Phrase{Words: []query.Word{word("board"), {Term: "o", Prefix: true}}}, []string{"board"}},
		{query.Not{Node: phrase("board", "of")}, []string{"across", "apart", "twice"}},
		{query.And{Nodes: []query.Node{word("board"), query.Not{Node: phrase("board", "met")}}}, []string{"across", "board"}},
		{query.Or{Nodes: []query.Node{phrase("the", "ships"), phrase("red", "ship")}}, []string{"apart", "twice"}},
		{query.Not{Node: query.Not{Node: phrase("board", "of")}}, []string{"board"}},
	}.check(t, b)
}

// C12: a Chinese name is its signs side by side.
func testChineseName(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("name", "记者林可唐昨日抵达云屿港。", in("zh")),
		article("signs", "林业报告可供查阅，唐代城墙开放。", in("zh")),
	})
	queries{
		{phrase("林", "可", "唐"), []string{"name"}},
		{word("林"), []string{"name", "signs"}},
	}.check(t, b)
}

// A word is inflected in an article's own language.
func testLanguages(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("en", "Many things were said.", in("en")),
		article("en-GB", "The thing was said.", in("en-GB")),
		article("de", "Neue Häuser", in("de")),
		article("none", "things", in("")),
		article("unknown", "things", in("xx")),
		article("haus", "Ein Haus, zwei Häusern", in("de")),
	})
	queries{
		{word("thing"), []string{"en", "en-GB", "none"}},
		{word("things"), []string{"en", "en-GB", "none", "unknown"}},
		{exact("thing"), []string{"en-GB"}},
		{word("hausern"), []string{"de", "haus"}},
		{phrase("many", "thing"), []string{"en"}},
		{query.Value{Field: schema.Lang, Text: "en", Whole: true}, []string{"en", "en-GB"}},
	}.check(t, b)
}

func testBoolean(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("a", "alpha"), article("ab", "alpha beta"), article("abc", "alpha beta gamma"),
		article("bc", "beta gamma"), article("d", "delta"),
	})
	alpha, beta, gamma := word("alpha"), word("beta"), word("gamma")
	queries{
		{query.And{Nodes: []query.Node{alpha, beta}}, []string{"ab", "abc"}},
		{query.Or{Nodes: []query.Node{alpha, gamma}}, []string{"a", "ab", "abc", "bc"}},
		{query.Not{Node: beta}, []string{"a", "d"}},
		{query.And{Nodes: []query.Node{alpha, query.Not{Node: gamma}}}, []string{"a", "ab"}},
		{query.And{Nodes: []query.Node{query.Not{Node: alpha}, query.Not{Node: beta}}}, []string{"d"}},
		{query.Or{Nodes: []query.Node{word("delta"), query.Not{Node: alpha}}}, []string{"bc", "d"}},
		{query.Not{Node: query.Or{Nodes: []query.Node{alpha, word("delta")}}}, []string{"bc"}},
		{query.Most{Min: 2, Nodes: []query.Node{alpha, beta, gamma}}, []string{"ab", "abc", "bc"}},
		{query.Most{Min: 3, Nodes: []query.Node{alpha, beta, gamma}}, []string{"abc"}},
		{query.Most{Min: 1, Nodes: []query.Node{alpha, word("delta")}}, []string{"a", "ab", "abc", "d"}},
		{query.Most{Min: 2, Nodes: []query.Node{alpha, query.Not{Node: beta}, phrase("beta", "gamma")}}, []string{"a", "abc"}},
		{query.Not{Node: query.All{}}, nil},
	}.check(t, b)
}

func testFields(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("title", "Nothing.", titled("Ferry sinks")),
		article("body", "The ferry sinks."),
		article("subtitle", "Nothing.", func(d *index.Document) { d.Subtitle = "A ferry" }),
	})
	queries{
		{query.Word{Field: schema.Title, Term: "ferry"}, []string{"title"}},
		{query.Word{Field: schema.Subtitle, Term: "ferry"}, []string{"subtitle"}},
		{query.Word{Field: schema.Body, Term: "ferry"}, []string{"body"}},
		{word("ferry"), []string{"body", "subtitle", "title"}},
	}.check(t, b)
}

func testValues(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("1", "x", from("Harbour Ledger"), naming("Marco Rubio"), func(d *index.Document) {
			d.URL, d.Keywords, d.Image = "https://example.org/a?utm_source=x", []string{"Sea", "sea"}, "https://example.org/i.png"
		}),
		article("2", "x", from("HARBOUR ledger"), naming("Rubio Marconi", "Élodie Óskar"), func(d *index.Document) {
			d.Authors, d.Section = []string{"Ana Lind", "Bo Ek"}, "World"
		}),
		article("3", "x", at("2025")),
	})
	value := func(field, text string, whole bool) query.Value {
		return query.Value{Field: field, Text: text, Whole: whole}
	}
	queries{
		{value(schema.Source, "harbour ledger", true), []string{"1", "2"}},
		{value(schema.Source, "harbour", true), nil},
		{value(schema.Source, "ledger", false), []string{"1", "2"}},
		{value(schema.Person, "Marco Rubio", true), []string{"1"}},
		{value(schema.Person, "rubio", false), []string{"1", "2"}},
		{value(schema.Person, "rubio marco", false), []string{"1"}},
		{value(schema.Person, "elodie oskar", true), []string{"2"}},
		{value(schema.Author, "bo ek", true), []string{"2"}},
		{value(schema.Section, "world", false), []string{"2"}},
		{value(schema.Topic, "SEA", true), []string{"1"}},
		{value(schema.Has, "image", true), []string{"1"}},
		{value(schema.Has, "author", false), []string{"2"}},
		{value(schema.Has, "published", true), []string{"3"}},
		{value(schema.Has, "keyword", true), []string{"1"}},
		{value(schema.URL, "https://example.org/a", true), []string{"1"}},
		{value(schema.URL, "https://example.org/b", true), nil},
		{value(schema.URL, "no url", true), nil},
		{value("id", "2", true), []string{"2"}},
		{value("id", "4", true), nil},
		{value(schema.Person, "", false), nil},
		{query.Not{Node: value(schema.Person, "rubio", false)}, []string{"3"}},
	}.check(t, b)
}

// Values that are too long, or are no text, are held as schema.Value gives them.
func testLongValues(t *testing.T, open Open) {
	long, broken := strings.Repeat("长", schema.MaxValue), "North\xff\xfe South"
	docs := numbered(150, func(i int) index.Document {
		return article("", "x", naming(fmt.Sprintf("Bearer %d of a name", i)))
	})
	b, _ := open(t, append(docs, article("long", "x", from(long)), article("broken", "x", from(broken)), article("other", "x")))
	for source, id := range map[string]string{long: "long", broken: "broken"} {
		a := find(t, b, plan(query.All{}, filter(schema.Source, []string{source}, nil), facet(schema.Source, 1)))
		if len(a.Hits) != 1 || a.Hits[0].ID != id {
			t.Errorf("found %v by its source, want %s", ids(a.Hits), id)
		}
		if !slices.Contains(a.Facets[0].Values, search.Count{Value: schema.Value(source), Count: 1}) || a.Facets[0].Distinct != 2 {
			t.Errorf("facet %+v", a.Facets[0])
		}
	}
	// More values than an engine would look up one by one.
	many := query.Value{Field: schema.Person, Text: "name bearer"}
	if a := find(t, b, plan(many)); a.Total != len(docs) {
		t.Errorf("%d articles name a bearer, want %d", a.Total, len(docs))
	}
	if a := find(t, b, plan(query.Not{Node: many})); a.Total != 3 {
		t.Errorf("%d articles name none, want 3", a.Total)
	}
}
