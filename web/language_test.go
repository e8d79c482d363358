package web_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web"
)

// A page is in the language that its address names, else in the one that is
// configured, else in what the browser asks for.
func TestPageLanguage(t *testing.T) {
	spanish := func(o *web.Options) { o.Language = "es" }
	english := func(o *web.Options) { o.Language = "en" }
	for _, test := range []struct {
		name, target, accept string
		change               func(*web.Options)
		want                 string
		varies               bool
	}{
		{"nothing asked for", "/help", "", nil, "en", true},
		{"the browser's", "/help", "es-AR,es;q=0.9", nil, "es", true},
		{"none that there is", "/help", "de", nil, "en", true},
		{"the address before the browser", "/en/help", "es", nil, "en", false},
		{"the address", "/es/help", "", nil, "es", false},
		{"the first page", "/es", "", nil, "es", false},
		{"the first page, with a slash", "/es/?q=x", "", nil, "es", false},
		{"configured", "/help", "en", spanish, "es", false},
		{"the address before what is configured", "/es/help", "", english, "es", false},
		{"an error", "/nowhere", "es", nil, "es", true},
		{"an error behind a language", "/es/nowhere", "", nil, "es", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			change := test.change
			if change == nil {
				change = func(*web.Options) {}
			}
			w := newSite(change).get(test.target, "Accept-Language", test.accept)
			p := parsePage(t, w)
			if got := p.one("html").attr("lang"); got != test.want {
				t.Errorf("the page says that it is in %q, want %q", got, test.want)
			}
			if got := w.Header().Get("Content-Language"); got != test.want {
				t.Errorf("the header says that it is in %q, want %q", got, test.want)
			}
			if got := strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Language"); got != test.varies {
				t.Errorf("Vary: %q", w.Header().Values("Vary"))
			}
			if cookies := w.Result().Cookies(); len(cookies) > 0 {
				t.Errorf("it leaves %v", cookies)
			}
		})
	}
}

// Whoever reads in a language that the address names stays in it, on every page;
// what is for programs has one address.
func TestLanguageIsKept(t *testing.T) {
	s := newSite()
	s.searcher.result = found()
	p := parsePage(t, s.get("/es/?q=drone+%26&person=A"))
	checkAccess(t, p)
	seen := 0
	for _, a := range p.all("a[href]") {
		to := a.attr("href")
		program := strings.HasPrefix(to, "/api/") || strings.HasPrefix(to, "/feed.") || to == "/docs"
		kept := strings.HasPrefix(to, "/es/")
		if strings.HasPrefix(to, "/") && a.attr("hreflang") == "" && kept == program {
			t.Errorf("%q leads to %s", a.text(), to)
		}
		seen++
	}
	for _, form := range p.all("form[action]") {
		if !strings.HasPrefix(form.attr("action"), "/es/") {
			t.Errorf("a form is sent to %s", form.attr("action"))
		}
	}
	if seen < 20 {
		t.Errorf("%d links were looked at", seen)
	}
	if got := p.one("link[rel=stylesheet]").attr("href"); !strings.HasPrefix(got, "/static/") {
		t.Errorf("the style is at %s", got)
	}
	if got, want := p.one("footer").link("English"), "/en/?q=drone+%26&person=A"; got != want {
		t.Errorf("English is at %s, want %s", got, want)
	}
	if got := p.one("footer [aria-current=true]").text(); got != "Español" {
		t.Errorf("the language is said to be %s", got)
	}
	if got := s.get("/es/facet?facet=person&begin=rub").Header().Get("Location"); !strings.HasPrefix(got, "/es/?facet_prefix=person:rub") {
		t.Errorf("a form leads on to %s", got)
	}
	if got := s.get("/facet?facet=person&begin=rub").Header().Get("Location"); !strings.HasPrefix(got, "/?facet_prefix=person:rub") {
		t.Errorf("a form leads on to %s", got)
	}
	if got := s.do("POST", "/es/sources/feeds", "url=https://news.example/rss", "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin").
		Header().Get("Location"); !strings.HasPrefix(got, "/es/sources?added=") {
		t.Errorf("a form that was sent leads on to %s", got)
	}
	for _, target := range []string{"/es/api/v1/search", "/es/feed.atom", "/es/static/style.css", "/xx/help", "/es/es/help"} {
		wantStatus(t, s.get(target), 404)
	}
}

// What looks like another host in an address is none in a link.
func TestLanguageLeadsNowhereElse(t *testing.T) {
	for _, target := range []string{"//evil.example/", "/es//evil.example/", `/es/\evil.example/`, "/es/%2F/evil.example"} {
		p := parsePage(t, newSite().get("http://localhost:8080"+target))
		for _, a := range p.all("a[href]") {
			to := a.attr("href")
			if strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`) || strings.Contains(to, "http") {
				t.Errorf("%s: %q leads to %s", target, a.text(), to)
			}
		}
	}
}

// An id with a slash in it stays one behind a language.
func TestLanguageBeforeEscapedPath(t *testing.T) {
	s := newSite()
	s.do("POST", "/api/v1/articles", `{"id": "a/1", "title": "T", "body": "B"}`, "Content-Type", "application/json")
	w := s.get("/es/article/a%2F1?q=x")
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	if got := p.one("footer").link("English"); got != "/en/article/a%2F1?q=x" {
		t.Errorf("English is at %s", got)
	}
}

// What goes wrong is told in the reader's language, the server's own English
// being marked as such.
func TestErrorsInSpanish(t *testing.T) {
	_, syntax := query.Parse("a )", query.Options{Strict: true})
	_, date := query.Parse("after:2025-13", query.Options{})
	for _, test := range []struct {
		target       string
		err          error
		heading, why string
		english      bool
	}{
		{"/es/?q=a+)", syntax, "La consulta no se puede leer", "Este paréntesis no cierra nada", false},
		{"/es/?q=after:2025-13", date, "La consulta no se puede leer", "2025-13 no es aquí una fecha; escríbela así: 2025-05-08, 2025-05 o 2025", false},
		{"/es/?size=1000", nil, "Un parámetro está mal", "«1000» no vale como número de artículos por página: va de 0 a 100.", false},
		{"/es/?from=" + strings.Repeat("x", 100), nil, "Un parámetro está mal", "«" + strings.Repeat("x", 80) + "…» no vale como fecha desde la que buscar: escribe un día, un mes o un año, como 2025-05-08, 2025-05 o 2025, no posterior al final.", false},
		{"/es/article/none", nil, "No existe ese artículo", "", false},
		{"/es/nowhere", nil, "No hay nada en esta dirección", "", false},
		{"/es/", errors.New("disk on fire"), "Algo ha fallado aquí", "Está en el registro del servidor, con el identificador de la petición.", false},
		{"/es/", search.ErrUnavailable, "Ahora mismo no se puede buscar", "", false},
		{"/es/?q=x", fmt.Errorf("%w: x* stands for too many words", search.ErrTooCostly), "La consulta pide demasiado", "x* stands for too many words", true},
	} {
		s := newSite()
		s.searcher.err = test.err
		p := parsePage(t, s.get(test.target))
		checkAccess(t, p)
		if got := p.one("h1").text(); got != test.heading {
			t.Errorf("%.40s: heading %q, want %q", test.target, got, test.heading)
		}
		why := p.all("p.why")
		if test.why == "" {
			if len(why) > 0 {
				t.Errorf("%.40s: says %q", test.target, texts(why))
			}
			continue
		}
		if got := p.one("p.why"); got.text() != test.why || (got.attr("lang") == "en") != test.english {
			t.Errorf("%.40s: says %q in %q, want %q", test.target, got.text(), got.attr("lang"), test.why)
		}
	}
}

func TestNotesInSpanish(t *testing.T) {
	s := newSite()
	parsed, err := query.Parse(`"a b AND`, query.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := found()
	r.Query.Notes, r.Node = slices.Concat(parsed.Notes, []query.Note{query.NewNote(-1, "unheard-of", "Something {new}.", "new")}), parsed.Node
	s.searcher.result = r
	p := parsePage(t, s.get(`/es/?q="a+b+AND`))
	want := []string{"Estas comillas no se cierran; se han cerrado al final", "Something new."}
	if diff := cmp.Diff(want, texts(p.all("ul.notes li"))); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	if got := p.one(".understood p").text(); got != `Se ha entendido: "a b and"` {
		t.Errorf("understood as %s", got)
	}
}
