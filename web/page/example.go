package page

import "github.com/dateline-search/dateline/web/param"

// example is something that the box understands.
type example struct{ Query, Means, URL string }

// examples are one of each kind, the plainest first.
func examples() []example {
	list := []example{
		{Query: `drone strikes`, Means: "both words, in any inflection"},
		{Query: `"line of control"`, Means: "these words in this order"},
		{Query: `=strikes`, Means: "exactly this form; with a capital in it, case counts too"},
		{Query: `ceasefire OR truce`, Means: "either; AND, OR and NOT in capitals, brackets group"},
		{Query: `kashmir -cricket`, Means: "the one without the other"},
		{Query: `drone NEAR/5 strike`, Means: "within five words, in any order; PRE/5 in this order"},
		{Query: `drone W/S Karachi`, Means: "in one sentence; W/P in one paragraph"},
		{Query: `ATLEAST/3 ceasefire`, Means: "at least three times"},
		{Query: `diplom*`, Means: "every word that begins so; ? stands for one letter"},
		{Query: `rubyo~`, Means: "words that are spelled nearly so"},
		{Query: `title:ceasefire`, Means: "in the headline; also body:, author:, source:, section:, lang:, keyword:"},
		{Query: `person:"Marco Rubio"`, Means: "who is named, under any name; also org:, place:, country:"},
		{Query: `published:2025-05-01..2025-05-09`, Means: "when it was published; also after:, before:, last:7d"},
		{Query: `mentions:2025-05-02`, Means: "a date that the text speaks of, however it says it"},
		{Query: `has:author`, Means: "that it has one"},
		{Query: `ceasefire^3 talks`, Means: "the first word weighs more"},
	}
	for i := range list {
		list[i].URL = here(param.State{}.Set(param.Q, list[i].Query))
	}
	return list
}
