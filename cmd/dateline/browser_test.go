package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestDemo holds what people see in the demo archive. One server and one browser are
// enough for all of it; each way has a window of its own, and none leaves anything
// behind for the next, but for the last.
func TestDemo(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--demo")
	t.Run("words", func(t *testing.T) { pagesHaveTheirWords(t, s) })
	t.Run("valid", func(t *testing.T) { pagesAreValid(t, s) })
	t.Run("weight", func(t *testing.T) { pageWeight(t, s) })
	started := startBrowser(t)
	for _, way := range []struct {
		name string
		goes func(*testing.T, *server, *browser)
	}{
		{"journey", browserJourney},
		{"phone", browserOnAPhone},
		{"every screen", browserOnEveryScreen},
		{"dark", browserInTheDark},
		{"local time", browserTellsLocalTime},
		{"no barrier", browserFindsNoBarrier},
		{"keyboard", browserByKeyboard},
		{"timeline", browserDragsTheTimeline},
		{"handles", browserMovesHandles},
		{"further hits", browserGoesOnByItself},
		{"article", browserReadsAnArticle},
		{"paper", browserPrintsTheText},
		{"merged names", browserMergesNames},
		{"scripts", browserSetsScripts}, // adds articles
	} {
		t.Run(way.name, func(t *testing.T) { way.goes(t, s, newWindow(t, started)) })
	}
}

// browserJourney goes the way of a reader: open the page, search, choose a
// person, open an article, come back.
func browserJourney(t *testing.T, s *server, b *browser) {
	b.do(chromedp.Navigate(s.url+"/"), visible("ol.hits"))
	b.holds("document.querySelectorAll('ol.hits > li').length === 20", "the newest articles")

	b.do(chromedp.SendKeys("#q", "drone strikes"+kb.Enter), visible("ol.hits mark"))
	b.holds("location.search.includes('q=drone+strikes')", "the search in the address")
	for _, facet := range []string{"person", "org", "place", "source"} {
		b.holds("document.querySelectorAll('#facet-"+facet+" li').length > 1", "values of the facet "+facet)
	}
	b.holds("document.querySelectorAll('figure.timeline rect.bar').length > 1", "bars of the timeline")
	all := eval[int](b, "parseInt(document.querySelector('.head h1').textContent)")

	const rubio = `[...document.querySelectorAll('#facet-person a.value')].find(a => a.textContent.includes('Marco Rubio'))`
	b.do(click(rubio), visible(".chips"))
	b.holds("document.querySelector('.chips').textContent.includes('Marco Rubio')", "the chosen person as a chip")
	b.holds("document.querySelectorAll('#facet-person li').length > 1", "the other people, still to be chosen")
	if chosen := eval[int](b, "parseInt(document.querySelector('.head h1').textContent)"); chosen < 1 || chosen >= all {
		t.Errorf("%d hits with a person chosen, %d without", chosen, all)
	}

	b.do(click("document.querySelector('ol.hits h2 a')"), visible("article.story"))
	b.holds("document.querySelectorAll('article.story mark').length > 0", "the query marked in the article")
	b.holds("document.querySelector('aside.margin').textContent.includes('Marco Rubio')", "the person in the margin")
	b.do(click("document.querySelector('.back a')"), visible(".chips"))

	b.do(click("document.querySelector('.chips a')"), visible("div.desk:not(:has(.chips)) ol.hits"))
	if again := eval[int](b, "parseInt(document.querySelector('.head h1').textContent)"); again != all {
		t.Errorf("%d hits after the filter was removed, %d before", again, all)
	}
}

// browserOnAPhone holds that nothing is wider than a phone, and that the
// filters open.
func browserOnAPhone(t *testing.T, s *server, b *browser) {
	b.do(chromedp.EmulateViewport(375, 812))
	for _, path := range []string{"/", "/?q=ceasefire", "/?q=nothingatall", "/?q=" + strings.Repeat("verylongword", 20), "/?size=1000"} {
		b.do(chromedp.Navigate(s.url+path), visible("main"))
		b.holds("document.documentElement.scrollWidth <= 375", path+" within the width of the screen")
	}
	b.do(chromedp.Navigate(s.url+"/?q=ceasefire"), visible("ol.hits"), click("document.querySelector('.filters summary')"),
		visible("#facet-person a.value"))
}

// browser is one tab.
type browser struct {
	t   *testing.T
	ctx context.Context
}

// openBrowser starts Chromium with a window.
func openBrowser(t *testing.T, more ...chromedp.ExecAllocatorOption) *browser {
	t.Helper()
	return newWindow(t, startBrowser(t, more...))
}

// startBrowser starts Chromium. It skips where there is none, except in CI, where
// a test that is not run is a failure.
func startBrowser(t *testing.T, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	path := chromium()
	if path == "" {
		const missing = "no Chromium on this machine: `make test-deps` installs it"
		if os.Getenv("CI") != "" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.NoFirstRun, chromedp.DisableGPU, chromedp.WindowSize(1440, 900),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true), chromedp.UserDataDir(t.TempDir()),
	)
	options = append(options, more...)
	ctx, cancelBrowser := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancelBrowser)
	ctx, cancelTab := chromedp.NewContext(ctx)
	t.Cleanup(cancelTab)
	(&browser{t, ctx}).do(chromedp.Navigate("about:blank"))
	return ctx
}

// newWindow opens a window that shares nothing with others of the browser, for as
// long as a test has patience.
func newWindow(t *testing.T, started context.Context) *browser {
	t.Helper()
	ctx, cancel := context.WithTimeout(started, patience)
	t.Cleanup(cancel)
	ctx, cancelWindow := chromedp.NewContext(ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancelWindow)
	b := &browser{t: t, ctx: ctx}
	b.do(chromedp.EmulateViewport(1440, 900))
	return b
}

// chromium is the browser's path; empty where there is none.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatalf("in the browser: %v", err)
	}
}

// holds fails the test unless a JavaScript condition is true.
func (b *browser) holds(condition, what string) {
	b.t.Helper()
	if !eval[bool](b, condition) {
		b.t.Errorf("the page has not: %s (%s)\n%s", what, condition, eval[string](b, "document.querySelector('main').innerText.slice(0, 2000)"))
	}
}

func eval[T any](b *browser, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// click clicks on the element that an expression gives.
func click(element string) chromedp.Action[chromedp.Void] {
	script := chromedp.Evaluate[bool]("(e => { if (!e) return false; e.click(); return true })(" + element + ")")
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		ok, err := script(ctx, t)
		if err == nil && !ok {
			err = errors.New("nothing to click: " + element)
		}
		return chromedp.Void{}, err
	}
}

// visible waits for the first element that a CSS selector matches. Plain strings
// would be looked for in the text as well.
func visible(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(chromedp.CSS(selector))
}
