package main

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browserMergesNames goes the way of an archivist: take one name for
// another's, read what that does, find by either, and take it back.
func browserMergesNames(t *testing.T, s *server, b *browser) {
	hits := func(query string) int {
		b.do(chromedp.Navigate(s.url+"/?collapse=false&size=100&q="+query), visible("ol.hits"))
		return eval[int](b, "document.querySelectorAll('ol.hits > li').length")
	}
	const venn, brisco = "person:%22Orla+Venn%22", "person:%22Tam+Brisco%22"
	either := hits(venn + "+OR+" + brisco)
	before := hits(brisco)

	b.do(chromedp.Navigate(s.url+"/entity/person/Orla%20Venn"), visible("#other"), chromedp.SendKeys("#other", "Tam Br"))
	b.eventually("[...document.querySelectorAll('#others option')].some(o => o.value === 'Tam Brisco')", "the name completed")
	b.do(chromedp.SendKeys("#other", "isco"+kb.Enter), visible("form[action='/merge'][method=post]"))
	b.holds("document.querySelector('main').textContent.includes('becomes an alias of Orla Venn')", "what merging does")
	b.do(click("document.querySelector('form[action=\"/merge\"] button')"), visible("div.done"))
	b.holds("document.querySelector('ul.merged').textContent.includes('Tam Brisco')", "the name among those that were merged")
	b.do(chromedp.Reload())
	b.do(visible("ul.merged")) // the form is not sent again

	if found := hits(brisco); found != either {
		t.Errorf("%d articles by the alias, %d by either name before", found, either)
	}
	b.holds("!document.querySelector('#facet-person').textContent.includes('Tam Brisco')", "one person in the facet")

	b.do(chromedp.Navigate(s.url+"/entity/person/Tam%20Brisco"), visible("ul.merged"), click("document.querySelector('ul.merged button')"),
		visible("form[action='/merge'][method=post]")) // which undoes it
	if found := hits(brisco); found != before {
		t.Errorf("%d articles after the name was split off, %d before it was merged", found, before)
	}
}
