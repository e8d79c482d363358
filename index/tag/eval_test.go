package tag_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag"
	"github.com/dateline-search/dateline/index/tag/train/corpus"
	"github.com/dateline-search/dateline/testdata/demo"
)

// mention is one that somebody has marked: where it stands and whom it names.
type mention struct {
	field      string
	start, end int // code points
	text       string
	kind       news.EntityType
	canonical  string
}

// score counts the marked mentions of a set.
type score struct {
	all, found, right int
	wrong             []string
}

// count compares what was found in an article with what was marked.
func (s *score) count(name string, tags news.Tags, marked []mention) {
	type place struct {
		field      string
		start, end int
		kind       news.EntityType
	}
	found := map[place]string{}
	for _, e := range tags.Entities {
		for _, m := range e.Mentions {
			found[place{m.Field, m.Start, m.End, e.Type}] = e.Name
		}
	}
	for _, m := range marked {
		s.all++
		got, there := found[place{m.field, m.start, m.end, m.kind}]
		if !there {
			continue
		}
		s.found++
		if analysis.Fold(got) == analysis.Fold(m.canonical) {
			s.right++
			continue
		}
		s.wrong = append(s.wrong, name+": "+string(m.kind)+" "+m.text+" is "+m.canonical+", not "+got)
	}
}

func (s *score) print(t *testing.T, set string) float64 {
	t.Helper()
	for _, w := range s.wrong {
		t.Log(w)
	}
	accuracy := 100 * float64(s.right) / float64(max(1, s.found))
	t.Logf("%s: %d mentions marked, %d found as marked, %d of them the right entity: %.1f %%", set, s.all, s.found, s.right, accuracy)
	return accuracy
}

// leastAccuracy is how many of a hundred mentions that were found must be the
// entity that people have written down for them.
const leastAccuracy = 95

func TestEvalEntitiesOfNews(t *testing.T) {
	tagger := newTagger(t)
	articles, err := corpus.Read(os.DirFS("train/news"))
	if err != nil {
		t.Fatal(err)
	}
	var s score
	for _, c := range corpus.Only(corpus.Test, articles) {
		a, marked := laidOut(&c)
		s.count(c.File, tagger.Tag(&news.Record{Article: a}), marked)
	}
	if s.all == 0 {
		t.Skip("no article is held out for measuring")
	}
	if s.print(t, "annotated news") < leastAccuracy {
		t.Errorf("want %d %% at least", leastAccuracy)
	}
}

func newTagger(t *testing.T) *tag.Tagger {
	t.Helper()
	tagger, err := tag.New(tag.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

// laidOut makes an article of an annotated one, with its mentions.
func laidOut(c *corpus.Article) (news.Article, []mention) {
	a := news.Article{Title: c.Title.Text, Lang: "en"}
	marked := shifted(nil, "title", c.Title, 0)
	var body strings.Builder
	length := 0
	add := func(p corpus.Paragraph, gap string) {
		if p.Text == "" {
			return
		}
		marked = shifted(marked, "body", p, length)
		body.WriteString(p.Text + gap)
		length += len([]rune(p.Text + gap))
	}
	add(c.Dateline, " ")
	for _, p := range c.Body {
		add(p, "\n\n")
	}
	a.Body = body.String()
	return a, marked
}

func shifted(to []mention, field string, p corpus.Paragraph, by int) []mention {
	for _, m := range p.Mentions {
		to = append(to, mention{field, m.Start + by, m.End + by, m.Surface, m.Type, m.Canonical})
	}
	return to
}

// TestEvalEntitiesOfTheDemo looks up what people have written down of the demo
// archive. A mention that is not found at all counts as wrong.
func TestEvalEntitiesOfTheDemo(t *testing.T) {
	tagger := newTagger(t)
	list, err := os.ReadFile("testdata/demo.tsv")
	if err != nil {
		t.Fatal(err)
	}
	articles := map[string][]tagged{}
	var s score
	for line := range strings.Lines(string(list)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 5 {
			t.Fatalf("%q has %d columns", line, len(cells))
		}
		if articles[cells[0]] == nil {
			articles[cells[0]] = demoArticles(t, tagger, cells[0])
		}
		s.all++
		s.found++
		if got := namedIn(articles[cells[0]], cells); got == "" {
			s.right++
		} else {
			s.wrong = append(s.wrong, strings.Join(cells, " ")+": "+got)
		}
	}
	if s.all < 60 {
		t.Fatalf("%d mentions are written down, want 60", s.all)
	}
	if s.print(t, "demo archive") < leastAccuracy {
		t.Errorf("want %d %% at least", leastAccuracy)
	}
}

// tagged is an article's headline and the entities found in it.
type tagged struct {
	title    string
	entities []news.Entity
}

func demoArticles(t *testing.T, tagger *tag.Tagger, name string) []tagged {
	t.Helper()
	lines, err := fs.ReadFile(demo.Files, name+".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var all []tagged
	for line := range strings.Lines(string(lines)) {
		var a news.Article
		if err := a.UnmarshalJSON([]byte(line)); err != nil {
			t.Fatal(err)
		}
		all = append(all, tagged{a.Title, tagger.Tag(&news.Record{Article: a}).Entities})
	}
	return all
}

// namedIn says what is wrong with how a mention of a line of the list was found;
// empty where nothing is.
func namedIn(articles []tagged, cells []string) string {
	headline, surface, kind, canonical := cells[1], cells[2], news.EntityType(cells[3]), cells[4]
	found := "not found"
	for i := range articles {
		if !strings.HasPrefix(articles[i].title, headline) {
			continue
		}
		for _, e := range articles[i].entities {
			for _, m := range e.Mentions {
				if m.Text != surface && m.Text+"s" != surface {
					continue
				}
				if e.Type != kind || e.Name != canonical {
					return "it is " + string(e.Type) + " " + e.Name
				}
				found = ""
			}
		}
	}
	return found
}
