package main

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestBrowserSavesASearch signs in with a key where reading needs one, saves a
// search from its hits, sees what matches later, and signs out.
func TestBrowserSavesASearch(t *testing.T) {
	t.Parallel()
	b, data := openBrowser(t), t.TempDir()
	key := makeKey(t, data)
	s := startServerIn(t, []string{"DATELINE_SERVER_READ_NEEDS_KEY=true"}, data)
	s.sendAs(t, key, `{"id":"one","title":"Ferry sails at noon","body":"The ferry of Greywick sails at noon."}`)

	b.do(chromedp.Navigate(s.url+"/?q=ferry"), visible("form[action='/sign-in']"))
	b.do(chromedp.SendKeys("#key", key[:len(key)-1]+"x"+kb.Enter))
	waitUntil(t, "the form again", func() bool {
		there, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("location.pathname === '/sign-in' && document.readyState === 'complete'"))
		return err == nil && there // while one page takes the other's place, it cannot be asked
	})
	b.holds("document.querySelectorAll('ol.hits').length === 0", "nothing for a wrong key")
	b.hasNoBarriers("the page on which one signs in")
	b.do(chromedp.SendKeys("#key", key+kb.Enter), visible("ol.hits"))
	b.holds("location.pathname + location.search === '/?q=ferry'", "the page that was asked for")
	b.holds("document.cookie === ''", "no cookie for scripts")

	b.do(click("document.querySelector('details.saving summary')"), visible("#saving #name"))
	b.hasNoBarriers("the form that saves a search")
	b.do(chromedp.SendKeys("#saving #name", kb.End+" in the harbour"+kb.Enter), visible("article.card"))
	b.holds("location.pathname === '/saved'", "the list of saved searches")
	b.holds("document.querySelector('.card h2').textContent === 'ferry in the harbour'", "its name")
	b.holds("document.querySelector('.card .figures').textContent.includes('1 article · 0 new')", "that nothing is new")

	s.sendAs(t, key, `{"id":"two","title":"Ferry is late","body":"The ferry of Greywick is late."}`)
	waitUntil(t, "the new match is told", func() bool {
		b.do(chromedp.Navigate(s.url+"/saved"), visible("article.card"))
		return eval[bool](b, "document.querySelector('.card .figures').textContent.includes('1 new')")
	})
	b.holds("document.querySelector('.card ol.brief a').textContent === 'Ferry is late'", "the new match")
	b.hasNoBarriers("the saved searches")
	b.do(click("document.querySelector('.card .figures button')"), visible("ol.hits"))
	b.holds("document.querySelector('ol.hits h2').textContent === 'Ferry is late'", "the newest match first")

	// A link from another site comes without the cookie, and finds its way.
	elsewhere := strings.Replace(s.url, "127.0.0.1", "localhost", 1) + "/static/none"
	b.do(chromedp.Navigate(elsewhere), click("(a => { a.href = '"+s.url+"/?q=ferry'; document.body.append(a); return a })(document.createElement('a'))"), visible("ol.hits"))

	b.do(click("document.querySelector('form[action=\"/sign-out\"] button')"), visible("form[action='/sign-in']"))
	b.do(chromedp.Navigate(s.url+"/saved"), visible("form[action='/sign-in']"))
	b.holds("document.querySelectorAll('article.card').length === 0", "nothing of it after signing out")
}

// hasNoBarriers looks for barriers on the page as it is, in light and dark, where
// axe-core is there; browserFindsNoBarrier holds that it is.
func (b *browser) hasNoBarriers(where string) {
	b.t.Helper()
	axe, err := readAxe()
	if err != nil {
		return
	}
	eval[bool](b, axe+";document.querySelectorAll('details').forEach(d => d.open = true); true")
	b.barriers(where)
	b.do(media("prefers-color-scheme", "dark"))
	b.barriers(where + " in the dark")
	b.do(media("prefers-color-scheme", "light"))
}

// makeKey makes a key that may write.
func makeKey(t *testing.T, data string) string {
	t.Helper()
	out, err := program(t, nil, "keys", "create", "desk", "--scope", "write", "--data", data).CombinedOutput()
	key := regexp.MustCompile(`dateline_\w+`).FindString(string(out))
	if err != nil || key == "" {
		t.Fatalf("no key: %v\n%s", err, out)
	}
	return key
}

// sendAs sends an article and waits until it can be found.
func (s *server) sendAs(t *testing.T, key, article string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, s.url+"/api/v1/articles?refresh=wait", bytes.NewBufferString(article))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+key)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusCreated {
		t.Fatalf("sending an article: %s", resp.Status)
	}
}
