package mail_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/http/httptest"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"github.com/dateline-search/dateline/web/mail"
	"github.com/dateline-search/dateline/web/mail/mailtest"
)

var at = time.Date(2025, 5, 9, 15, 4, 5, 0, time.UTC)

func example() mail.Message {
	return mail.Message{
		ID: "m1", To: "desk@news.example", Subject: "Fähre: „Neu“", Text: "Eine Fähre.\n.\n..\nhttps://news.example/a=b\n",
		Stop: "https://news.example/stop/t", At: at,
	}
}

// certificate is one for 127.0.0.1, and who trusts it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	t.Cleanup(s.Close)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return &tls.Config{Certificates: s.TLS.Certificates}, roots
}

func serve(t *testing.T, s *mailtest.Server) string {
	t.Helper()
	address, err := s.Serve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return address
}

func send(t *testing.T, o mail.Options, m mail.Message) error {
	t.Helper()
	o.From = "News desk <dateline@news.example>"
	mailer, err := mail.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return mailer.Send(t.Context(), m)
}

func TestSend(t *testing.T) {
	config, roots := certificate(t)
	for name, tt := range map[string]struct {
		server  *mailtest.Server
		options mail.Options
		secured bool
	}{
		"in clear":       {&mailtest.Server{}, mail.Options{Security: mail.None}, false},
		"STARTTLS":       {&mailtest.Server{TLS: config, Ways: "LOGIN PLAIN"}, mail.Options{Security: mail.StartTLS, User: "u", Password: "p"}, true},
		"TLS":            {&mailtest.Server{TLS: config, Encrypted: true, Ways: "PLAIN"}, mail.Options{Security: mail.TLS, User: "u", Password: "p"}, true},
		"LOGIN alone":    {&mailtest.Server{TLS: config, Ways: "LOGIN"}, mail.Options{Security: mail.StartTLS, User: "u", Password: "p"}, true},
		"without a name": {&mailtest.Server{TLS: config}, mail.Options{Security: mail.StartTLS}, true},
	} {
		t.Run(name, func(t *testing.T) {
			tt.server.User, tt.server.Pass = "u", "p"
			tt.options.Server, tt.options.Roots = serve(t, tt.server), roots
			if err := send(t, tt.options, example()); err != nil {
				t.Fatal(err)
			}
			got := tt.server.Mails()
			if len(got) != 1 || got[0].From != "dateline@news.example" || got[0].To != "desk@news.example" || got[0].Secured != tt.secured || got[0].User != tt.options.User {
				t.Fatalf("taken: %+v", got)
			}
			checkMail(t, got[0].Data)
		})
	}
}

// checkMail reads a mail as its receiver's program does.
func checkMail(t *testing.T, data string) {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if subject != "Fähre: „Neu“" || err != nil {
		t.Errorf("subject %q, %v", subject, err)
	}
	for field, want := range map[string]string{
		"From": `"News desk" <dateline@news.example>`, "To": "<desk@news.example>", "Message-Id": "<m1@news.example>", "Auto-Submitted": "auto-generated",
		"List-Unsubscribe": "<https://news.example/stop/t>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
	} {
		if got := m.Header.Get(field); got != want {
			t.Errorf("%s: %q, want %q", field, got, want)
		}
	}
	if date, err := m.Header.Date(); !date.Equal(at) || err != nil {
		t.Errorf("date %v, %v", date, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if got := strings.ReplaceAll(string(body), "\r\n", "\n"); got != example().Text || err != nil {
		t.Errorf("body %q, %v", got, err)
	}
	for line := range strings.SplitSeq(data, "\r\n") {
		if len(line) > 998 || strings.ContainsFunc(line, func(r rune) bool { return r > 0x7e || r < ' ' && r != '\t' }) {
			t.Errorf("line %q is too long or not ASCII", line)
		}
	}
}

// Nothing that a subject or an address holds makes another field or another mail.
func TestNothingIsSmuggledIn(t *testing.T) {
	for _, change := range []func(*mail.Message){
		func(m *mail.Message) { m.Subject = "a\r\nBcc: evil@x.example\r\n\r\nhello" },
		func(m *mail.Message) { m.Subject = "ä\nBcc: evil@x.example" },
		func(m *mail.Message) { m.Subject = strings.Repeat("ä \u2028", 500) },
		func(m *mail.Message) { m.Text = "a\r\n.\r\nMAIL FROM:<evil@x.example>\r\nBcc: x" },
		func(m *mail.Message) { m.Text = "a\n.\nMAIL FROM:<evil@x.example>" },
		func(m *mail.Message) { m.To = "a@b.example>\r\nRCPT TO:<evil@x.example" },
		func(m *mail.Message) { m.Stop = "https://a.example/\r\nBcc: evil@x.example" },
		func(m *mail.Message) { m.ID = "a>\r\nBcc: evil@x.example" },
	} {
		s := &mailtest.Server{}
		m := example()
		change(&m)
		err := send(t, mail.Options{Server: serve(t, s), Security: mail.None}, m)
		got := s.Mails()
		if err != nil && len(got) == 0 {
			continue // refused
		}
		if len(got) != 1 || got[0].To != "desk@news.example" || got[0].From != "dateline@news.example" {
			t.Fatalf("%q: %+v", m, got)
		}
		parsed, err := netmail.ReadMessage(strings.NewReader(got[0].Data))
		if err != nil || parsed.Header.Get("Bcc") != "" || len(parsed.Header) != 11 {
			t.Errorf("%q: fields %v, %v", m, parsed.Header, err)
		}
	}
}

func TestServersThatDoNotTakeIt(t *testing.T) {
	config, roots := certificate(t)
	reply := func(command, text string) func(string) string {
		return func(c string) string {
			if c == command {
				return text
			}
			return ""
		}
	}
	for name, tt := range map[string]struct {
		server  *mailtest.Server
		options mail.Options
		final   bool
		want    string
	}{
		"no such receiver": {&mailtest.Server{Refuse: reply("RCPT", "550 nobody here")}, mail.Options{Security: mail.None}, true, "550"},
		"refused text":     {&mailtest.Server{Refuse: reply(".", "554 spam")}, mail.Options{Security: mail.None}, true, "554"},
		"come back later":  {&mailtest.Server{Refuse: reply("RCPT", "451 grey")}, mail.Options{Security: mail.None}, false, "451"},
		"dropped":          {&mailtest.Server{Refuse: reply("DATA", "drop")}, mail.Options{Security: mail.None}, false, "EOF"},
		"no STARTTLS":      {&mailtest.Server{}, mail.Options{Security: mail.StartTLS}, false, "STARTTLS"},
		"wrong password":   {&mailtest.Server{TLS: config, Ways: "PLAIN", User: "u", Pass: "x"}, mail.Options{Security: mail.StartTLS, User: "u", Password: "p", Roots: roots}, false, "535"},
		"not trusted":      {&mailtest.Server{TLS: config}, mail.Options{Security: mail.StartTLS}, false, "certificate"},
		"lets nobody in":   {&mailtest.Server{}, mail.Options{Security: mail.None, User: "u", Password: "p"}, false, "sign in"},
	} {
		t.Run(name, func(t *testing.T) {
			tt.options.Server = serve(t, tt.server)
			err := send(t, tt.options, example())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error %v, want one of %s", err, tt.want)
			}
			if refused := new(mail.RefusedError); errors.As(err, &refused) != tt.final {
				t.Errorf("%v is final: %v, want %v", err, !tt.final, tt.final)
			}
			if len(tt.server.Mails()) > 0 {
				t.Errorf("taken nevertheless: %v", tt.server.Mails())
			}
		})
	}
}

// A server that says nothing holds up nobody for ever.
func TestSendEndsWithItsContext(t *testing.T) {
	s := &mailtest.Server{Encrypted: true, TLS: &tls.Config{}} // waits for a handshake that never comes
	mailer, err := mail.New(mail.Options{Server: serve(t, s), Security: mail.None, From: "a@b.example"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := mailer.Send(ctx, example()); err == nil {
		t.Error("a mail was sent to nobody")
	}
}

func TestNew(t *testing.T) {
	for _, o := range []mail.Options{{Server: "mail.example", From: "a@b.example"}, {Server: "mail.example:25", From: "nobody"}, {Server: "mail.example:25"}} {
		if _, err := mail.New(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}
