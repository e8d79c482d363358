package source

import (
	"bytes"
	"os"
	"testing"
)

func TestReadPages(t *testing.T) {
	page, err := os.ReadFile("../../testdata/formats/page.html")
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(t.Context(), "in", bytes.NewReader(page), Options{URL: "https://tarncourier.example/x"})
	if err != nil {
		t.Fatal(err)
	}
	a, err := r.Next()
	if err != nil || a.Title != "Ferry to Orven sails again after eleven weeks" || a.URL != "https://tarncourier.example/harbour/2025/05/08/ferry-to-orven?utm_source=home" {
		t.Errorf("got %v, %q at %q", err, a.Title, a.URL)
	}
	if _, err := r.Next(); err == nil {
		t.Error("a page has more than one article")
	}
	for _, c := range []readCase{
		{name: "front page", in: "<!-- x -->\n<!DOCTYPE html><title>Post</title><ul><li><a href=/>x</a></ul>", want: []string{"! in: the page holds no article"}},
		{name: "asked for", in: "Only words.", opts: Options{Format: HTML}, want: []string{"! in: the page holds no article"}},
	} {
		t.Run(c.name, c.check)
	}
}
