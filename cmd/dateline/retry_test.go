package main

import "testing"

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
