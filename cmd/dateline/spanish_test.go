package main

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Every page has all of its words, in every language.
func pagesHaveTheirWords(t *testing.T, s *server) {
	all := pages()
	delete(all, "api") // is for programmers, in English
	all["sources"], all["sign-in"], all["likely"] = "/sources", "/sign-in", "/entities/likely?type=person"
	all["merge"], all["comparing"], all["oldest"] = "/merge?type=person&name=Rubio&into=Marco+Rubio", "/compare", "/?q=drone&sort=oldest&match=any&size=1"
	for name, path := range all {
		for _, tag := range []string{"en", "es"} {
			answer, err := http.Get(s.url + "/" + tag + path)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(answer.Body)
			_ = answer.Body.Close()
			page := string(body)
			if err != nil || !strings.Contains(page, `<html lang="`+tag+`">`) {
				t.Fatalf("%s is not in %s: %.200s, %v", name, tag, page, err)
			}
			if at := strings.IndexAny(page, "⟦⟧"); at >= 0 {
				t.Errorf("%s in %s lacks words: %.300s", name, tag, page[max(at-100, 0):])
			}
		}
	}
}

// TestBrowserInSpanish is the way of a reader whose browser asks for Spanish, and
// who then chooses English.
func TestBrowserInSpanish(t *testing.T) {
	t.Parallel()
	s := startServer(t, t.TempDir(), "--demo")
	b := openBrowser(t, chromedp.Flag("accept-lang", "es-ES,es"), chromedp.Env("TZ=Europe/Madrid"))
	b.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(s.url+"/"), visible("html.scripted ol.hits"))
	b.holds("document.documentElement.lang === 'es'", "Spanish, as the browser asks for")
	b.holds(`/^(lun|mar|mié|jue|vie|sáb|dom) \d+ (ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic) \d{4}, \d\d:\d\d /.test(document.querySelector('time[data-local]').textContent)`, "times of the reader's zone in Spanish")
	b.do(chromedp.SendKeys("#q", "drones"+kb.Enter), visible("ol.hits mark"))
	b.holds("document.querySelector('.understood').textContent.includes('Se ha entendido')", "how the query was read, in Spanish")
	b.eventually("!!document.querySelector('html.scripted')", "its scripts")

	pick := func(n string) { b.do(click("document.querySelectorAll('.pick input')[" + n + "]")) }
	pick("0")
	b.holds("document.querySelector('#tray .number').textContent === '1 seleccionado'", "one selected, in Spanish")
	pick("1")
	b.holds("document.querySelector('#tray .number').textContent === '2 seleccionados'", "two selected, in Spanish")

	b.do(click(`document.querySelector('footer a[lang=en]')`), visible(`html[lang=en] ol.hits`))
	b.holds("location.pathname === '/en/' && new URLSearchParams(location.search).get('q') === 'drones'", "the same search in English")
	b.do(click(`document.querySelector('#facet-source a.value')`), visible(".chips"))
	b.holds("location.pathname === '/en/' && document.querySelector('.chips a').pathname === '/en/'", "English kept in place")
	b.do(click("document.querySelector('ol.hits h2 a')"), visible("article.story"))
	b.holds("document.documentElement.lang === 'en' && location.pathname.startsWith('/en/article/')", "English kept on another page")
	b.do(chromedp.KeyEvent("?"), visible("#keys"))
	b.holds("location.pathname === '/en/help'", "English kept by a key")
}
