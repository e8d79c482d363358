package main

import (
	"bytes"
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/source"
)

// A page in an archive of pages is read again as from where it was fetched, so
// that its relative links lead there.
func TestAddressOfWhatWasRejected(t *testing.T) {
	for file, want := range map[string]string{
		"": "", "wire.jsonl": "", "/data/https:/x": "", "http": "",
		"https://tarn.example/feed":                                    "https://tarn.example/feed",
		"crawl.warc.gz/https://tarn.example/a":                         "https://tarn.example/a",
		"/in/all.zip/crawl.warc/http://tarn.example/?of=https://b.org": "http://tarn.example/?of=https://b.org",
		"notes on https://tarn.example":                                "",
	} {
		if got := addressOf(file); got != want {
			t.Errorf("%q: got %q, want %q", file, got, want)
		}
	}
}

// A file is read again in the character set that its sender had named, where nothing
// in it does.
func TestRetryInTheCharacterSetOfTheSender(t *testing.T) {
	page := []byte("<html><head><title>\xeb\xc1\xca</title></head><body><article><p>" + string(bytes.Repeat([]byte("The quay opens on Monday. "), 20)) + "</p></article></body></html>")
	item := index.NewItem(index.FormFile, page).Called("text/html; charset=koi8-r")
	src, err := newRetrier(nil, nil, source.Options{}).Open(t.Context(), "crawl.warc/https://tarn.example/a", item)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := src.Next(); err != nil || a.Title != "Кай" {
		t.Errorf("got %q, %v", a.Title, err)
	}
}
