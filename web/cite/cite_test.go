package cite_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/web/cite"
)

func record(change ...func(*news.Record)) *news.Record {
	r := &news.Record{Version: 2, Changed: time.Date(2025, 5, 10, 7, 8, 9, 0, time.UTC)}
	r.ID, r.Title, r.Source = "x-1", "Harbour {50%} ferry & more", "Westhaven Courier"
	r.Authors = []string{"Ana Orlova", "Reuters", "Smith and Sons"}
	r.URL, r.Lang = "https://courier.example/a_b?c=d&e={f}", "en"
	r.Published = news.Date{Time: time.Date(2025, 5, 9, 14, 0, 0, 0, time.UTC), Precision: news.Second}
	for _, c := range change {
		c(r)
	}
	return r
}

func entry(t *testing.T, f cite.Format, r *news.Record) string {
	t.Helper()
	s, err := f.Entry(r)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The fields are those of the BibTeX manual (Patashnik, 1988); braces inside a
// value must balance whatever the title holds.
func TestBibTeX(t *testing.T) {
	want := `@article{westhavencourier2025harbour-KEY,
  author = {Ana Orlova and {Reuters} and {Smith and Sons}},
  title = {{Harbour \textbraceleft{}50\%\textbraceright{} ferry \& more}},
  journal = {Westhaven Courier},
  year = {2025},
  month = may,
  day = {9},
  url = {https://courier.example/a_b?c=d&e=%7Bf%7D},
  language = {en},
  note = {version 2, stored 2025-05-10T07:08:09Z, id x-1}
}
`
	got := entry(t, cite.BibTeX, record())
	got = regexp.MustCompile(`-[0-9a-f]{8},`).ReplaceAllString(got, "-KEY,")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	bare := entry(t, cite.BibTeX, record(func(r *news.Record) {
		r.Source, r.Authors, r.Published, r.Title = "", nil, news.Date{}, "}}} \\ {\x00\n\n~^_#$"
	}))
	if !strings.HasPrefix(bare, "@misc{") || strings.Contains(bare, "year") || strings.Contains(bare, "author") {
		t.Errorf("without source, author and date:\n%s", bare)
	}
	if open, closed := strings.Count(bare, "{"), strings.Count(bare, "}"); open != closed {
		t.Errorf("%d braces open and %d close:\n%s", open, closed, bare)
	}
}

func TestRIS(t *testing.T) {
	want := strings.Join([]string{
		"TY  - NEWS", "AU  - Ana Orlova", "AU  - Reuters", "AU  - Smith and Sons", "TI  - Harbour {50%} ferry & more",
		"T2  - Westhaven Courier", "PY  - 2025", "DA  - 2025/05/09/", "LA  - en", "UR  - https://courier.example/a_b?c=d&e={f}",
		"ID  - x-1", "N1  - version 2, stored 2025-05-10T07:08:09Z", "ER  - ", "",
	}, "\r\n")
	if diff := cmp.Diff(want, entry(t, cite.RIS, record())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// A value must not begin a line that looks like a tag.
	forged := entry(t, cite.RIS, record(func(r *news.Record) { r.Title = "a\r\nER  - \r\nTY  - BOOK\u2028x\x1b" }))
	if strings.Count(forged, "ER  - \r\n") != 1 || strings.Count(forged, "\nTY") != 0 {
		t.Errorf("a title breaks the entry:\n%q", forged)
	}
	month := entry(t, cite.RIS, record(func(r *news.Record) { r.Published.Precision = news.Month }))
	if !strings.Contains(month, "DA  - 2025/05//\r\n") {
		t.Errorf("a month is not written as one:\n%s", month)
	}
}

func TestCSL(t *testing.T) {
	var got map[string]any
	if err := json.Unmarshal([]byte(entry(t, cite.CSL, record())), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"id": "x-1", "type": "article-newspaper", "title": "Harbour {50%} ferry & more", "container-title": "Westhaven Courier",
		"author": []any{
			map[string]any{"literal": "Ana Orlova"}, map[string]any{"literal": "Reuters"}, map[string]any{"literal": "Smith and Sons"},
		},
		"issued":   map[string]any{"date-parts": []any{[]any{2025.0, 5.0, 9.0}}},
		"language": "en", "URL": "https://courier.example/a_b?c=d&e={f}", "version": "2",
		"note": "version 2, stored 2025-05-10T07:08:09Z",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	undated := entry(t, cite.CSL, record(func(r *news.Record) { r.Published = news.Date{} }))
	if strings.Contains(undated, "issued") {
		t.Errorf("an unknown date is told: %s", undated)
	}
}

func TestPlain(t *testing.T) {
	want := "Ana Orlova, Reuters, Smith and Sons. “Harbour {50%} ferry & more.” Westhaven Courier, 9 May 2025. " +
		"https://courier.example/a_b?c=d&e={f} (Version 2, stored 2025-05-10T07:08:09Z.)"
	if got := entry(t, cite.Plain, record()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	bare := entry(t, cite.Plain, record(func(r *news.Record) {
		r.Authors, r.Source, r.URL, r.Title, r.Published.Precision = nil, "", "", "Why?", news.Year
	}))
	if want := "“Why?” 2025. (Version 2, stored 2025-05-10T07:08:09Z.)"; bare != want {
		t.Errorf("got %s, want %s", bare, want)
	}
}

func TestKeysDiffer(t *testing.T) {
	a, b := record(), record(func(r *news.Record) { r.ID = "x-2" })
	if cite.Key(a) == cite.Key(b) {
		t.Errorf("two articles share the key %s", cite.Key(a))
	}
	strange := record(func(r *news.Record) { r.Source, r.Title = "云屿, {日报}", `"% \` })
	if key := cite.Key(strange); !regexp.MustCompile(`^[A-Za-z0-9-]+$`).MatchString(key) {
		t.Errorf("key %q", key)
	}
}
