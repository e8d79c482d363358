package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pages are every kind of page, and the states that search pages have.
func pages() map[string]string {
	return map[string]string{
		"first":    "/",
		"results":  "/?q=ceasefire&person=Marco+Rubio",
		"shares":   "/?q=drone&from=2025-05-08&to=2025-05-09",
		"empty":    "/?q=nothingatall+whatsoever&lang=en",
		"meant":    "/?q=ceasefyre",
		"error":    "/?q=drone+)&strict=true",
		"article":  "/article/n4okroqs64ozinsq?q=drone",
		"beside":   "/beside/n4okroqs64ozinsq?with=mw-20250508-0131",
		"entity":   "/entity/person/Marco%20Rubio",
		"place":    "/entity/place/Karachi",
		"entities": "/entities?type=org",
		"likely":   "/entities/likely?type=org",
		"merge":    "/merge?type=person&name=Tam+Brisco&into=Orla+Venn",
		"compare":  "/compare?q=ceasefire&q=drone*&as=share",
		"saved":    "/saved",
		"sources":  "/sources",
		"spanish":  "/es/?q=ceasefire",
		"help":     "/help",
		"api":      "/docs",
	}
}

// browserFindsNoBarrier runs axe-core over every page, wide
// and on a phone.
func browserFindsNoBarrier(t *testing.T, s *server, b *browser) {
	axe, err := readAxe()
	if err != nil {
		const missing = "no axe-core: `make test-deps` gets it where there is npm"
		if _, noNPM := exec.LookPath("npm"); noNPM == nil && os.Getenv("CI") != "" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	for name, path := range pages() {
		b.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(s.url+path), visible("main"))
		eval[bool](b, axe+";document.querySelectorAll('details').forEach(d => d.open = true); true")
		b.barriers(name + " at 1440 px")
		b.do(chromedp.EmulateViewport(768, 1024), media("prefers-color-scheme", "dark"))
		b.barriers(name + " at 768 px in the dark")
		b.do(chromedp.EmulateViewport(375, 812), media("prefers-color-scheme", "light"))
		b.barriers(name + " at 375 px")
	}
}

// readAxe is the program that finds barriers.
func readAxe() (string, error) {
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "web", "node_modules", "axe-core", "axe.min.js"))
	return string(axe), err
}

// eventually waits until a JavaScript condition is true.
func (b *browser) eventually(condition, what string) {
	b.t.Helper()
	for began := time.Now(); !eval[bool](b, condition); time.Sleep(50 * time.Millisecond) {
		if time.Since(began) > patience {
			b.t.Fatalf("the page never has: %s (%s); the box holds %q", what, condition, eval[string](b, "document.querySelector('#q').value"))
		}
	}
}

// barriers fails the test for each rule of axe-core that the page breaks.
func (b *browser) barriers(where string) {
	b.t.Helper()
	const script = `axe.run(document, {resultTypes: ['violations']}).then(r =>
		r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 2).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 120)).join(' | ')).join('\n'))`
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("axe-core on %s: %v", where, err)
	}
	if found != "" {
		b.t.Errorf("%s has barriers:\n%s", where, found)
	}
}

// browserByKeyboard goes the way of a reader who has no mouse.
func browserByKeyboard(t *testing.T, s *server, b *browser) {
	press := func(keys string) { b.do(chromedp.KeyEvent(keys)) }
	// Keys sent one by one write their letter even where the page took them, which
	// no keyboard does.
	short := func(key string) {
		eval[bool](b, "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '"+key+"', bubbles: true, cancelable: true}))")
	}
	b.do(chromedp.Navigate(s.url+"/"), visible("html.scripted ol.hits"))

	short("/")
	b.holds("document.activeElement.id === 'q'", "the box focused by /")
	press("marco ru")
	b.eventually("document.querySelectorAll('#completions [role=option]').length > 0", "completions")
	press(kb.ArrowDown)
	b.holds("document.querySelector('#q').getAttribute('aria-activedescendant') === 'completion-0'", "the first completion pointed at")
	press(kb.Enter)
	b.holds(`document.querySelector('#q').value === 'person:"Marco Rubio" '`, "the completion taken")
	press("drone" + kb.Enter)
	b.do(visible("ol.hits mark"))
	b.eventually("!!document.querySelector('html.scripted')", "its scripts")
	b.eventually("new URLSearchParams(location.search).get('q').startsWith('person:')", "the search in the address")

	short("Escape")
	short("j")
	short("j")
	b.holds("document.querySelectorAll('.hit')[1].contains(document.activeElement)", "the second hit reached by j j")
	eval[bool](b, "document.dispatchEvent(new Event('htmx-after-swap')); true") // a page that changes in place meanwhile keeps the focus
	short("x")
	b.do(visible("#tray"))
	b.holds("document.querySelector('#tray .number').textContent.startsWith('1 ')", "one hit selected by x")
	b.holds("document.querySelector('#tray a[data-format=ris]').href.includes('format=ris&') || document.querySelector('#tray a[data-format=ris]').href.endsWith('format=ris')", "the selection as RIS")
	short("f")
	b.holds("!!document.activeElement.closest('.filters')", "the filters reached by f")
	short("k")
	short("o")
	b.do(visible("html.scripted article.story"))
	short("n")
	b.holds("!!document.querySelector('mark.here')", "a mark reached by n")
	short("e")
	b.holds("document.querySelector('#show-entities').checked", "names marked by e")
	short("?")
	b.do(visible("#keys"))
}

// pageWeight bounds what a first visit loads.
func pageWeight(t *testing.T, s *server) {
	const most, mostScript = 120 << 10, 40 << 10
	page, size := fetchPacked(t, s.url+"/?q=drone")
	styles, scripts := 0, 0
	for _, m := range regexp.MustCompile(`(?:src|href)="(/static/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		_, n := fetchPacked(t, s.url+m[1])
		size += n
		switch {
		case strings.HasSuffix(m[1], ".js"):
			scripts += n
		case strings.HasSuffix(m[1], ".css"):
			styles++
		}
	}
	t.Logf("%d bytes over the wire, %d of them scripts", size, scripts)
	if size > most || scripts > mostScript || scripts == 0 || styles != 1 {
		t.Errorf("a first search loads %d bytes, %d of them scripts, and %d styles; at most %d, %d and 1", size, scripts, styles, most, mostScript)
	}
	if n := strings.Count(page, "<script"); n != strings.Count(page, " defer></script>") {
		t.Error("a script holds up the first paint")
	}
}

// fetchPacked gets a page as browsers do, and says how many bytes came.
func fetchPacked(t *testing.T, url string) (text string, size int) {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	packed, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= http.StatusInternalServerError {
		t.Fatalf("%s: %s, %v", url, answer.Status, err)
	}
	body := io.Reader(bytes.NewReader(packed))
	if answer.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			t.Fatal(err)
		}
	}
	plain, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain), len(packed)
}
