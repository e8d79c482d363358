package searchtest

import (
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search/query"
)

func near(distance int, sides ...query.Node) query.Near {
	return query.Near{Nodes: sides, Distance: distance}
}

func testNear(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("beside", "The envoy resigned."),
		article("behind", "Resigned, as some had feared: the envoy."), // 6 words on
		article("far", "The envoy said a lot of things before anyone resigned."),
		article("across", "An envoy came.", titled("Minister resigned")),
		article("alone", "An envoy, and an envoy again."),
		article("phrase", "The special envoy of the council has now resigned."),
	})
	envoy, resigned := word("envoy"), word("resign")
	ordered, phrased := near(6, envoy, resigned), near(5, phrase("special", "envoy"), resigned)
	ordered.Ordered = true
	titled := query.Word{Field: schema.Title, Term: "resigned"}
	queries{
		{near(1, envoy, resigned), []string{"beside"}},
		{near(1, resigned, envoy), []string{"beside"}},
		{near(5, envoy, resigned), []string{"beside"}},
		{near(6, envoy, resigned), []string{"behind", "beside", "phrase"}},
		{ordered, []string{"beside", "phrase"}},
		{near(255, envoy, resigned), []string{"behind", "beside", "far", "phrase"}},
		{near(2, envoy, envoy), nil},
		{near(3, envoy, envoy), []string{"alone"}}, // two, not one twice
		{phrased, nil},
		{near(6, phrase("special", "envoy"), resigned), []string{"phrase"}},
		{near(1, query.Or{Nodes: []query.Node{word("minister"), envoy}}, resigned), []string{"across", "beside"}},
		{near(1, word("minister"), titled), []string{"across"}},
		{near(255, envoy, titled), nil},
		{near(2, near(1, word("the"), envoy), resigned), []string{"beside"}},
		{near(1, query.Word{Term: "*nvo?", Wildcard: true}, query.Word{Term: "resignd", Fuzzy: 1}), []string{"beside"}},
		{near(2, word("council"), word("special"), word("of")), nil},
		{near(3, word("council"), word("special"), word("of")), []string{"phrase"}}, // two words between: envoy, the
		{query.And{Nodes: []query.Node{envoy, query.Not{Node: near(6, envoy, resigned)}}}, []string{"across", "alone", "far"}},
	}.check(t, b)
}

func testUnits(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("sentence", "First. The envoy left, Mr. Orven said, and resigned. Last."),
		article("paragraph", "The envoy left. He resigned."),
		article("text", "The envoy left.\n\nHe resigned."),
		article("chinese", "大使辞职。部长留任。", in("zh")),
	})
	within := func(u query.Unit, sides ...query.Node) query.Near { return query.Near{Nodes: sides, Unit: u} }
	envoy, resigned := word("envoy"), word("resigned")
	queries{
		{within(query.Sentence, envoy, resigned), []string{"sentence"}},
		{within(query.Paragraph, envoy, resigned), []string{"paragraph", "sentence"}},
		{within(query.Sentence, resigned, word("orven")), []string{"sentence"}},
		{within(query.Sentence, envoy, word("first")), nil},
		{within(query.Paragraph, word("first"), word("last")), []string{"sentence"}},
		{within(query.Sentence, phrase("大", "使"), phrase("辞", "职")), []string{"chinese"}},
		{within(query.Sentence, phrase("大", "使"), phrase("部", "长")), nil},
		{within(query.Paragraph, phrase("大", "使"), phrase("部", "长")), []string{"chinese"}},
		{within(query.Sentence, phrase("left", "he"), resigned), nil}, // the phrase is in no sentence
	}.check(t, b)
}

func testAtLeast(t *testing.T, open Open) {
	b, _ := open(t, []index.Document{
		article("once", "A ship."),
		article("twice", "Two ships.", titled("The ship")),
		article("thrice", "A ship, ships, the ship."),
		article("overlapping", "red red red"),
	})
	queries{
		{query.AtLeast{Min: 2, Node: word("ship")}, []string{"thrice", "twice"}},
		{query.AtLeast{Min: 3, Node: word("ship")}, []string{"thrice"}},
		{query.AtLeast{Min: 4, Node: word("ship")}, nil},
		{query.AtLeast{Min: 2, Node: query.Word{Field: schema.Body, Term: "ship"}}, []string{"thrice"}},
		{query.AtLeast{Min: 3, Node: query.Or{Nodes: []query.Node{word("ship"), exact("the")}}}, []string{"thrice", "twice"}},
		{query.AtLeast{Min: 2, Node: phrase("red", "red")}, nil},
		{query.Not{Node: query.AtLeast{Min: 2, Node: word("ship")}}, []string{"once", "overlapping"}},
	}.check(t, b)
}
