package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/web/mail/mailtest"
)

// TestServerSendsMail goes from the configuration to the mail that arrives.
func TestServerSendsMail(t *testing.T) {
	t.Parallel()
	post := &mailtest.Server{Ways: "PLAIN", User: "desk", Pass: "swordfish"}
	address, err := post.Serve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer post.Close()
	secret := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(secret, []byte("swordfish\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := startServerIn(t, []string{
		"DATELINE_MAIL_SMTP=" + address, "DATELINE_MAIL_SECURITY=none", "DATELINE_MAIL_USER=desk", "DATELINE_MAIL_PASSWORD_FILE=" + secret,
		"DATELINE_MAIL_FROM=Dateline <dateline@news.example>", "DATELINE_SERVER_LANGUAGE=es",
	}, t.TempDir())
	s.saveSearch(t, `{"name":"Tides","params":"q=tide","email":"desk@news.example"}`)
	s.send("m", 1)
	waitUntil(t, "a mail arrives", func() bool { return len(post.Mails()) > 0 })
	got := post.Mails()[0]
	if got.User != "desk" || got.To != "desk@news.example" || !strings.Contains(got.Data, "Subject: Tides: Tide table m\r\n") || !strings.Contains(got.Data, "Recibes esto porque") {
		t.Errorf("mail %+v", got)
	}
}

func TestMailNeedsItsSettings(t *testing.T) {
	for _, cfg := range []config.Mail{
		{SMTP: "mail.example:587"},
		{SMTP: "mail.example:587", From: "a@b.example", PasswordFile: filepath.Join(t.TempDir(), "none")},
	} {
		if m, err := newMailer(cfg); err == nil || m != nil {
			t.Errorf("%+v: %v, %v", cfg, m, err)
		}
	}
	if m, err := newMailer(config.Mail{}); m != nil || err != nil {
		t.Errorf("without a server: %v, %v", m, err)
	}
}
