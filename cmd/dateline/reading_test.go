package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browserDragsTheTimeline chooses a stretch of time with the mouse, and then
// with the keys.
func browserDragsTheTimeline(t *testing.T, s *server, b *browser) {
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

// browserMovesHandles chooses a stretch of time by the two handles of the
// timeline: with keys, and with the mouse on a phone's width.
func browserMovesHandles(t *testing.T, s *server, b *browser) {
	const (
		asked    = `(p => p.get('from') + ' ' + p.get('to'))(new URLSearchParams(location.search))`
		bar      = `[...document.querySelectorAll('figure.timeline [data-from]')]`
		pending  = `!document.querySelector('.timeline .reach').hidden`
		since    = `document.querySelector('.timeline .since')`
		until    = `document.querySelector('.timeline .until')`
		timeline = "html.scripted .timeline .since"
	)
	b.do(chromedp.Navigate(s.url+"/?q=drone"), visible(timeline))
	b.holds(since+".getAttribute('aria-valuetext') === "+bar+"[0].dataset.first", "where the range begins, in words")
	n := eval[int](b, bar+".length")
	eval[bool](b, since+".focus(); true")
	b.do(chromedp.KeyEvent(kb.ArrowRight + kb.ArrowRight))
	b.holds(since+".value === '2' && "+since+".getAttribute('aria-valuetext') === "+bar+"[2].dataset.first", "the first handle two bars on, as it says")
	b.holds(pending+" && "+asked+" === 'null null'", "the range shown and not yet searched")
	b.do(chromedp.KeyEvent(kb.End))
	b.holds(fmt.Sprintf(since+".value === '%d'", n-1), "a bar left between the handles")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.holds(since+".value === '0' && !("+pending+")", "the range let go by Escape")
	eval[bool](b, until+".focus(); true")
	b.do(chromedp.KeyEvent(kb.Home + kb.ArrowRight))
	b.holds("document.querySelector('.timeline output').textContent.includes("+bar+"[0].dataset.first)", "the range in words")
	want := eval[string](b, bar+"[0].dataset.from + ' ' + "+bar+"[1].dataset.to")
	b.do(chromedp.KeyEvent(kb.Enter))
	b.eventually(asked+" === '"+want+"'", "the range between the handles, "+want+", in the address")
	b.eventually("document.querySelector('#said').textContent === document.querySelector('.head h1').textContent", "how many were found, said")

	b.do(chromedp.EmulateViewport(375, 812), chromedp.Navigate(s.url+"/entity/person/Marco%20Rubio"), visible(timeline))
	at := eval[struct{ X, Y, Step float64 }](b, `(() => {
		const r = document.querySelector('.timeline svg').getBoundingClientRect();
		return {X: r.left - 12, Y: r.top + 32, Step: r.width / `+bar+`.length};
	})()`)
	b.holds(fmt.Sprintf(`[[-11, -30], [11, -30], [-11, 30], [11, 30]].every(([x, y]) => document.elementFromPoint(%f + x, %f + y).matches('.since'))`, at.X, at.Y),
		"a handle that a finger takes hold of (WCAG 2.2, 2.5.8: 24 px)")
	want = eval[string](b, bar+"[1].dataset.from + ' ' + "+bar+".at(-1).dataset.to")
	to := at.X + at.Step
	b.do(chromedp.MouseEvent(chromedp.MousePressed, at.X, at.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
		chromedp.MouseEvent(chromedp.MouseMoved, to, at.Y, chromedp.ButtonLeft),
		chromedp.MouseEvent(chromedp.MouseReleased, to, at.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	b.holds(since+".value === '1' && "+pending, "the handle dragged by a bar")
	b.fits("a timeline with a range")
	b.do(click("document.querySelector('.timeline .choose')"), visible("ol.hits"))
	b.eventually(asked+" === '"+want+"' && location.pathname === '/'", "the search for the range, "+want)

	eval[bool](b, "document.documentElement.classList.remove('scripted'); true")
	b.holds("[...document.querySelectorAll('.timeline .end')].every(e => getComputedStyle(e).display === 'none')", "no handles where no script runs")
	b.do(onPaper())
	b.holds("getComputedStyle(document.querySelector('.timeline')).display === 'none'", "no timeline on paper")
}

// browserGoesOnByItself holds that further hits come as the reader goes down,
// each once, with a link to the next page below.
func browserGoesOnByItself(t *testing.T, s *server, b *browser) {
	b.do(chromedp.Navigate(s.url+"/?collapse=false"), visible("html.scripted #older"))
	eval[bool](b, "document.querySelector('#older').scrollIntoView(); true")
	b.eventually("document.querySelectorAll('ol.hits > li').length > 20", "more hits")
	b.holds(`(ids => new Set(ids).size === ids.length)([...document.querySelectorAll('.hit')].map(h => h.dataset.id))`, "each hit once")
	b.holds("document.querySelector('#older').href.includes('cursor=')", "a link to the page after")
}

// browserReadsAnArticle switches names and dates on, steps through the hits
// and copies a citation.
func browserReadsAnArticle(t *testing.T, s *server, b *browser) {
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

// browserPrintsTheText holds that paper gets the article and nothing to click.
func browserPrintsTheText(t *testing.T, s *server, b *browser) {
	b.do(chromedp.Navigate(s.url+"/article/n4okroqs64ozinsq?q=drone"), visible("html.scripted article.story"), onPaper())
	b.holds("getComputedStyle(document.querySelector('article.story')).display !== 'none'", "the text")
	b.holds("['header.top', '.foot', '.hitbar'].every(s => getComputedStyle(document.querySelector(s)).display === 'none')", "no boxes, bars and links")
}
