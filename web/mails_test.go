package web_test

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dateline-search/dateline/web"
	"github.com/dateline-search/dateline/web/mail"
	"github.com/dateline-search/dateline/web/mail/mailtest"
)

// newPost is a desk that sends mails, to a server whose refusals can be changed.
func newPost(t *testing.T, change ...func(*web.Options)) (*desk, *mailtest.Server, *refusals) {
	t.Helper()
	no := new(refusals)
	s := &mailtest.Server{Refuse: no.reply}
	address, err := s.Serve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	mailer, err := mail.New(mail.Options{Server: address, Security: mail.None, From: "Dateline <dateline@news.example>"})
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, change...)
	d.mailer = mailer
	d.restart(change...)
	return d, s, no
}

// refusals are what a mail server replies to commands.
type refusals struct {
	mu   sync.Mutex
	with map[string]string
}

func (r *refusals) set(command, reply string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.with = map[string]string{command: reply}
}

func (r *refusals) reply(command string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.with[command]
}

func (d *desk) saveMail(name, params, email string) savedSearch {
	d.t.Helper()
	body, _ := json.Marshal(map[string]string{"name": name, "params": params, "email": email})
	w := d.do("POST", "/api/v1/searches", string(body))
	wantStatus(d.t, w, 201)
	var s savedSearch
	if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil {
		d.t.Fatal(err)
	}
	return s
}

// letter is a mail as its receiver sees it.
func letter(t *testing.T, m mailtest.Mail) (subject, text string, head netmail.Header) {
	t.Helper()
	parsed, err := netmail.ReadMessage(strings.NewReader(m.Data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err = new(mime.WordDecoder).DecodeHeader(parsed.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(parsed.Body))
	if err != nil {
		t.Fatal(err)
	}
	return subject, strings.ReplaceAll(string(body), "\r\n", "\n"), parsed.Header
}

func TestMails(t *testing.T) {
	d, server, _ := newPost(t)
	d.put("old", "Ferry of old")
	d.step()
	s := d.saveMail("Ferries", "q=ferry&lang=en", "desk@news.example")
	d.put("a", "A ferry")
	d.put("tower", "A tower")
	d.step()
	d.step()
	got := server.Mails()
	if len(got) != 1 || got[0].To != "desk@news.example" {
		t.Fatalf("mails %+v, want one", got)
	}
	subject, text, head := letter(t, got[0])
	if subject != "Ferries: A ferry" {
		t.Errorf("subject %q", subject)
	}
	for _, want := range []string{"A ferry\n", "https://news.example/article/a\n", "https://news.example/?lang=en&q=ferry&sort=newest", "every 15 minutes"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in:\n%s", want, text)
		}
	}
	if strings.Contains(text, "tower") || strings.Contains(text, "of old") {
		t.Errorf("it tells of what it should not:\n%s", text)
	}
	stop := strings.Trim(head.Get("List-Unsubscribe"), "<>")
	if !strings.HasPrefix(stop, "https://news.example/stop/") || !strings.Contains(text, stop) {
		t.Errorf("nothing says how to stop it: %q in\n%s", stop, text)
	}
	// A rush is one mail, and not at once.
	for i := range 60 {
		d.put(fmt.Sprint("rush", i), fmt.Sprint("Ferry ", i))
		d.step()
	}
	if n := len(server.Mails()); n != 1 {
		t.Fatalf("%d mails within 15 minutes", n)
	}
	d.restart() // and what waits is not forgotten
	d.now = d.now.Add(15 * time.Minute)
	d.step()
	d.step()
	got = server.Mails()
	if len(got) != 2 {
		t.Fatalf("%d mails after a rush, want 2", len(got))
	}
	subject, text, _ = letter(t, got[1])
	if subject != "Ferries: 60 new articles" || !strings.Contains(text, "Ferry 59\n") || !strings.Contains(text, "And 35 more.") || strings.Contains(text, "A ferry\n") {
		t.Errorf("%q:\n%s", subject, text)
	}
	wantStatus(t, d.do("PUT", "/api/v1/searches/"+s.ID, `{"name":"Ferries","params":"q=ferry"}`), 200)
	d.now = d.now.Add(time.Hour)
	d.put("z", "The last ferry")
	d.step()
	if n := len(server.Mails()); n != 2 {
		t.Errorf("%d mails after the address was taken out", n)
	}
}

// What could not be sent is tried again, under the same Message-ID, and given up
// where the server will never take it.
func TestMailsAreTriedAgain(t *testing.T) {
	d, server, no := newPost(t)
	d.saveMail("Ferries", "q=ferry", "desk@news.example")
	no.set("MAIL", "451 later")
	d.put("a", "A ferry")
	d.step()
	no.set(".", "drop") // it has taken it, and says so to nobody
	d.now = d.now.Add(time.Minute)
	d.step()
	no.set("", "")
	d.restart()
	d.now = d.now.Add(10 * time.Minute)
	d.step()
	d.now = d.now.Add(time.Hour)
	d.step()
	got := server.Mails()
	if len(got) != 2 {
		t.Fatalf("%d mails, want the one that was broken off and its repetition", len(got))
	}
	_, _, first := letter(t, got[0])
	_, _, second := letter(t, got[1])
	if id := first.Get("Message-ID"); id == "" || id != second.Get("Message-ID") {
		t.Errorf("Message-IDs %q and %q", id, second.Get("Message-ID"))
	}
	no.set("RCPT", "550 nobody here")
	d.put("b", "Another ferry")
	d.now = d.now.Add(time.Hour)
	d.step()
	no.set("", "")
	d.now = d.now.Add(24 * time.Hour)
	d.step()
	if n := len(server.Mails()); n != 2 {
		t.Errorf("%d mails: one that was refused for good was sent again", n)
	}
}

func TestMailsLeaveOutWhatWasDeleted(t *testing.T) {
	d, server, no := newPost(t)
	d.saveMail("Ferries", "q=ferry", "desk@news.example")
	no.set("MAIL", "451 later")
	d.put("a", "A ferry")
	d.step()
	if _, err := d.archive.Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	no.set("", "")
	d.now = d.now.Add(time.Minute)
	d.step()
	if n := len(server.Mails()); n != 0 {
		t.Errorf("%d mails about an article that was deleted", n)
	}
}

func TestMailsAreStoppedByTheirReceiver(t *testing.T) {
	_, keys, secrets := newKeyed()
	d, server, _ := newPost(t, func(o *web.Options) { o.Keys, o.ReadNeedsKey, o.Open = keys, true, false })
	body := `{"name":"Ferries","params":"q=ferry","email":"desk@news.example"}`
	wantStatus(t, d.do("POST", "/api/v1/searches", body, "Authorization", "Bearer "+secrets["write"]), 201)
	d.put("a", "A ferry")
	d.step()
	_, _, head := letter(t, server.Mails()[0])
	path := strings.TrimPrefix(strings.Trim(head.Get("List-Unsubscribe"), "<>"), "https://news.example")
	w := d.get(path) // looking is not stopping: programs follow links before people do
	wantStatus(t, w, 200)
	p := parsePage(t, w)
	checkAccess(t, p)
	if got := p.one("form.stop").attr("action"); got != path {
		t.Errorf("the form goes to %q", got)
	}
	wantStatus(t, d.get("/stop/none"), 404)
	wantStatus(t, d.form("/stop/none", nil), 404)
	// As RFC 8058 has it, from a mail program's server.
	wantStatus(t, d.do("POST", path, "List-Unsubscribe=One-Click", "Content-Type", "application/x-www-form-urlencoded"), 200)
	d.put("b", "Another ferry")
	d.now = d.now.Add(time.Hour)
	d.step()
	if n := len(server.Mails()); n != 1 {
		t.Errorf("%d mails after they were stopped", n)
	}
}

func TestAddressesAreChecked(t *testing.T) {
	d, _, _ := newPost(t)
	for _, address := range []string{
		"desk", "desk@", "@news.example", "Desk <desk@news.example>", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "a b@c.example",
		"désk@news.example", strings.Repeat("x", 250) + "@news.example", "<a@b.example>", "a@b.example\x00",
	} {
		body, _ := json.Marshal(map[string]string{"name": "x", "params": "q=a", "email": address})
		w := d.do("POST", "/api/v1/searches", string(body))
		wantStatus(t, w, 400)
		if p := readProblem(t, w); p.Parameter != "email" {
			t.Errorf("%q: parameter %q", address, p.Parameter)
		}
	}
	none := newDesk(t) // sends no mail
	w := none.do("POST", "/api/v1/searches", `{"name":"x","params":"q=a","email":"desk@news.example"}`)
	wantStatus(t, w, 400)
	if p := readProblem(t, w); p.Parameter != "email" || !strings.Contains(p.Detail, "mail.smtp") {
		t.Errorf("%+v", p)
	}
}

func TestMailIsTested(t *testing.T) {
	d, server, no := newPost(t)
	s := d.saveMail("Ferries", "q=ferry", "desk@news.example")
	target := "/api/v1/searches/" + s.ID + "/test"
	if w := d.do("POST", target, ""); w.Body.String() != `{"sent":true}` || len(server.Mails()) != 1 {
		t.Errorf("%s, mails %v", w.Body, server.Mails())
	}
	no.set("RCPT", "550 nobody here")
	if w := d.do("POST", target, ""); !strings.Contains(w.Body.String(), `"sent":false`) || !strings.Contains(w.Body.String(), "550") {
		t.Errorf("%s", w.Body)
	}
}
