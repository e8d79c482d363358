package corpus_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/train/corpus"
)

// What the annotated articles must hold, so that learning from them and measuring
// on them means something.
const (
	wantTokens       = 30_000
	wantTestMentions = 200
)

// inconsistent lists, by file, words that are a name in one place of an article
// and rightly none in another.
var inconsistent = map[string][]string{
	"culture-festival-cannes.txt": {"Cannes"}, // a town, and the festival
	"diary-of-week.txt":           {"London"}, // a town, and its marathon
	"tour-winners-list.txt":       {"France"}, // a country, and the race around it
	"theatre-review-lear.txt":     {"Lear"},   // the king, and the play
}

func readFolder(t *testing.T) []corpus.Article {
	t.Helper()
	articles, err := corpus.Read(os.DirFS("../news"))
	if err != nil {
		t.Fatal(err)
	}
	return articles
}

func TestFolderIsLargeEnough(t *testing.T) {
	articles := readFolder(t)
	all, held := count(articles), count(corpus.Only(corpus.Test, articles))
	t.Logf("all:      %d articles, %d tokens, mentions %v, %d names", len(articles), all.tokens, all.mentions, len(all.names))
	t.Logf("held out: %d articles, %d tokens, mentions %v, %d names", held.articles, held.tokens, held.mentions, len(held.names))
	t.Logf("kinds: %v", all.kinds)
	if all.tokens < wantTokens {
		t.Errorf("%d tokens, want %d", all.tokens, wantTokens)
	}
	if n := held.total(); n < wantTestMentions {
		t.Errorf("%d mentions held out, want %d", n, wantTestMentions)
	}
}

type figures struct {
	articles, tokens int
	mentions         map[news.EntityType]int
	kinds            map[string]int
	names            map[string]bool
}

func (f figures) total() (n int) {
	for _, mentions := range f.mentions {
		n += mentions
	}
	return n
}

// token is a run of letters and digits, joined by dots, hyphens and apostrophes
// inside, or any single sign.
var token = regexp.MustCompile(`[\pL\pM\pN]+(?:[-.'’&][\pL\pM\pN]+)*|[^\s\pL\pM\pN]`)

func count(articles []corpus.Article) figures {
	f := figures{
		articles: len(articles), mentions: map[news.EntityType]int{},
		kinds: map[string]int{}, names: map[string]bool{},
	}
	for _, a := range articles {
		f.kinds[a.Kind]++
		for _, p := range a.Parts() {
			f.tokens += len(token.FindAllString(p.Text, -1))
			for _, m := range p.Mentions {
				f.mentions[m.Type]++
				f.names[string(m.Type)+" "+m.Canonical] = true
			}
		}
	}
	return f
}

// A name that stands unmarked elsewhere in its article is most likely forgotten.
func TestFolderMarksANameEverywhere(t *testing.T) {
	used := map[string]bool{}
	for _, a := range readFolder(t) {
		for _, surface := range surfaces(a) {
			for _, p := range a.Parts() {
				found := unmarked(p, surface)
				switch {
				case found == "":
				case slices.Contains(inconsistent[a.File], surface):
					used[a.File+" "+surface] = true
				default:
					t.Errorf("%s:%d: %q is marked elsewhere and not here", a.File, p.Line, found)
				}
			}
		}
	}
	for file, list := range inconsistent {
		for _, surface := range list {
			if !used[file+" "+surface] {
				t.Errorf("%s: the exception for %q is not needed", file, surface)
			}
		}
	}
}

// A name that is a part of a word, as in "Paris-based", could be neither learnt
// nor found, since text is tagged word by word.
func TestFolderMarksWholeWords(t *testing.T) {
	for _, a := range readFolder(t) {
		for _, p := range a.Parts() {
			for _, m := range p.Mentions {
				if !wholeWords(p.Text, m.ByteStart, m.ByteEnd) {
					t.Errorf("%s:%d: %q is a part of a word", a.File, p.Line, m.Surface)
				}
			}
		}
	}
}

func surfaces(a corpus.Article) []string {
	found := map[string]bool{}
	for _, p := range a.Parts() {
		for _, m := range p.Mentions {
			found[m.Surface] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// unmarked returns an occurrence of surface, as it is or all in capitals, outside
// every mention; empty where there is none.
func unmarked(p corpus.Paragraph, surface string) string {
	for _, form := range []string{surface, strings.ToUpper(surface)} {
		for from := 0; ; {
			i := strings.Index(p.Text[from:], form)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(form)
			if wholeWords(p.Text, start, end) && !slices.ContainsFunc(p.Mentions, func(m corpus.Mention) bool {
				return m.ByteStart < end && start < m.ByteEnd
			}) {
				return form
			}
			from = end
		}
	}
	return ""
}

func wholeWords(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !partOfWord(before) && !partOfWord(after)
}

func partOfWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-')
}

// A name that was learnt says nothing when it is found. Real names cannot but be
// in both sets; a full name of a person that is in both is of public life.
func TestFolderHoldsOutNamesToo(t *testing.T) {
	public := []string{"Jeff Bezos"}
	learnt := map[string]bool{}
	articles := readFolder(t)
	for _, a := range corpus.Only(corpus.Train, articles) {
		for _, p := range a.Parts() {
			for _, m := range p.Mentions {
				learnt[m.Canonical] = true
			}
		}
	}
	for _, a := range corpus.Only(corpus.Test, articles) {
		for _, p := range a.Parts() {
			for _, m := range p.Mentions {
				if m.Type == news.Person && strings.Contains(m.Canonical, " ") && learnt[m.Canonical] && !slices.Contains(public, m.Canonical) {
					t.Errorf("%s:%d: %s is in the training set", a.File, p.Line, m.Canonical)
				}
			}
		}
	}
}

// Where nobody resolved the names, two would seem to be two people.
func TestFolderResolvesWhatIsHeldOut(t *testing.T) {
	for _, a := range corpus.Only(corpus.Test, readFolder(t)) {
		var full []string
		for _, p := range a.Parts() {
			for _, m := range p.Mentions {
				if m.Type == news.Person && strings.Contains(m.Canonical, " ") {
					full = append(full, m.Canonical)
				}
			}
		}
		for _, p := range a.Parts() {
			for _, m := range p.Mentions {
				if m.Type != news.Person || strings.Contains(m.Canonical, " ") {
					continue
				}
				for _, name := range full {
					if strings.HasSuffix(name, " "+m.Canonical) {
						t.Errorf("%s:%d: %q: %s, or someone else?", a.File, p.Line, m.Surface, name)
					}
				}
			}
		}
	}
}
