package web_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/web"
)

// workplace keeps jobs and what was rejected, and says what it was asked.
type workplace struct {
	jobs     []intake.Job
	rejected []intake.Rejected
	asked    []string
}

func (w *workplace) Jobs(_ context.Context, limit int) ([]intake.Job, error) {
	return w.jobs[:min(limit, len(w.jobs))], nil
}

func (w *workplace) Rejected(_ context.Context, job int64, limit int) (list []intake.Rejected, err error) {
	for _, r := range w.rejected {
		if (job == 0 || r.Job == job) && len(list) < limit {
			list = append(list, r)
		}
	}
	return list, nil
}

func (w *workplace) Dismiss(_ context.Context, id int64) error {
	for i, r := range w.rejected {
		if r.ID == id {
			w.rejected = append(w.rejected[:i], w.rejected[i+1:]...)
			return nil
		}
	}
	return intake.ErrNoRejected
}

func (w *workplace) DismissAll(ctx context.Context, job int64) (n int, err error) {
	list, _ := w.Rejected(ctx, job, len(w.rejected))
	for _, r := range list {
		n++
		_ = w.Dismiss(ctx, r.ID)
	}
	return n, nil
}

// Retry takes in what has an even number.
func (w *workplace) Retry(ctx context.Context, id int64) (intake.Retry, error) {
	if id%2 == 0 {
		return intake.Retry{Rejected: intake.Rejected{Solved: true}}, w.Dismiss(ctx, id)
	}
	return intake.Retry{}, nil
}

func (w *workplace) Item(_ context.Context, id int64) (intake.Rejected, error) {
	for _, r := range w.rejected {
		if r.ID != id {
			continue
		}
		if r.Kept {
			r.Item = index.NewItem(index.FormFile, []byte("title,body\nFerry,<script>\n"))
		}
		return r, nil
	}
	return intake.Rejected{}, intake.ErrNoRejected
}

func (w *workplace) RetryAll(ctx context.Context, job int64) (all intake.Retries, err error) {
	list, _ := w.Rejected(ctx, job, len(w.rejected))
	for _, r := range list {
		done, _ := w.Retry(ctx, r.ID)
		if all.Tried++; done.Solved {
			all.Solved++
		}
	}
	return all, nil
}

func (w *workplace) hurry(_ context.Context, id string) error {
	w.asked = append(w.asked, id)
	return hurryFake(nil, id) //nolint:staticcheck // it looks at no context
}

var noon = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

// newSources is a server with something of everything that comes in.
func newSources(change ...func(*web.Options)) (*site, *workplace, *fakeFeeds) {
	w := &workplace{
		jobs: []intake.Job{
			{ID: 9, Kind: intake.Rebuild, Name: "asked for", Began: noon.Add(-75 * time.Second), Done: 1, Total: 4},
			{ID: 8, Kind: intake.Ingest, Name: "a.jsonl", Began: noon.Add(-time.Hour), Ended: noon.Add(-time.Hour + 90*time.Second), Report: index.Report{Read: 1304, New: 1200, Updated: 1, Duplicates: 100, Rejected: 3}},
			{ID: 7, Kind: intake.Folder, Name: "/in", Began: noon.Add(-2 * time.Hour), Ended: noon.Add(-2 * time.Hour), Error: "no space left"},
		},
		rejected: []intake.Rejected{
			{ID: 4, Job: 8, At: noon, File: "a.jsonl", Line: 12, Reason: "body is missing", Kept: true, Retried: noon.Add(time.Hour)},
			{ID: 3, Job: 8, At: noon, File: "b.nitf", Reason: "is <b>broken</b>"},
			{ID: 2, Job: 7, At: noon, File: "c.csv", Line: 2, Reason: "the row has 2 columns, the header has 3", Kept: true},
		},
	}
	feeds := &fakeFeeds{list: []intake.Feed{
		{ID: hurried, URL: "https://post.example/rss", Title: "Harbour Post", Source: "The Post", Text: intake.FromPage, State: intake.State{
			LastPolled: noon.Add(-time.Hour), Next: noon.Add(time.Hour), Every: 90 * time.Minute, Items: 20, Brought: 3, Articles: 1500, Rejected: 1,
		}},
		{ID: "fixed", URL: "https://wire.example/atom"},
	}}
	s := newSite(append([]func(*web.Options){func(o *web.Options) {
		o.Feeds, o.Jobs, o.Retrier, o.Hurry, o.FixedFeeds = feeds, w, w, w.hurry, []string{"fixed"}
		o.Now = func() time.Time { return noon }
		o.Folders = &fakeFolders{list: []intake.Watched{
			{Path: "/in", Fixed: true, Files: 2, Articles: 30, Rejected: 1, Taken: noon, Unread: 2, Why: "a.json: permission denied"},
			{Path: "/gone", Error: "no such file or directory", Waiting: "no space left in the data folder"},
		}}
	}}, change...)...)
	return s, w, feeds
}

// asSent is an address as a browser asks for it: the place in the page stays with
// the browser.
func asSent(address string) string {
	sent, _, _ := strings.Cut(address, "#")
	return sent
}

func TestSourcesPage(t *testing.T) {
	s, _, _ := newSources()
	p := getPage(t, s, "/sources")
	if got := getPage(t, s, "/").link("Sources"); got != "/sources" {
		t.Errorf("every page leads to %s", got)
	}
	for section, want := range map[string][]string{
		"li.feed": {
			"Harbour Post https://post.example/rss Outlet: The Post Text from the pages Polled Sun 1 Jun 2025, 11:00 UTC " +
				"3 articles new or changed, of 20 items, 1 rejected 1,500 articles in all Next Sun 1 Jun 2025, 13:00 UTC Every 1 h 30 min " +
				"Poll now: Harbour Post Remove: Harbour Post",
			"https://wire.example/atom From the configuration Not polled yet; it will be within seconds. Poll now: https://wire.example/atom",
		},
		"li.folder": {
			"/in 2 files and folders in it cannot be read, among them a.json: permission denied. From the configuration 2 files taken, the last Sun 1 Jun 2025, 12:00 UTC 30 articles 1 rejected",
			"/gone Cannot be looked into: no such file or directory. Its files wait: no space left in the data folder. No file taken yet Remove: /gone",
		},
		"li.job": {
			"Rebuild of the index: asked for 25 % Job 9 Sun 1 Jun 2025, 11:58 UTC 1 min 15 s",
			"Ingest: a.jsonl Job 8 Sun 1 Jun 2025, 11:00 UTC 1 min 30 s 1,200 new, 1 updated, 100 twice in it 3 rejected",
			"Watched folder: /in It did not come to its end: no space left. Job 7 Sun 1 Jun 2025, 10:00 UTC nothing new",
		},
		"li.refused": {
			"Body is missing a.jsonl, line 12 Sun 1 Jun 2025, 12:00 UTC Job 8 Tried again Sun 1 Jun 2025, 13:00 UTC Try again: a.jsonl, line 12 Dismiss: a.jsonl, line 12",
			"Is <b>broken</b> b.nitf Sun 1 Jun 2025, 12:00 UTC Job 8 Not kept itself; send it again Dismiss: b.nitf",
			"The row has 2 columns, the header has 3 c.csv, line 2 Sun 1 Jun 2025, 12:00 UTC Job 7 Try again: c.csv, line 2 Dismiss: c.csv, line 2",
		},
	} {
		if diff := cmp.Diff(want, texts(p.all(section))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", section, diff)
		}
	}
	if bar := p.one("progress"); bar.attr("value") != "25" || bar.attr("max") != "100" {
		t.Errorf("the bar stands at %s of %s", bar.attr("value"), bar.attr("max"))
	}
	// While a job runs the page looks often.
	if got := p.one("span[data-hx-trigger]").attr("data-hx-trigger"); got != "every 2s" {
		t.Errorf("the page looks again %s", got)
	}
}

// What one job had rejected stands alone, with what can be done with all of it.
func TestSourcesOfOneJob(t *testing.T) {
	s, _, _ := newSources()
	p := getPage(t, s, asSent(getPage(t, s, "/sources").link("3 rejected")))
	if n := len(p.all("li.refused")); n != 2 || p.one("h2[id=rejected]").text() != "Rejected by job 8 2" {
		t.Errorf("%d are listed under %q", n, p.one("h2[id=rejected]").text())
	}
	for _, action := range []string{"/sources/retry", "/sources/dismiss"} {
		form := p.all("section form[action=" + action + "]")[0]
		if got := form.one("input").attr("value"); form.one("input").attr("name") != "job" || got != "8" {
			t.Errorf("%s is for %s", action, got)
		}
	}
	if p := getPage(t, s, "/sources?job=77"); !strings.Contains(p.text(), "Nothing of it is left.") {
		t.Error("a job that has rejected nothing is not told of")
	}
	for _, odd := range []string{"/sources?job=x", "/sources?job=-1", "/sources?job=99999999999999999999", "/sources?jobs=all", "/sources?added=%00&tried=x"} {
		getPage(t, s, odd)
	}
}

// Every form does what it says, and the page tells of it.
func TestSourcesForms(t *testing.T) {
	for _, c := range []struct {
		action string
		fields []string
		says   string
		to     string
		holds  func(w *workplace, f *fakeFeeds) bool
	}{
		{
			"/sources/feeds",
			[]string{"url", " feed://new.example/rss", "title", "New", "source", "Outlet", "text", "page"},
			"The feed is added; it is polled within seconds.", "",
			func(_ *workplace, f *fakeFeeds) bool {
				n := f.list[len(f.list)-1]
				return len(f.list) == 3 && n.URL == "https://new.example/rss" && n.Title == "New" && n.Source == "Outlet" && n.Text == intake.FromPage
			},
		},
		{
			"/sources/feeds/poll",
			[]string{"id", hurried},
			"The feed is polled within seconds.", "/sources?polled=" + hurried + "#feed-" + hurried,
			func(w *workplace, _ *fakeFeeds) bool { return len(w.asked) == 1 },
		},
		{
			"/sources/feeds/remove",
			[]string{"id", hurried},
			"The feed is removed; its articles stay. Add it again", "/sources?removed=https%3A%2F%2Fpost.example%2Frss",
			func(_ *workplace, f *fakeFeeds) bool { return len(f.list) == 1 },
		},
		{
			"/sources/retry",
			[]string{"id", "2"},
			"It is taken in now.", "/sources?solved=1&tried=1#rejected",
			func(w *workplace, _ *fakeFeeds) bool { return len(w.rejected) == 2 },
		},
		{
			"/sources/retry",
			[]string{"id", "3", "job", "8"},
			"It was rejected again.", "/sources?job=8&solved=0&tried=1#rejected",
			func(w *workplace, _ *fakeFeeds) bool { return len(w.rejected) == 3 },
		},
		{
			"/sources/retry",
			[]string{"job", "8"},
			"1 of 2 are taken in now; the others were rejected again.", "",
			func(w *workplace, _ *fakeFeeds) bool { return len(w.rejected) == 2 },
		},
		{
			"/sources/dismiss",
			[]string{"id", "4"},
			"1 rejected article dismissed.", "",
			func(w *workplace, _ *fakeFeeds) bool { return len(w.rejected) == 2 },
		},
		{
			"/sources/dismiss", []string{"id", "77"}, "1 rejected article dismissed.", "", // it is gone already
			func(w *workplace, _ *fakeFeeds) bool { return len(w.rejected) == 3 },
		},
		{
			"/sources/dismiss",
			[]string{"job", "8"},
			"2 rejected articles dismissed.", "",
			func(w *workplace, _ *fakeFeeds) bool { return len(w.rejected) == 1 },
		},
	} {
		s, w, f := newSources()
		done := s.submit(c.action, c.fields...)
		wantStatus(t, done.ResponseRecorder, 303)
		if c.to != "" && done.to != c.to {
			t.Errorf("%s %v leads to %s, want %s", c.action, c.fields, done.to, c.to)
		}
		if got := getPage(t, s, asSent(done.to)).one("div.done").text(); got != c.says {
			t.Errorf("%s %v says %q, want %q", c.action, c.fields, got, c.says)
		}
		if !c.holds(w, f) {
			t.Errorf("%s %v did not do it", c.action, c.fields)
		}
	}
}

// What a form cannot do is told on a page, beside what was written in.
func TestSourcesFormsFail(t *testing.T) {
	s, _, f := newSources()
	for _, c := range []struct {
		action string
		fields []string
		status int
		says   string
	}{
		{"/sources/feeds", []string{"url", "ftp://x.example"}, 422, "A feed needs a web address, such as https://news.example/rss."},
		{"/sources/feeds", []string{"url", ""}, 422, "A feed needs a web address"},
		{"/sources/feeds", []string{"url", "https://x.example", "text", "paper"}, 422, "The text cannot be taken from there"},
		{"/sources/feeds", []string{"url", "https://x.example/" + strings.Repeat("x", 70_000)}, 413, "a form has at most 65536 bytes"},
		{"/sources/feeds/poll", []string{"id", "none"}, 404, "There is no such feed"},
	} {
		done := s.submit(c.action, c.fields...)
		wantStatus(t, done.ResponseRecorder, c.status)
		p := parsePage(t, done.ResponseRecorder)
		checkAccess(t, p)
		if !strings.Contains(p.one("main").text(), c.says) {
			t.Errorf("%s %.60v does not say %q: %.300s", c.action, c.fields, c.says, p.one("main").text())
		}
	}
	p := parsePage(t, s.submit("/sources/feeds", "url", `"><script>`, "title", "Kept").ResponseRecorder)
	if url, title := p.one("input[id=url]").attr("value"), p.one("input[id=title]").attr("value"); url != `"><script>` || title != "Kept" {
		t.Errorf("what was written in is gone: %q, %q", url, title)
	}
	if len(f.list) != 2 {
		t.Errorf("%d feeds", len(f.list))
	}
	again := s.get("/sources/feeds") // what a browser does with the address of what the form answered
	if wantStatus(t, again, 303); again.Header().Get("Location") != "/sources" {
		t.Errorf("loaded again, it leads to %s", again.Header().Get("Location"))
	}
}

// A list of feeds is sent as a browser sends a file.
func TestSourcesImport(t *testing.T) {
	s, _, f := newSources()
	send := func(field, content string) *sent {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		file, err := form.CreateFormFile(field, "feeds.opml")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = file.Write([]byte(content))
		_ = form.Close()
		w := s.do("POST", "/sources/import", body.String(), "Content-Type", form.FormDataContentType(), "Sec-Fetch-Site", "same-origin")
		return &sent{w, w.Header().Get("Location")}
	}
	done := send("list", `<opml><body><outline xmlUrl="https://one.example/rss"/><outline xmlUrl="https://two.example/rss"/><outline xmlUrl="x:y"/></body></opml>`)
	wantStatus(t, done.ResponseRecorder, 303)
	const want = "2 feeds added. 1 was left out, as no feed can be at such an address."
	if got := getPage(t, s, asSent(done.to)).one("div.done").text(); got != want || len(f.list) != 4 {
		t.Errorf("%d feeds, and it says %q", len(f.list), got)
	}
	for field, says := range map[string]string{"list": "The file is no OPML list of feeds.", "other": "Choose an OPML file first."} {
		w := send(field, "hello")
		wantStatus(t, w.ResponseRecorder, 422)
		if got := parsePage(t, w.ResponseRecorder).one("p[id=fault]").text(); got != says {
			t.Errorf("got %q", got)
		}
	}
}

// Who may not write sees what comes in and no button; a form of another site
// does nothing at all.
func TestSourcesAreGuarded(t *testing.T) {
	s, _, f := newSources(func(o *web.Options) { o.Open = false })
	p := getPage(t, s, "/sources")
	if n := len(p.all("main form")); n != 0 || len(p.all("li.feed")) != 2 {
		t.Errorf("%d forms for who may only read", n)
	}
	for _, action := range []string{"/sources/feeds", "/sources/feeds/remove", "/sources/feeds/poll", "/sources/import", "/sources/retry", "/sources/dismiss"} {
		w := s.submit(action, "id", hurried, "url", "https://x.example/rss")
		wantStatus(t, w.ResponseRecorder, 403)
		open, _, _ := newSources()
		foreign := open.do("POST", action, "id="+hurried, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site")
		wantStatus(t, foreign, 403)
	}
	if len(f.list) != 2 {
		t.Error("something was changed")
	}
}

// Whatever a feed does, the page has words for it.
func TestSourcesWords(t *testing.T) {
	s, _, f := newSources()
	at := intake.State{LastPolled: noon, Next: noon.Add(time.Hour)}
	for _, c := range []struct {
		change func(*intake.State)
		class  string
		says   string
	}{
		{func(s *intake.State) { s.Error, s.Failures = "took too long: there was no answer within 30s", 1 }, "failed", "Could not be read: took too long: there was no answer within 30s."},
		{func(s *intake.State) { s.Error, s.Failures, s.Items = "is longer than 32 MB", 4, 1 }, "failed", "Could not be read, 4 times in a row: is longer than 32 MB."},
		{func(s *intake.State) { s.Error, s.Failures, s.Brought, s.Items = "was cut off", 1, 7, 9 }, "failed", "7 articles new or changed, of 9 items"},
		{func(s *intake.State) { s.Error, s.Stopped = "410 Gone: it was taken down for good", true }, "stopped", "Stopped: 410 Gone: it was taken down for good."},
		{func(s *intake.State) { s.Warnings, s.Items = "has no items", 0 }, "well", "Odd: has no items."},
		{func(s *intake.State) { s.Warnings, s.Items = "3 items with a guid that another item has too", 3 }, "well", "nothing new, of 3 items"},
		{func(s *intake.State) { s.Moved = "https://old.example/rss" }, "well", "Moved from https://old.example/rss"},
		{func(s *intake.State) { s.Next = noon }, "well", "Polled again within seconds"},
		{func(s *intake.State) { *s = intake.State{} }, "new", "Not polled yet; it will be within seconds."},
	} {
		state := at
		c.change(&state)
		f.list = []intake.Feed{{ID: "one", URL: "https://one.example/rss", State: state}}
		line := getPage(t, s, "/sources").one("li.feed")
		if got := line.text(); !strings.Contains(got, c.says) || line.attr("class") != "feed "+c.class {
			t.Errorf("class %q, and it says %q, want %q", line.attr("class"), got, c.says)
		}
	}
}

// What was rejected is shown as it was sent, with what can be done with it.
func TestRefusedPage(t *testing.T) {
	s, _, _ := newSources()
	p := getPage(t, s, getPage(t, s, "/sources").all("li.refused h3 a")[0].attr("href"))
	if p.one("h1").text() != "Body is missing" || p.one("pre").text() != "title,body Ferry,<script>" || len(p.all("main form")) != 2 {
		t.Errorf("the page says %s", p.one("main").text())
	}
	p = getPage(t, s, "/sources/rejected/3")
	if len(p.all("pre")) != 0 || len(p.all("main form")) != 1 || !strings.Contains(p.text(), "Not kept itself; send it again") {
		t.Errorf("the page says %s", p.one("main").text())
	}
	for _, none := range []string{"77", "x", "-1"} {
		wantStatus(t, s.get("/sources/rejected/"+none), 404)
	}
}

// In another language the page speaks it, looks again in it, and forms stay in it.
func TestSourcesInSpanish(t *testing.T) {
	s, _, _ := newSources()
	p := getPage(t, s, "/es/sources")
	if p.one("h1").text() != "Fuentes" || !strings.Contains(p.one("li.running").text(), "Reconstrucción del índice") || strings.Contains(p.text(), "⟦") {
		t.Errorf("the page says %.2000s", p.one("main").text())
	}
	if got := p.one("span[data-hx-get]").attr("data-hx-get"); got != "/es/sources" {
		t.Errorf("it looks again at %s", got)
	}
	done := s.submit(p.all("li.refused form")[1].attr("action"), "id", "4")
	if wantStatus(t, done.ResponseRecorder, 303); done.to != "/es/sources?dismissed=1#rejected" {
		t.Errorf("a form leads to %s", done.to)
	}
}
