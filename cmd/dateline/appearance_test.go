package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// media makes the browser say that its reader wants something: dark pages, more
// contrast, less movement.
func media(feature, value string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: feature, Value: value}},
		})
		return chromedp.Void{}, err
	}
}

// onPaper shows the page as it is printed.
func onPaper() chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return chromedp.Void{}, err
	}
}

// inZone puts the browser somewhere in the world.
func inZone(name string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: name})
		return chromedp.Void{}, err
	}
}

// browserOnEveryScreen holds that no page is wider than its window: from a
// phone and from 400 % zoom (WCAG 2.2, 1.4.10: 320 px) to a wide screen, and with
// the letters twice as large (1.4.4).
func browserOnEveryScreen(t *testing.T, s *server, b *browser) {
	for name, path := range pages() {
		b.do(chromedp.Navigate(s.url+path), visible("main"))
		for _, width := range []int64{320, 375, 768, 1440, 2560} {
			b.do(chromedp.EmulateViewport(width, 800))
			b.fits(fmt.Sprintf("%s at %d px", name, width))
		}
		b.do(chromedp.EmulateViewport(768, 800))
		eval[bool](b, "document.documentElement.style.fontSize = '200%'; true")
		b.fits(name + " with letters twice as large")
	}
}

// fits fails the test where something is wider than the window.
func (b *browser) fits(what string) {
	b.t.Helper()
	const script = `(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return '';
		const wide = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > width + 1);
		return document.documentElement.scrollWidth + ' px of ' + width + ': ' + wide.slice(0, 3).map(e => e.outerHTML.slice(0, 100)).join(' | ');
	})()`
	if wide := eval[string](b, script); wide != "" {
		b.t.Errorf("%s is wider than the window: %s", what, wide)
	}
}

// browserInTheDark holds that pages follow what the reader wants of colours and
// of movement.
func browserInTheDark(t *testing.T, s *server, b *browser) {
	const brightness = `(() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number); return Math.round((r + g + b) / 3) })()`
	b.do(chromedp.Navigate(s.url+"/?q=drone"), visible("ol.hits mark"))
	if got := eval[int](b, brightness); got < 200 {
		b.t.Errorf("the paper is %d of 255 bright by day", got)
	}
	b.do(media("prefers-color-scheme", "dark"))
	if got := eval[int](b, brightness); got > 60 {
		b.t.Errorf("the paper is %d of 255 bright in the dark", got)
	}
	b.do(media("forced-colors", "active"))
	b.holds(`(s => s.fontWeight >= 600 || s.textDecorationLine.includes('underline'))(getComputedStyle(document.querySelector('ol.hits mark')))`,
		"marks that are seen without their colour")
	b.do(media("prefers-reduced-motion", "reduce"))
	b.holds(`document.getAnimations().length === 0 && [...document.querySelectorAll('*')].every(e => parseFloat(getComputedStyle(e).transitionDuration) === 0)`,
		"no movement")
}

// browserTellsLocalTime holds that times are in the reader's zone, with the
// exact one at hand, unless the search names a zone.
func browserTellsLocalTime(t *testing.T, s *server, b *browser) {
	const first = `document.querySelector('ol.hits time[datetime*=T]')`
	b.do(inZone("Asia/Karachi"), chromedp.Navigate(s.url+"/?q=id:mw-20250508-0131"), visible("html.scripted ol.hits"))
	b.holds(first+`.title === `+first+`.dateTime`, "the exact time on hover")
	b.holds(`(() => {
		const shown = `+first+`.textContent.match(/(\d\d):(\d\d)/), at = new Date(`+first+`.dateTime);
		return +shown[1] === (at.getUTCHours() + 5) % 24 && +shown[2] === at.getUTCMinutes();
	})()`, "the time of Karachi, five hours before Greenwich")
	b.do(chromedp.Navigate(s.url+"/?q=id:mw-20250508-0131&tz=UTC"), visible("html.scripted ol.hits"))
	b.holds(`(() => {
		const shown = `+first+`.textContent.match(/(\d\d):(\d\d)/), at = new Date(`+first+`.dateTime);
		return +shown[1] === at.getUTCHours();
	})()`, "the zone that the search names")
}
