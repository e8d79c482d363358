package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestBrowserFollowsJobs adds a feed by its form and sees, without loading the page
// again, how it is polled and what becomes of it; and tries again what was
// rejected. What somebody writes meanwhile stays.
func TestBrowserFollowsJobs(t *testing.T) {
	t.Parallel()
	goOn := make(chan struct{})
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Harbour Post</title>`)
		for i := range 600 { // more than are looked at together
			_, _ = fmt.Fprintf(w, `<item><title>Quay %d opens</title><guid isPermaLink="false">%d</guid><description>On Monday.</description></item>`, i, i)
		}
		_ = http.NewResponseController(w).Flush()
		select {
		case <-goOn:
		case <-r.Context().Done():
		}
		_, _ = io.WriteString(w, `<item><guid>none</guid></item></channel></rss>`)
	}))
	t.Cleanup(feed.Close)
	config := filepath.Join(t.TempDir(), "dateline.yaml")
	if err := os.WriteFile(config, []byte("feeds:\n  allow_private: true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startServer(t, t.TempDir(), "--config", config)
	b := openBrowser(t)

	b.do(chromedp.Navigate(s.url+"/sources"), visible("html.scripted #url"), chromedp.SendKeys("#url", feed.URL+"/rss"+kb.Enter), visible("div.done"))
	b.holds("location.pathname === '/sources' && location.search.startsWith('?added=')", "the added feed in the address")
	b.do(chromedp.SendKeys("#url", "half an addr"))
	b.do(visible("li.running progress"))
	close(goOn)
	b.do(visible("li.feed.well"), visible("li.refused"))
	b.holds("document.querySelector('li.feed').innerText.includes('600 articles new or changed, of 601 items, 1 rejected')", "what the poll brought")
	b.holds("!document.querySelector('progress') && document.querySelectorAll('li.job').length === 1", "the job, ended")
	b.holds("document.activeElement.id === 'url' && document.activeElement.value === 'half an addr'", "what is being written, where it was")

	press := func(action string) {
		b.do(click("document.querySelector('li.refused form[action$=" + action + "] button')"))
	}
	press("retry")
	b.eventually("document.querySelector('div.done').innerText.includes('It was rejected again.')", "what became of the other try")
	b.holds("document.querySelector('li.refused').innerText.includes('Tried again')", "when it was tried again")
	press("dismiss")
	b.eventually("!document.querySelector('li.refused')", "nothing that was rejected")
}
