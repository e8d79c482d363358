package source

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// story is what somebody who reads a file finds in it.
type story struct {
	file         string
	item         int
	title        string // its first words
	titleLength  string // in code points; 0 where there is none
	begins, ends string
	date, lang   string
	authors      string // split by |
}

// tableOf reads a file of rows with that many cells; lines that begin with # are
// for people.
func tableOf(t *testing.T, file string, cells int) (rows [][]string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(row) != cells {
			t.Fatalf("%s: %d cells in %q", file, len(row), line)
		}
		rows = append(rows, row)
	}
	return rows
}

// stories reads the table of what stands in the real files.
func stories(t *testing.T) (all []story) {
	t.Helper()
	for _, cells := range tableOf(t, "testdata/wire.tsv", 8) {
		s := story{cells[0], 0, cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]}
		if file, item, ok := strings.Cut(s.file, "#"); ok {
			s.file = file
			if _, err := fmt.Sscan(item, &s.item); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, s)
	}
	if len(all) < 150 {
		t.Fatalf("the table has %d stories", len(all))
	}
	return all
}

// differs lists in what an article is not the story.
func (s story) differs(a *news.Article) (wrong []string) {
	note := func(what string, got, want any) {
		wrong = append(wrong, fmt.Sprintf("%s is %q, want %q", what, got, want))
	}
	title := strings.Fields(a.Title)
	begins := strings.Join(title[:min(4, len(title))], " ")
	switch length := fmt.Sprint(utf8.RuneCountInString(a.Title)); {
	case s.titleLength == "0" && string(a.Extra["title_from"]) != `"text"`:
		note("title", a.Title, "one that is made up")
	case s.titleLength != "0" && (begins != s.title || length != s.titleLength):
		note("title", begins+" "+length, s.title+" "+s.titleLength)
	}
	body := strings.Join(strings.Fields(a.Body), " ")
	if s.begins+s.ends == "" && body != "" {
		note("the text", body[:min(60, len(body))], "none")
	}
	if !strings.HasPrefix(body, s.begins) {
		note("the text's begin", body[:min(60, len(body))], s.begins)
	}
	if !strings.HasSuffix(body, s.ends) {
		note("the text's end", body[max(0, len(body)-60):], s.ends)
	}
	date, err := news.ParseDate(s.date)
	if s.date != "" && (err != nil || !date.Time.Equal(a.Published.Time) || date.ZoneUnknown != a.Published.ZoneUnknown) {
		note("date", a.Published.String(), s.date)
	}
	if want := (news.Article{Lang: s.lang}); !strings.EqualFold(a.Lang, want.Lang) {
		note("language", a.Lang, s.lang)
	}
	if got := strings.Join(a.Authors, "|"); got != s.authors {
		note("byline", got, s.authors)
	}
	return wrong
}

// articlesIn reads the articles of a file, normalised.
func articlesIn(t *testing.T, file string) []news.Article {
	t.Helper()
	r, err := Open(t.Context(), file, Options{})
	if err != nil {
		t.Error(err)
		return nil
	}
	defer func() { _ = r.Close() }()
	var all []news.Article
	for {
		a, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if r := (*index.Rejection)(nil); errors.As(err, &r) {
			continue // what an export of a site holds beside its stories
		}
		if err != nil {
			t.Error(err)
			return all
		}
		a.Normalize()
		all = append(all, a)
	}
}

// wireFolder is where the real files are.
func wireFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("DATELINE_TESTDATA")
	if folder == "" {
		folder = "../../../shared/data"
	}
	if _, err := os.Stat(filepath.Join(folder, "superdesk-wire-fixtures")); err != nil {
		t.Skip("no real wire files: ", err)
	}
	return folder
}

func TestRealWireFiles(t *testing.T) {
	folder := wireFolder(t)
	whole := 0
	list := stories(t)
	for _, s := range list {
		all := articlesIn(t, filepath.Join(folder, s.file))
		if s.item >= len(all) {
			t.Errorf("%s: has %d articles", s.file, len(all))
			continue
		}
		wrong := s.differs(&all[s.item])
		if len(wrong) == 0 {
			whole++
		}
		for _, w := range slices.Compact(wrong) {
			t.Errorf("%s, item %d: %s", s.file, s.item, w)
		}
	}
	t.Logf("%d of %d stories as they stand in their files", whole, len(list))
}

// Files that hold no story give no article, whether a reader refuses them or
// what it reads lacks what every article needs.
func TestRealWireFilesWithoutStory(t *testing.T) {
	folder := wireFolder(t)
	for _, row := range tableOf(t, "testdata/nostory.tsv", 2) {
		r, err := Open(t.Context(), filepath.Join(folder, row[0]), Options{})
		for err == nil {
			var a news.Article
			if a, err = r.Next(); err != nil {
				break
			}
			killed := a.Usage.Status == news.Canceled
			a.Normalize()
			if a.Validate() == nil && !killed {
				t.Errorf("%s is %s, and became an article: %q, %.60q", row[0], row[1], a.Title, a.Body)
			}
		}
		if rejection := (*index.Rejection)(nil); !errors.Is(err, io.EOF) && !errors.As(err, &rejection) {
			t.Errorf("%s: %v", row[0], err)
		}
	}
}

// Every real file of the formats is in one of the two tables.
func TestRealWireFilesAreAllKnown(t *testing.T) {
	folder := wireFolder(t)
	known := map[string]bool{}
	for _, s := range stories(t) {
		known[s.file] = true
	}
	for _, row := range tableOf(t, "testdata/nostory.tsv", 2) {
		if known[row[0]] {
			t.Errorf("%s is in both tables", row[0])
		}
		known[row[0]] = true
	}
	seen := 0
	for _, sub := range []string{"newsml-g2", "nitf", "schemaorg-newsarticle", "superdesk-wire-fixtures"} {
		err := filepath.WalkDir(filepath.Join(folder, sub), func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), "LICEN") || entry.Name() == "README" {
				return err
			}
			file, err := filepath.Rel(folder, path)
			if seen++; !known[filepath.ToSlash(file)] {
				t.Errorf("%s is in no table", file)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if seen < 150 {
		t.Errorf("%d files", seen)
	}
}
