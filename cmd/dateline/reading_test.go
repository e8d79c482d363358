package main

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserDragsTheTimeline chooses a stretch of time with the mouse, and then
// with the keys.
func TestBrowserDragsTheTimeline(t *testing.T) {
	s := startServer(t, t.TempDir(), "--demo")
	b := openBrowser(t)
	b.do(chromedp.Navigate(s.url+"/?q=drone"), visible("html.scripted figure.timeline svg"))
	type place struct{ From, To, Y float64 }
	at := eval[place](b, `(() => {
		const svg = document.querySelector('figure.timeline svg'), r = svg.getBoundingClientRect();
		const n = svg.querySelectorAll('[data-from]').length;
		return {From: r.left + r.width * 1.5 / n, To: r.left + r.width * 3.5 / n, Y: r.top + r.height / 2};
	})()`)
	const bar = `[...document.querySelectorAll('figure.timeline [data-from]')]`
	want := eval[string](b, bar+"[1].dataset.from + ' ' + "+bar+"[3].dataset.to")
	b.do(chromedp.MouseEvent(chromedp.MousePressed, at.From, at.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
		chromedp.MouseEvent(chromedp.MouseMoved, at.To, at.Y, chromedp.ButtonLeft),
		chromedp.MouseEvent(chromedp.MouseReleased, at.To, at.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	const asked = `(p => p.get('from') + ' ' + p.get('to'))(new URLSearchParams(location.search))`
	b.eventually(asked+" === '"+want+"'", "the stretch that was dragged over, "+want+", in the address")
	b.do(visible(".chips"))

	b.do(chromedp.Navigate(s.url+"/?q=drone"), visible("html.scripted figure.timeline svg"))
	want = eval[string](b, `(() => {
		const press = (key, shiftKey) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, shiftKey, bubbles: true, cancelable: true}));
		const bars = [...document.querySelectorAll('figure.timeline a')];
		bars[0].focus();
		press('ArrowRight', true);
		const want = bars[0].dataset.from + ' ' + bars[1].dataset.to;
		press('Enter', false);
		return want;
	})()`)
	b.eventually(asked+" === '"+want+"'", "the stretch chosen by keys, "+want)
}

// TestBrowserGoesOnByItself holds that further hits come as the reader goes down,
// each once, with a link to the next page below.
func TestBrowserGoesOnByItself(t *testing.T) {
	s := startServer(t, t.TempDir(), "--demo")
	b := openBrowser(t)
	b.do(chromedp.Navigate(s.url+"/?collapse=false"), visible("html.scripted #older"))
	eval[bool](b, "document.querySelector('#older').scrollIntoView(); true")
	b.eventually("document.querySelectorAll('ol.hits > li').length > 20", "more hits")
	b.holds(`(ids => new Set(ids).size === ids.length)([...document.querySelectorAll('.hit')].map(h => h.dataset.id))`, "each hit once")
	b.holds("document.querySelector('#older').href.includes('cursor=')", "a link to the page after")
}

// TestBrowserReadsAnArticle switches names and dates on, steps through the hits
// and copies a citation.
func TestBrowserReadsAnArticle(t *testing.T) {
	s := startServer(t, t.TempDir(), "--demo")
	b := openBrowser(t)
	b.do(chromedp.Navigate(s.url+"/article/n4okroqs64ozinsq?q=drone"), visible("html.scripted .hitbar"))
	eval[bool](b, "document.querySelector('.hitbar [data-by=\"1\"]').click(); true")
	b.holds("document.querySelector('.hitbar .at').textContent.startsWith('1 / ')", "the first hit")
	b.do(chromedp.KeyEvent("n"))
	b.holds("document.querySelectorAll('mark.here').length === 1", "one hit pointed at")

	const tint = "getComputedStyle(document.querySelector('article.story .ent')).borderBottomStyle + getComputedStyle(document.querySelector('article.story .ent')).backgroundColor"
	before := eval[string](b, tint)
	b.do(chromedp.KeyEvent("e"))
	if after := eval[string](b, tint); after == before {
		t.Errorf("names look the same, marked or not: %s", after)
	}

	eval[bool](b, `navigator.clipboard.writeText = async (text) => { window.copied = text }; document.querySelector('aside details:has(.copy) summary')?.click(); document.querySelector('button.copy').click(); true`)
	b.eventually("window.copied === document.querySelector('#' + document.querySelector('button.copy').dataset.of).textContent", "the citation copied")
}

// TestBrowserPrintsTheText holds that paper gets the article and nothing to click.
func TestBrowserPrintsTheText(t *testing.T) {
	s := startServer(t, t.TempDir(), "--demo")
	b := openBrowser(t)
	b.do(chromedp.Navigate(s.url+"/article/n4okroqs64ozinsq?q=drone"), visible("html.scripted article.story"), onPaper())
	b.holds("getComputedStyle(document.querySelector('article.story')).display !== 'none'", "the text")
	b.holds("['header.top', '.foot', '.hitbar'].every(s => getComputedStyle(document.querySelector(s)).display === 'none')", "no boxes, bars and links")
}
