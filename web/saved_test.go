package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web"
)

// savedPage is the page of saved searches, as somebody sees it.
func (d *desk) savedPage(headers ...string) tree {
	d.t.Helper()
	w := d.get("/saved", headers...)
	wantStatus(d.t, w, 200)
	p := parsePage(d.t, w)
	checkAccess(d.t, p)
	return p
}

func (d *desk) saveByForm(values url.Values, headers ...string) string {
	d.t.Helper()
	w := d.form("/saved", values, headers...)
	wantStatus(d.t, w, http.StatusSeeOther)
	_, id, found := strings.Cut(w.Header().Get("Location"), "/saved#")
	if !found {
		d.t.Fatalf("led to %q", w.Header().Get("Location"))
	}
	return id
}

func TestSavedPage(t *testing.T) {
	d := newDesk(t, func(o *web.Options) {})
	d.searcher.result = search.Result{Query: search.Understood{Parsed: "ferry"}, Total: 1234}
	if p := d.savedPage(); !strings.Contains(p.one("main").text(), "no search yet") {
		t.Errorf("nothing is saved, and the page says %q", p.one("main").text())
	}
	id := d.saveByForm(url.Values{"name": {"Ferries"}, "params": {"q=ferry&lang=en&person=-Marco+Rubio"}})
	for i := range 7 {
		d.put(fmt.Sprint("f", i), fmt.Sprint("Ferry ", i))
		d.store.records[fmt.Sprint("f", i)] = mustGet(d, fmt.Sprint("f", i))
	}
	d.step()
	if got := parsePage(t, d.get("/saved")).one("p.words").text(); got != "ferry Not Person Marco Rubio Language English" {
		t.Errorf("the query in words: %q", got)
	}
	d.do("PUT", "/api/v1/searches/"+id, `{"name":"Ferries","params":"q=ferry"}`)
	d.restart()
	d.searcher.result = search.Result{Query: search.Understood{Parsed: "ferry"}, Total: 1234}
	for i := range 7 {
		d.store.records[fmt.Sprint("g", i)] = mustPut(d, fmt.Sprint("g", i), fmt.Sprint("Ferry again ", i))
	}
	d.step()
	p := d.savedPage()
	if got := p.one("div.figures p").text(); got != "1,234 articles · 7 new since you looked" {
		t.Errorf("figures %q", got)
	}
	want := []string{"Ferry again 6", "Ferry again 5", "Ferry again 4", "Ferry again 3", "Ferry again 2"}
	if diff := cmp.Diff(want, texts(p.all("ol.brief a"))); diff != "" {
		t.Errorf("latest matches (-want +got):\n%s", diff)
	}
	if got := p.link("Atom"); got != "/feed.atom?q=ferry" {
		t.Errorf("feed %q", got)
	}
	w := d.form("/saved/"+id+"/look", nil)
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/?q=ferry&sort=newest" {
		t.Errorf("looking: %d to %q", w.Code, got)
	}
	if got := d.savedPage().one("div.figures p").text(); got != "1,234 articles · 0 new since you looked" {
		t.Errorf("figures after looking: %q", got)
	}
	list := d.get("/api/v1/searches/" + id + "/matches?size=2").Body.String()
	if !strings.HasPrefix(list, `{"new":0,"matches":[{"article":"g6","version":1,"at":"`) || strings.Count(list, `"article"`) != 2 {
		t.Errorf("matches %s", list)
	}
	wantStatus(t, d.form("/saved/"+id+"/delete", nil), http.StatusSeeOther)
	if n := len(d.savedPage().all("article.card")); n != 0 {
		t.Errorf("%d searches after it was deleted", n)
	}
}

func mustGet(d *desk, id string) (r news.Record) {
	d.t.Helper()
	r, err := d.archive.Get(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func mustPut(d *desk, id, title string) news.Record {
	d.t.Helper()
	d.put(id, title)
	return mustGet(d, id)
}

func TestSavedFormsSayWhatIsWrong(t *testing.T) {
	d := newDesk(t)
	id := d.saveByForm(url.Values{"name": {"Ferries"}, "params": {"q=ferry"}})
	for _, tt := range []struct {
		change url.Values
		field  string
	}{
		{url.Values{"name": {" "}}, "name"},
		{url.Values{"name": {"\xed\xa0\x80"}}, "name"}, // half a character
		{url.Values{"webhook": {"ftp://desk.example/"}}, "webhook"},
		{url.Values{"email": {"desk@news.example"}}, "email"}, // this server sends no mail
		{url.Values{"q": {`"ferry`}, "params": {"strict=true"}}, "query"},
	} {
		values := url.Values{"name": {"Ferries"}, "params": {"lang=en"}, "q": {"ferry"}, "webhook": {""}}
		for name, v := range tt.change {
			values[name] = v
		}
		for _, path := range []string{"/saved", "/saved/" + id} {
			w := d.form(path, values)
			wantStatus(t, w, 400)
			p := parsePage(t, w)
			checkAccess(t, p)
			if p.one("[role=alert]").text() == "" || p.one("form.fields").attr("action") != path {
				t.Errorf("%v: %s does not say what is wrong", tt.change, path)
			}
			if got := p.all("[aria-invalid]"); tt.field != "email" && (len(got) != 1 || got[0].attr("id") != tt.field) {
				t.Errorf("%v: the wrong field is not marked: %v", tt.change, texts(got))
			}
			if got := p.one("input[name=webhook]").attr("value"); got != values.Get("webhook") {
				t.Errorf("%v: what was written is gone: %q", tt.change, got)
			}
		}
	}
	for _, path := range []string{"GET /saved/none", "POST /saved/none", "POST /saved/none/delete", "POST /saved/none/look", "POST /saved/none/test", "POST /saved/none/retry"} {
		method, path, _ := strings.Cut(path, " ")
		w := d.do(method, path, "name=x&params=q%3Da", "Content-Type", "application/x-www-form-urlencoded")
		wantStatus(t, w, 404)
	}
}

// What the webhook came to can be seen, tried and sent again.
func TestSavedPageTellsOfTheWebhook(t *testing.T) {
	d, hook := newDesk(t), newReceiver(t)
	w := d.form("/saved", url.Values{"name": {"Ferries"}, "params": {"q=ferry"}, "webhook": {hook.URL + "/secret-path"}})
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	checkAccess(t, p)
	if got := p.one("div.done code").text(); len(got) < 40 {
		t.Errorf("the secret %q is shown once", got)
	}
	id := strings.TrimPrefix(p.one("form.fields").attr("action"), "/saved/")
	hook.status = 500
	d.put("a", "A ferry")
	d.store.records["a"] = mustGet(d, "a")
	for range 12 {
		d.step()
		d.now = d.now.Add(9 * 3600e9)
	}
	p = d.savedPage()
	if text := p.one("dl.ways").text(); !strings.Contains(text, "1 message given up") || !strings.Contains(text, "500") ||
		strings.Contains(text, "secret-path") || !strings.Contains(text, strings.TrimPrefix(hook.URL, "http://")) {
		t.Errorf("the webhook stands: %q", text)
	}
	w = d.form("/saved/"+id+"/test", nil)
	wantStatus(t, w, 200)
	if got := parsePage(t, w).one("[role=alert]").text(); !strings.Contains(got, "500") {
		t.Errorf("a test that fails says %q", got)
	}
	hook.status = 204
	if got := parsePage(t, d.form("/saved/"+id+"/test", nil)).one("p.done").text(); got == "" {
		t.Error("a test that arrives says nothing")
	}
	delivery := p.one("ul.dead input[name=delivery]").attr("value")
	wantStatus(t, d.form("/saved/"+id+"/retry", url.Values{"delivery": {delivery}}), http.StatusSeeOther)
	d.step()
	if text := d.savedPage().one("dl.ways").text(); !strings.Contains(text, "1 message sent") || strings.Contains(text, "given up") {
		t.Errorf("after it was sent again: %q", text)
	}
}

func TestSavedPagesAreTheirOwners(t *testing.T) {
	_, keys, secrets := newKeyed()
	d := newDesk(t, func(o *web.Options) { o.Keys, o.Sessions = keys, fakeSessions{} })
	d.searcher.result = found()
	writer := []string{"Cookie", d.signIn(t, secrets["write"])}
	reader := []string{"Cookie", d.signIn(t, secrets["read"])}
	id := d.saveByForm(url.Values{"name": {"Ferries"}, "params": {"q=ferry"}}, writer...)
	wantStatus(t, d.get("/saved"), 401)
	wantStatus(t, d.get("/saved", reader...), 403)
	wantStatus(t, d.form("/saved", url.Values{"name": {"x"}, "params": {"q=a"}}), 401)
	admin := []string{"Cookie", d.signIn(t, secrets["admin"])}
	if n := len(d.savedPage(admin...).all("article.card")); n != 1 {
		t.Errorf("who administers sees %d searches", n)
	}
	other := keys.add("write")
	for _, path := range []string{"/saved/" + id + "/delete", "/saved/" + id, "/saved/" + id + "/look"} {
		wantStatus(t, d.form(path, url.Values{"name": {"x"}, "params": {"q=a"}}, "Cookie", d.signIn(t, other)), 404)
	}
	// The form for saving is there for those who may, and the way to become one for others.
	for name, tt := range map[string]struct {
		as          []string
		forms, ways int
	}{"nobody": {nil, 0, 1}, "reader": {reader, 0, 1}, "writer": {writer, 1, 0}} {
		p := parsePage(t, d.get("/?q=ferry", tt.as...))
		if forms, ways := len(p.all("form[action=/saved]")), len(p.all("p.take a")); forms != tt.forms || ways != tt.ways {
			t.Errorf("%s: %d forms, %d ways to sign in", name, forms, ways)
		}
	}
	p := parsePage(t, d.get("/?q=ferry&lang=en&sort=newest&size=50&cursor=X&facet_size=100", writer...))
	checkAccess(t, p)
	if got := p.one("details.saving input[name=params]").attr("value"); got != "lang=en&q=ferry" {
		t.Errorf("saves %q", got)
	}
}
