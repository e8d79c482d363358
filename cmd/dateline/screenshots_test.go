package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// screenshots is where the pictures are written that somebody should look at, in
// DATELINE_TEST_SCREENSHOTS; `make screenshots` sets it.
const screenshots = "DATELINE_TEST_SCREENSHOTS"

// state is a page as a picture of it is taken.
type state struct {
	name          string
	path          string
	width, height int64
	dark          bool
	after         string // done before the picture, in JavaScript
}

// TestScreenshots takes pictures of the states that pages have.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv(screenshots)
	if dir == "" {
		t.Skip(screenshots + " names no folder for pictures")
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	s := startServer(t, t.TempDir(), "--demo")
	b := openBrowser(t)
	for _, st := range states(func(lang string) string { return "/article/" + firstIn(t, s.url, lang) }) {
		want := "light"
		if st.dark {
			want = "dark"
		}
		b.do(media("prefers-color-scheme", want), chromedp.EmulateViewport(st.width, st.height),
			chromedp.Navigate(s.url+st.path), visible("main"))
		eval[bool](b, "(() => {"+st.after+"})(); true")
		picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, st.name+".png"), picture, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func states(articleIn func(lang string) string) []state {
	const story = "/article/n4okroqs64ozinsq?q=drone"
	return []state{
		{name: "first", path: "/", width: 1440, height: 1000},
		{name: "results", path: "/?q=drone+strikes&person=Marco+Rubio", width: 1440, height: 1000},
		{name: "results-dark", path: "/?q=drone+strikes", width: 1440, height: 1000, dark: true},
		{name: "results-tablet", path: "/?q=drone+strikes", width: 768, height: 1024},
		{name: "results-phone", path: "/?q=drone+strikes", width: 375, height: 812},
		{name: "filters-phone", path: "/?q=ceasefire", width: 375, height: 812, after: "document.querySelector('.filters > details').open = true"},
		{name: "empty", path: "/?q=ceasefyre", width: 1440, height: 700},
		{name: "error", path: "/?q=drone+)&strict=true", width: 1440, height: 700},
		{name: "article", path: story, width: 1440, height: 1000, after: "document.querySelector('#show-entities').click()"},
		{name: "article-phone", path: story, width: 375, height: 812, dark: true},
		{name: "article-arabic", path: articleIn("ar"), width: 1440, height: 1000},
		{name: "article-chinese", path: articleIn("zh"), width: 1440, height: 1000},
		{name: "entity", path: "/entity/place/Karachi", width: 1440, height: 1000},
		{name: "entities", path: "/entities", width: 1440, height: 1000},
		{name: "compare", path: "/compare?q=ceasefire&q=drone*&q=diplom*", width: 1440, height: 700},
		{name: "saved", path: "/saved", width: 1440, height: 700},
		{name: "sources", path: "/sources", width: 1440, height: 700},
		{name: "spanish", path: "/es/?q=ceasefire", width: 1440, height: 1000},
		{name: "help", path: "/help", width: 1440, height: 1000},
	}
}

// firstIn is the id of an article in a language.
func firstIn(t *testing.T, url, lang string) string {
	t.Helper()
	text, _ := fetchPacked(t, url+"/api/v1/search?size=1&facets=none&interval=none&lang="+lang)
	var found struct{ Hits []struct{ ID string } }
	if err := json.Unmarshal([]byte(text), &found); err != nil || len(found.Hits) == 0 {
		t.Fatalf("no article in %s: %v in %s", lang, err, text)
	}
	return found.Hits[0].ID
}
