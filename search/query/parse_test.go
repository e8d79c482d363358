package query_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search/query"
)

func parse(t *testing.T, input string) query.Parsed {
	t.Helper()
	p, err := query.Parse(input, options())
	if err != nil {
		t.Fatalf("Parse(%q): %v", input, err)
	}
	return p
}

func options() query.Options {
	return query.Options{Now: func() time.Time { return time.Date(2025, 5, 10, 12, 0, 0, 0, time.UTC) }}
}

// What needs no repair: the input, and how it is printed back.
func TestParse(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "  ", "*"},
		{"star", "*", "*"},
		{"words", "drone strikes", "drone AND strikes"},
		{"case and accents", "Québec DRONES", "quebec AND drones"},
		{"operators in small letters", "drone or strike and not", "drone AND or AND strike AND and AND not"},
		{"OR", "drone OR missile", "drone OR missile"},
		{"AND", "drone AND missile", "drone AND missile"},
		{"NOT", "drone NOT missile", "drone AND NOT missile"},
		{"hyphen excludes", "drone -missile", "drone AND NOT missile"},
		{"only what is not", "-drone", "NOT drone"},
		{"double NOT", "NOT NOT drone", "drone"},
		{"hyphen excludes a group", "-(a b) -\"c d\"", `NOT (a AND b) AND NOT "c d"`},
		{"hyphen inside", "well-being", `"well being"`},
		{"hyphen alone and double", "drone - strike --now", "drone AND strike AND now"},
		{"brackets", "a (b OR c)", "a AND (b OR c)"},
		{"nested", "((a)) (b (c d))", "a AND b AND c AND d"},
		{"repeated", "a a OR a", "a"},
		{"phrase", `"Line of Control"`, `"line of control"`},
		{"phrase, curly", "“line of control”", `"line of control"`},
		{"phrase, mixed quotes", `“well-being"`, `"well being"`},
		{"phrase, guillemets", "« a “b” »", `"a b"`},
		{"phrase of one word", `"drone"`, "drone"},
		{"Chinese", "林可唐", `"林可唐"`},
		{"Chinese, quoted", `"林可唐" 云`, `"林可唐" AND 云`},
		{"Hebrew acronym", `צה"ל`, "צהל"},
		{"elision", "l’Iran", `"l iran"`},
		{"possessive", "Orven’s Orven's orven", "orven"},
		{"exact", "=strikes", "=strikes"},
		{"NEAR", "a NEAR/5 b", "a NEAR/5 b"},
		{"W is NEAR", "a W/5 b", "a NEAR/5 b"},
		{"PRE", "a PRE/5 b", "a PRE/5 b"},
		{"in one sentence and paragraph", "a W/S b W/P c", "(a W/S b) W/P c"},
		{"NEAR binds tightest", "x OR NOT a NEAR/5 b c", "x OR (NOT a NEAR/5 b AND c)"},
		{"NEAR of what is excluded", "-a NEAR/5 b", "NOT a NEAR/5 b"},
		{"NEAR of groups", `("a b" OR c*) NEAR/3 (d W/S e)`, `("a b" OR c*) NEAR/3 (d W/S e)`},
		{"NEAR in a field", "title:(a NEAR/5 b)", "title:a NEAR/5 title:b"},
		{"near is a word", "near a w/ b", "near AND a AND w AND b"},
		{"quotation of two words apart", `title:"a b"~5`, "title:a NEAR/5 title:b"},
		{"quotation of words apart", `title:"a b c"~5^2`, `title:"a b c"~5^2`},
		{"how often", "NOT ATLEAST/3 a", "NOT ATLEAST/3 a"},
		{"how often a group", `ATLEAST/3 (a OR "b c")^2`, `(ATLEAST/3 (a OR "b c"))^2`},
		{"how often near", "ATLEAST/2 a NEAR/5 b", "ATLEAST/2 a NEAR/5 b"},
		{"once is once", "ATLEAST/1 a", "a"},
		{"wildcard behind", "astrophysi* Astrophysi**", "astrophysi*"},
		{"wildcard inside", "organi?ation a*b?c", "organi?ation AND a*b?c"},
		{"wildcard in front", "*ation *Port*", "*ation AND *port*"},
		{"runs of wildcards", "a*?*b", "a?*b"},
		{"wildcard inside a phrase", `"the organi?ation of"`, `"the organi?ation of"`},
		{"question marks", "what happened? (why?) ?", "what AND happened AND why"},
		{"wildcard without letters", "a ** ?*", "a"},
		{"fuzzy", "rubyo~ rub~ word~2 word~1 word~0", "rubyo~1 AND rub~1 AND word~2 AND word~1 AND word"},
		{"fuzzy long", "title:greywick~", "title:greywick~2"},
		{"weight", `term^3 "a b"^2 title:x*^0.5 y~1^10`, `term^3 AND "a b"^2 AND title:x*^0.5 AND y~1^10`},
		{"weight of a group", "(a OR b)^3 c", "(a OR b)^3 AND c"},
		{"weight of one", "a^1 (b)^1", "a AND b"},
		{"weights in each other", "((a^2 OR b)^2)^3", "(a^2 OR b)^6"},
		{"weight excluded", "-a^2 b", "NOT a^2 AND b"},
		{"exact phrase", `="line of control"`, `="line of control"`},
		{"exact group", "=(strikes OR drones)", "=strikes OR =drones"},
		{"exact capitals", "=US =WHO", "=US AND =WHO"},
		{"acronyms", "UN u.n", "un"},
		{"acronym with points", "U.N. U.S", "U.N. AND U.S."},
		{"acronym in a phrase", `"in the U.S."`, `"in the U.S."`},
		{"prefix", "Diplom*", "diplom*"},
		{"prefix in capitals", "ASTRO* U.S.*", "astro* AND us*"},
		{"prefix behind a hyphen", "well-bei*", `"well bei*"`},
		{"prefix in a phrase", `"marco rub*"`, `"marco rub*"`},
		{"question mark", "Who won?", "who AND won"},

		{"text fields", "title:Drone text:strike subtitle:x", "title:drone AND body:strike AND subtitle:x"},
		{"field in capitals", "Title:x", "title:x"},
		{"field with phrase", `title:"line of control" body:=US`, `title:"line of control" AND body:=US`},
		{"field with group", "title:(a OR b -c)", "title:a OR (title:b AND NOT title:c)"},
		{"field inside a field", "title:(a body:b)", "title:a AND body:b"},
		{"field excluded", "-title:a NOT body:b", "NOT title:a AND NOT body:b"},
		{"value", `person:"Marco Rubio" person:Rubio`, `person:"Marco Rubio" AND person:Rubio`},
		{"value of several words", "person:(Marco Rubio)", "person:(Marco Rubio)"},
		{"values", `source:(bbc OR "The Guardian") -section:sport`, `(source:bbc OR source:"The Guardian") AND NOT section:sport`},
		{"values with AND", "person:(Orla AND Tam)", "person:Orla AND person:Tam"},
		{"value that looks like an operator", "person:AND person:(x =OR)", "person:=AND AND person:(x =OR)"},
		{"value with signs", `id:a-1 url:https://x.y/a?b=~c*`, "id:a-1 AND url:=https://x.y/a?b=~c*"},
		{"value with quotes", `person:"Dwayne \"Rock\" \\ J"`, `person:"Dwayne \"Rock\" \\ J"`},
		{"has and lang", "has:image lang:en keyword:x author:y org:z place:p", "has:image AND lang:en AND keyword:x AND author:y AND org:z AND place:p"},
		{"URL", "https://example.com/a", `"https example com a"`},
		{"time", "10:30", `"10 30"`},

		{"day", "published:2025-05-08", "published:2025-05-08"},
		{"month", "published:2025-05", "published:2025-05"},
		{"year", "published:2025", "published:2025"},
		{"range", "published:2025-05-01..2025-05-09", "published:2025-05-01..2025-05-09"},
		{"range of months", "published:2025-04..2025-05", "published:2025-04-01..2025-05-31"},
		{"open ranges", "published:2025.. published:..2025", "published:>=2025-01-01 AND published:<2026-01-01"},
		{"not before", "published:>=2025-05", "published:>=2025-05-01"},
		{"after", "published:>2025-05 after:2025-05", "published:>=2025-06-01"},
		{"before", "published:<2025-05 before:2025-05", "published:<2025-05-01"},
		{"not after", "published:<=2025-05", "published:<2025-06-01"},
		{"instant", "published:>=2025-05-08T14:00+02:00", "published:>=2025-05-08T12:00:00Z"},
		{"minute", "published:2025-05-08T14:00Z", "published:2025-05-08T14:00:00Z..2025-05-08T14:00:59Z"},
		{"time without zone", "after:2025-05-08T14:00:00", "published:>=2025-05-08T14:00:01"},
		{"end of days", "published:9999", "published:9999"},
		{"mentioned day", "mentions:2025-05-02", "mentions:2025-05-02"},
		{"mentioned month", "-mentions:2025-05", "NOT mentions:2025-05"},
		{"mentioned week and quarter", "mentions:2025-W19 OR mentions:2025-Q2", "mentions:2025-W19 OR mentions:2025-Q2"},
		{"mentioned range", "mentions:2025-04..2025-05", "mentions:2025-04-01..2025-05-31"},
		{"mentioned range of a year", "mentions:2025-Q1..2025-Q4", "mentions:2025"},
		{"mentioned in words", `mentions:"May 2, 2025"`, "mentions:2025-05-02"},
		{"mentioned open ranges", "mentions:2025.. mentions:..2025", "mentions:>=2025-01-01 AND mentions:<=2025-12-31"},
		{"mentioned with signs", "mentions:>2025-05 mentions:<2025-05-02", "mentions:>=2025-06-01 AND mentions:<=2025-05-01"},
		{"mentioned group", "mentions:(2024 OR 2025)", "mentions:2024 OR mentions:2025"},
		{"until the end of days", "published:<=9999", "published:<=9999-12-31"},
		{"last", "last:7d OR last:24h", "published:>=2025-05-03T12:00:00Z OR published:>=2025-05-09T12:00:00Z"},
		{"last, longer", "last:2w OR last:3m OR last:1y", "published:>=2025-04-26T12:00:00Z OR published:>=2025-02-10T12:00:00Z OR published:>=2024-05-10T12:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			opts := options()
			opts.Strict = true
			p, err := query.Parse(c.in, opts)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Node.String(); got != c.want {
				t.Errorf("Parse(%q) = %s, want %s", c.in, got, c.want)
			}
			checkPrinted(t, p.Node)
		})
	}
}

// What is repaired: the input, how it is read, and where the note points. Strict
// mode refuses all of it at that place.
func TestParseRepairs(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		position       int
		note           string
	}{
		{"open quote", `a "harbour plan`, `a AND "harbour plan"`, 2, "never closed"},
		{"lone quote", `"`, "*", 0, "never closed"},
		{"quote behind a word", `plan"`, "plan", 4, "never closed"},
		{"open bracket", "(a OR b", "a OR b", 0, "never closed"},
		{"closing bracket", "harbour)", "harbour", 7, "closes nothing"},
		{"closing bracket before OR", "é) OR b", "e OR b", 1, "closes nothing"},
		{"empty brackets", "a ()", "a", 2, "nothing in these brackets"},
		{"empty phrase", `a ""`, "a", 2, "no word in these quotes"},
		{"phrase of punctuation", `a "&"`, "a", 2, "no word in these quotes"},
		{"AND in front", "AND a", "a", 0, "nothing before"},
		{"AND at the end", "a AND", "a", 2, "nothing behind"},
		{"AND twice", "a AND AND b", "a AND b", 6, "nothing before"},
		{"OR in front", "OR a", "a", 0, "nothing before"},
		{"OR at the end", "a OR", "a", 2, "nothing behind"},
		{"OR twice", "a OR OR b", "a OR b", 5, "nothing before"},
		{"OR before punctuation", "a OR &", "a", 2, "nothing behind"},
		{"NOT at the end", "a NOT", "a", 2, "nothing behind"},
		{"NOT before punctuation", "NOT & a", "a", 0, "nothing behind"},
		{"nothing excluded", "a -&", "a", 2, "no word behind"},
		{"punctuation alone", " & !", "*", 1, "no word to search for"},
		{"field without value", "a title: AND b", "a AND b", 2, "title: has no value"},
		{"field at the end", "a person:", "a", 2, "person: has no value"},
		{"field with empty value", `person:"" a`, "a", 0, "person: has no value"},
		{"field with empty brackets", "title:() a", "a", 0, "nothing in these brackets"},
		{"unknown field", "é headline:x", `e AND "headline x"`, 2, "no field headline"},
		{"foreign operators", "a || b && c", "a OR (b AND c)", 2, "written OR"},
		{"range turned round", "published:2025-06..2025-05", "published:2025-05-01..2025-06-30", 0, "read as 2025-05..2025-06"},

		{"NEAR at the end", "a NEAR/5", "a", 2, "nothing behind it"},
		{"C16", `("FID due 2031"~10 OR "decision due"~5`, `"fid due 2031"~10 OR decision NEAR/5 due`, 0, "never closed"},
		{"NEAR at the start", "NEAR/5 a", "a", 0, "nothing before it"},
		{"NEAR twice", "a NEAR/5 PRE/2 b", "a PRE/2 b", 2, "nothing behind it"},
		{"NEAR of nothing", "a NEAR/0 b", "a NEAR/1 b", 2, "from 1 to 255"},
		{"NEAR too far", "a W/99999999999999999999 b", "a NEAR/255 b", 2, "from 1 to 255"},
		{"NEAR beside AND", "a NEAR/5 (b c)", "a AND b AND c", 2, "groups of OR"},
		{"NEAR beside NOT", "a NEAR/5 NOT b", "a AND NOT b", 2, "groups of OR"},
		{"NEAR beside a hyphen", "a W/S -b", "a AND NOT b", 2, "groups of OR"},
		{"NEAR beside a value", "a NEAR/5 person:b c", "a AND person:b AND c", 2, "groups of OR"},
		{"NEAR among values", "person:(a NEAR/5 b c)", "person:a AND person:b AND person:c", 10, "groups of OR"},
		{"NEAR beside a number of times", "a NEAR/5 ATLEAST/2 b", "a AND ATLEAST/2 b", 2, "groups of OR"},
		{"NEAR of a weight", "a^2 NEAR/5 b", "a NEAR/5 b", 4, "as a whole"},
		{"quotation without a distance", `"a b"~`, "a NEAR/1 b", 0, "needs a distance"},
		{"too often", "ATLEAST/5000 a", "ATLEAST/1000 a", 0, "from 1 to 1000; read as 1000"},
		{"how often it is not", "ATLEAST/2 NOT a", "NOT a", 0, "groups of OR alone"},
		{"how often a value", "ATLEAST/2 person:a", "person:a", 0, "groups of OR alone"},
		{"fuzzy phrase", "well-being~", `"well being"`, 0, "behind a single plain word"},
		{"fuzzy prefix", "shi*~1", "shi*", 0, "behind a single plain word"},
		{"too fuzzy", "harbour~5", "harbour~2", 0, "2 letters may differ"},
		{"heavy", "a^1000 b", "a AND b", 0, "at most 100"},
		{"weightless", "(a b)^0", "a AND b", 4, "more than 0"},
		{"no weight", "(a b)^", "a AND b", 4, "no weight"},
		{"weight of a value", "person:rubio^3", "person:rubio", 0, "behind a value"},
		{"weight of what is not", "(NOT a)^3", "NOT a", 6, "words alone"},
		{"mentions turned", "mentions:2025-05..2025-04", "mentions:2025-04-01..2025-05-31", 0, "ends before it begins"},
		{"wildcard in a value", "source:bbc*", "source:bbc", 0, "not in source:"},

		{"tilde alone", " ~", "*", 1, "nothing before it"},
		{"slips alone", "~2", "*", 0, "nothing before it"},
		{"weight alone", "^2.5", "*", 0, "nothing before it"},
		{"hat alone", "^", "*", 0, "nothing before it"},
		{"signs alone", "~2^3", "*", 0, "nothing before it"},
		{"weight beside a word", "a ^2", "a", 2, "nothing before it"},
		{"slips beside a word", "a ~2 b", "a AND b", 2, "nothing before it"},
		{"tilde beside OR", "a OR ~", "a", 5, "nothing before it"},
		{"slips in brackets", "(~2) a", "a", 1, "nothing before it"},
		{"slips excluded", "a -~2", "a", 2, "nothing before it"},
		{"slips exactly", "=~2 a", "a", 0, "nothing before it"},
		{"slips in the title", "title:~2 a", "a", 0, "nothing before it"},
		{"slips of a person", "person:~2 a", "a", 0, "person: has no value"},
		{"any person", "person:* a", "a", 0, "person: has no value"},
		{"any title", "title:* a", "a", 0, "title: has no value"},
		{"slips of brackets", "(a b)~5", "a AND b", 4, "not behind brackets"},
		{"distance of one word", `"a"~5`, "a", 0, "behind several words"},
		{"two weights", "a^2^3", "a^2", 0, "^3 stands behind another"},
		{"slips twice", "harbour~1~2", "harbour~1", 0, "~2 stands behind another"},
		{"hat without a weight", "a^", "a", 0, "no weight"},
		{"times alone", "ATLEAST/3", "*", 0, "nothing behind it"},
		{"distance alone", "NEAR/3", "*", 0, "nothing before it"},
		{"sentence alone", "W/S", "*", 0, "nothing before it"},
		{"order alone", "PRE/2", "*", 0, "nothing before it"},
		{"AND alone", "AND", "*", 0, "nothing before it"},
		{"OR alone", "OR", "*", 0, "nothing before it"},
		{"NOT alone", "NOT", "*", 0, "nothing behind it"},
		{"NEAR without a number", "a NEAR/ b", "a AND near AND b", 2, "as in NEAR/5"},
		{"NEAR with a word", "a NEAR/two b", `a AND "near two" AND b`, 2, "as in NEAR/5"},
		{"W without a number", "W/", "w", 0, "as in W/5"},
		{"PRE without a number", "a PRE/ b", "a AND pre AND b", 2, "as in PRE/5"},
		{"times without a number", "ATLEAST/x a", `"atleast x" AND a`, 0, "as in ATLEAST/5"},
		{"field alone", "title:", "*", 0, "title: has no value"},
		{"question mark alone", " ?", "*", 1, "no word to search for"},
		{"two stars", "**", "*", 0, "no word to search for"},
		{"times of none", "ATLEAST/0 a", "a", 0, "from 1 to 1000; read as 1"},
		{"blank behind a field", "a -person:  Rubio b", "a AND NOT person:Rubio AND b", 2, "no blank stands between person: and its value"},
		{"blank before another field", "title: body:b", "body:b", 0, "title: has no value"},
		{"slip in a field", "titel:a", `"titel a"`, 0, "no field titel (title: is one)"},
		{"field of others", "a date:2025", `a AND "date 2025"`, 2, "no field date (published: is one)"},
		{"exclamation mark", "a !b !(c d) !\"e f\"", `a AND NOT b AND NOT (c AND d) AND NOT "e f"`, 2, "! is written - here"},
		{"operator in small letters", "a near/5 b", `a AND "near 5" AND b`, 2, "the operator is written NEAR/5"},
		{"unit in a small letter", "a W/s b", `a AND "w s" AND b`, 2, "the operator is written W/S"},
		{"times in small letters", "atleast/3 b", `"atleast 3" AND b`, 0, "the operator is written ATLEAST/3"},
		{"operator of others", "a WITHIN/5 b ADJ3 c", `a AND "within 5" AND b AND adj3 AND c`, 2, "the operator is written NEAR/5"},
		{"fields apart", "title:a NEAR/5 body:(b OR c)", "title:a AND (body:b OR body:c)", 8, "not title: and body:"},
		{"slips that are no number", "a drone~x", "a AND drone~1", 2, "~x is no number of letters, as in ~1 or ~2; read as ~"},
		{"slips as a share", "drone~0.8", "drone~1", 0, "~0.8 is no number of letters"},
		{"weight that is no number", "drone^x", "drone", 0, "^x is no weight, as in ^2"},
		{"weight below nothing", "drone^-1 a", "drone AND a", 0, "^-1 is no weight"},
		{"signs of a range turned", "published:=>2025-05", "published:>=2025-05-01", 0, "=> is written >= here"},
		{"signs of mentions turned", "mentions:=<2025", "mentions:<=2025-12-31", 0, "=< is written <= here"},
		{"language by its name", "lang:Spanish", "lang:es", 0, "languages have codes; read as lang:es"},
		{"language by its own name", "lang:français a", "lang:fr AND a", 0, "read as lang:fr"},
		{"colon alone", ":", "*", 0, "no word to search for"},
		{"hyphen alone", "-", "*", 0, "no word to search for"},
		{"equals sign alone", "=", "*", 0, "no word to search for"},
		{"quotes alone", `""`, "*", 0, "no word in these quotes"},
		{"brackets alone", "()", "*", 0, "nothing in these brackets"},
		{"bracket alone", ")", "*", 0, "closes nothing"},
		{"open bracket alone", "(", "*", 0, "never closed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := parse(t, c.in)
			if got := p.Node.String(); got != c.want {
				t.Errorf("Parse(%q) = %s, want %s", c.in, got, c.want)
			}
			if !slices.ContainsFunc(p.Notes, func(n query.Note) bool {
				return n.Position == c.position && strings.Contains(n.Message, c.note)
			}) {
				t.Errorf("notes = %v, want %q at %d", p.Notes, c.note, c.position)
			}
			checkPrinted(t, p.Node)
			opts := options()
			opts.Strict = true
			_, err := query.Parse(c.in, opts)
			var syntax *query.SyntaxError
			if !errors.As(err, &syntax) || syntax.Position != c.position || strings.Contains(syntax.Message, ";") {
				t.Errorf("strict: %v, want an error at %d that speaks of no repair", err, c.position)
			}
		})
	}
}

// What is said without being a repair.
func TestParseHints(t *testing.T) {
	for _, c := range []struct{ in, want, note string }{
		{"a AND b OR c", "(a AND b) OR c", "read as (a AND b) OR c"},
		{"a b OR c", "(a AND b) OR c", "read as (a AND b) OR c"},
		{"a~^2", "a^2", "too short to be fuzzy"},
		{"a NEAR b", "a AND near AND b", "the operator is written NEAR/5"},
		{"a | b", "a AND b", "write OR where that is meant"},
		{"a|b", `"a b"`, "write OR where that is meant"},
		{"/dro.e/", `"dro e"`, "no regular expressions"},
	} {
		opts := options()
		opts.Strict = true
		p, err := query.Parse(c.in, opts)
		if err != nil {
			t.Fatal(err)
		}
		if p.Node.String() != c.want || len(p.Notes) != 1 || !strings.Contains(p.Notes[0].Message, c.note) {
			t.Errorf("Parse(%q) = %s, %v", c.in, p.Node, p.Notes)
		}
	}
	if p := parse(t, "(a AND b) OR c"); len(p.Notes) > 0 {
		t.Errorf("needless notes: %v", p.Notes)
	}
}

// A colon, a tilde or a hat in a text that is pasted needs no word.
func TestParsePlain(t *testing.T) {
	for in, want := range map[string]string{
		"Breaking: drones":        "breaking AND drones",
		"https://x.example/~bo/a": `"https x example bo a"`,
		"x^2+y":                   `"x 2 y"`,
		"Stop! Now!":              "stop AND now",
		"and/or w/o":              `"and or" AND "w o"`,
	} {
		if p := parse(t, in); p.Node.String() != want || len(p.Notes) > 0 {
			t.Errorf("Parse(%q) = %s, %v, want %s", in, p.Node, p.Notes, want)
		}
	}
}

// What is wrong is said once.
func TestParseSaysItOnce(t *testing.T) {
	for _, in := range []string{`"`, "(", "OR", "AND", "person:~2", `title:"`, `="`, "a OR", "NEAR/5", "NOT", `person:"`, "lang:*", "((((a", "a)))"} {
		if p := parse(t, in); len(p.Notes) != 1 {
			t.Errorf("Parse(%q): %v", in, p.Notes)
		}
	}
}

// What cannot be read says why, and what would be right, once.
func TestParseErrors(t *testing.T) {
	for in, want := range map[string]string{
		"published:soon":                  `"soon" is no date; write 2025, 2025-05, 2025-05-08 or 2025-05-08T14:00Z, and a range as 2025-05-01..2025-05-09`,
		"published:2025-13":               `"2025-13" is no date: there is no month 13; write 2025, 2025-05, 2025-05-08 or 2025-05-08T14:00Z, and a range as 2025-05-01..2025-05-09`,
		"published:05/08/2025":            `"05/08/2025" is no date: day and month cannot be told apart; write 2025, 2025-05, 2025-05-08 or 2025-05-08T14:00Z, and a range as 2025-05-01..2025-05-09`,
		"published:2025-05-01..soon":      `"soon" is no date; write 2025, 2025-05, 2025-05-08 or 2025-05-08T14:00Z, and a range as 2025-05-01..2025-05-09`,
		"published:>=":                    `there is no date; write 2025, 2025-05, 2025-05-08 or 2025-05-08T14:00Z, and a range as 2025-05-01..2025-05-09`,
		"after:soon":                      `"soon" is no date; write 2025, 2025-05, 2025-05-08 or 2025-05-08T14:00Z`,
		"before:0999":                     `"0999" is no date: there were no news before the year 1000; write 2025, 2025-05, 2025-05-08 or 2025-05-08T14:00Z`,
		"mentions:2025-W60":               `"2025-W60" is no date; write 2025, 2025-05, 2025-05-08, 2025-Q2 or 2025-W19, and a range as 2025-05-01..2025-05-09`,
		"mentions:2025-05-02T14:00Z":      `"2025-05-02T14:00Z" is no date: texts are searched for days, not for times of day; write 2025, 2025-05, 2025-05-08, 2025-Q2 or 2025-W19, and a range as 2025-05-01..2025-05-09`,
		"last:week":                       `"week" is no length of time; write 24h, 7d, 2w, 3m or 1y`,
		"has:picture":                     `picture is nothing that can be asked for; write has:image, has:author, has:published, has:keyword`,
		"lang:klingonian":                 `klingonian is no code of a language; write it as in lang:en`,
		strings.Repeat("(", 65) + "drone": `brackets and NOTs stand more than 64 deep in each other`,
	} {
		_, err := query.Parse(in, options())
		var syntax *query.SyntaxError
		if !errors.As(err, &syntax) || syntax.Message != want {
			t.Errorf("Parse(%q): %v, want %s", in, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	words := strings.Repeat("é ", 600)
	for _, c := range []struct {
		name, in string
		position int
	}{
		{"no date", "é published:2025-13-01", 2},
		{"no such day", "published:2025-02-30", 0},
		{"no date in a range", "published:2025..soon", 0},
		{"range without ends", "published:..", 0},
		{"mentions no date", "a mentions:soon", 2},
		{"mentions a time", "mentions:2025-05-02T10:00Z", 0},
		{"mentions without ends", "mentions:..", 0},
		{"mentions before all", "mentions:<0001", 0},
		{"no length of time", "last:soon", 0},
		{"length of time without unit", "last:7", 0},
		{"year 1", "before:0001", 0},
		{"too long", strings.Repeat("é", query.MaxLength+1), query.MaxLength},
		{"too deep", strings.Repeat("(", query.MaxDepth+1) + "a", query.MaxDepth},
		{"too many NOTs", strings.Repeat("NOT ", query.MaxDepth+1) + "a", 4 * query.MaxDepth},
		{"too many words", words, 2 * query.MaxNodes},
		{"too long a phrase", `"` + words + `"`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := query.Parse(c.in, options())
			var syntax *query.SyntaxError
			if !errors.As(err, &syntax) || syntax.Position != c.position {
				t.Errorf("got %v, want a SyntaxError at %d", err, c.position)
			}
		})
	}
}

func TestParseNodes(t *testing.T) {
	day := func(m time.Month, d int) query.Bound {
		return query.Bound{Time: time.Date(2025, m, d, 0, 0, 0, 0, time.UTC), Floating: true}
	}
	for in, want := range map[string]query.Node{
		"U.S.":      query.Word{Term: "US", Caps: true},
		"US":        query.Word{Term: "us"},
		"=US":       query.Word{Term: "US", Caps: true, Exact: true},
		"=Élodie’s": query.Word{Term: "elodie", Exact: true, Cased: true, Capitals: 1},
		"=McDonald": query.Word{Term: "mcdonald", Exact: true, Cased: true, Capitals: 0b101},
		"=strikes":  query.Word{Term: "strikes", Exact: true},
		`="US of"`: query.Phrase{Words: []query.Word{
			{Term: "US", Caps: true, Exact: true}, {Term: "of", Exact: true, Cased: true},
		}},
		`="Line of c*"`: query.Phrase{Words: []query.Word{
			{Term: "line", Exact: true, Cased: true, Capitals: 1},
			{Term: "of", Exact: true, Cased: true},
			{Term: "c", Exact: true, Prefix: true},
		}},
		`="US of"~3`: query.Near{Distance: 3, Nodes: []query.Node{
			query.Word{Term: "US", Caps: true, Exact: true}, query.Word{Term: "of", Exact: true, Cased: true},
		}},
		"title:x*":          query.Word{Field: "title", Term: "x", Prefix: true},
		`title:"a b"`:       query.Phrase{Field: "title", Words: []query.Word{{Term: "a"}, {Term: "b"}}},
		"person:(A b)":      query.Value{Field: "person", Text: "A b"},
		`person:"A b"`:      query.Value{Field: "person", Text: "A b", Whole: true},
		"published:2025-05": query.Published{From: day(5, 1), To: day(6, 1)},
	} {
		if diff := cmp.Diff(want, parse(t, in).Node); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
}

// checkPrinted holds that a query is read back from its printed form, and that
// nothing of it needs repair.
func checkPrinted(t *testing.T, n query.Node) {
	t.Helper()
	opts := options()
	opts.Strict = true
	again, err := query.Parse(n.String(), opts)
	if err != nil {
		t.Fatalf("printed as %q: %v", n, err)
	}
	if diff := cmp.Diff(n, again.Node); diff != "" {
		t.Errorf("printed as %q: %s", n, diff)
	}
	if len(again.Notes) > 0 {
		t.Errorf("printed as %q: notes %v", n, again.Notes)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`a "b c" OR -title:(d* U.S. =US) NOT person:"X \"y\"" published:2025-05..2025-06`,
		`source:(a "b" =c) “x” «y» last:7d ((`, `a NEAR/5 b~2^3 *c?d`, "林可 צה\"ל l'été 1,250.5*", `="Line of US"~3 =McÉl title:="ÆØ Straße"`, "published:>9998 before:2025-05-08T14:00",
		"mentions:2025-W19 mentions:2025-04..2025-Q2 OR -mentions:>199X",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, input string) {
		p, err := query.Parse(input, options())
		if err != nil {
			return
		}
		if len([]rune(p.Node.String())) <= query.MaxLength {
			checkPrinted(t, p.Node)
		}
		query.Any(p.Node)
		query.Loosen(p.Node, 1)
		query.Terms(p.Node)
	})
}
