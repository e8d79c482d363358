package tag_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/train/corpus"
)

// tally counts names by exact span and type.
type tally struct{ right, found, wanted int }

func (s tally) String() string {
	return fmt.Sprintf("F1 %.1f (precision %.1f, recall %.1f, of %d names)", s.f1(), s.precision(), s.recall(), s.wanted)
}

func (s tally) precision() float64 { return 100 * float64(s.right) / float64(max(1, s.found)) }
func (s tally) recall() float64    { return 100 * float64(s.right) / float64(max(1, s.wanted)) }
func (s tally) f1() float64 {
	return 200 * float64(s.right) / float64(max(1, s.found+s.wanted))
}

func (s *tally) add(t tally) {
	s.right, s.found, s.wanted = s.right+t.right, s.found+t.found, s.wanted+t.wanted
}

// world reads the annotated articles in other languages than English: the name of
// a file begins with its language.
func world(t *testing.T, set corpus.Set) []corpus.Article {
	t.Helper()
	articles, err := corpus.Read(os.DirFS("testdata/world"))
	if err != nil {
		t.Fatal(err)
	}
	return corpus.Only(set, articles)
}

// TestEvalNamesOfTheWorld measures how well names are found in other languages
// whose script has capitals. The rules were written with the articles of the
// first set in sight, and never with those of the second.
func TestEvalNamesOfTheWorld(t *testing.T) {
	tagger := newTagger(t)
	for _, c := range []struct {
		name              string
		set               corpus.Set
		precision, recall float64 // at least
	}{
		{"in sight", corpus.Train, 95, 92},
		{"held out", corpus.Test, 92, 86},
	} {
		byLang, all, entities := map[string]tally{}, tally{}, score{}
		for _, article := range world(t, c.set) {
			lang, _, _ := strings.Cut(article.File, "-")
			a, marked := laidOut(&article)
			a.Lang = lang
			tags := tagger.Tag(&news.Record{Article: a})
			one := compare(t, article.File, tags, marked)
			entities.count(article.File, tags, marked)
			all.add(one)
			one.add(byLang[lang])
			byLang[lang] = one
		}
		for _, lang := range slices.Sorted(maps.Keys(byLang)) {
			t.Logf("%s, %s: %v", c.name, lang, byLang[lang])
		}
		t.Logf("%s, all: %v", c.name, all)
		if entities.print(t, c.name) < leastAccuracy {
			t.Errorf("%s: want %d %% of those found right at least", c.name, leastAccuracy)
		}
		if all.precision() < c.precision || all.recall() < c.recall {
			t.Errorf("%s: precision %.1f, recall %.1f; want %.0f and %.0f", c.name, all.precision(), all.recall(), c.precision, c.recall)
		}
	}
}

// compare counts the mentions of an article that were found as they are marked.
func compare(t *testing.T, file string, tags news.Tags, marked []mention) tally {
	t.Helper()
	show := os.Getenv("DATELINE_EVAL_MISSES") != ""
	wanted := map[string]bool{}
	for _, m := range marked {
		wanted[fmt.Sprintf("%s %d-%d %s %s", m.field, m.start, m.end, m.kind, m.text)] = true
	}
	s := tally{wanted: len(wanted)}
	for _, e := range tags.Entities {
		for _, m := range e.Mentions {
			s.found++
			key := fmt.Sprintf("%s %d-%d %s %s", m.Field, m.Start, m.End, e.Type, m.Text)
			if wanted[key] {
				s.right++
				delete(wanted, key)
			} else if show {
				t.Logf("%s: found wrongly %s", file, key)
			}
		}
	}
	if show {
		for _, key := range slices.Sorted(maps.Keys(wanted)) {
			t.Logf("%s: missed %s", file, key)
		}
	}
	return s
}
