package archivetest

import (
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

func article(id, text string) news.Article {
	return news.Article{ID: id, Title: "Harbour vote put off", Body: text, Source: "Harbour Ledger", Lang: "en"}
}

func check(t *testing.T, call string, got, want any, err, wantErr error) {
	t.Helper()
	if diff := differ(call, got, want, err, wantErr); diff != "" {
		t.Error(diff)
	}
}

func checkPut(t *testing.T, a Archive, articles []news.Article, want ...index.Outcome) {
	t.Helper()
	got, err := a.Put(t.Context(), articles)
	check(t, "Put", got, want, err, nil)
}

func mustPut(t *testing.T, a Archive, articles ...news.Article) {
	t.Helper()
	if _, err := a.Put(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
}

func mustGet(t *testing.T, a Archive, id string) news.Record {
	t.Helper()
	r, err := a.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
