package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/dateline-search/dateline/config"
	"github.com/dateline-search/dateline/web/alert"
	"github.com/dateline-search/dateline/web/locale"
	"github.com/dateline-search/dateline/web/mail"
)

// openAlerts makes the saved searches of a newsroom work.
func openAlerts(cfg config.Config, n *newsroom, log *slog.Logger) (*alert.Runner, error) {
	options := alert.Options{
		Searches: n.archive, Deliveries: n.archive, Matches: n.archive, Mails: n.archive, Progress: n.archive, Articles: n.archive, Tagger: n.tagger,
		Prepare: n.searcher.Prepare, Allowed: networks(cfg.Alerts.AllowedNetworks), MailEvery: cfg.Mail.Every,
		Base: strings.TrimSuffix(cfg.Server.PublicURL, "/"), Logger: log,
	}
	words, err := locale.Load()
	if err != nil {
		return nil, err
	}
	options.Language = words.Named(cfg.Server.Language)
	mailer, err := newMailer(cfg.Mail)
	if err != nil {
		return nil, err
	}
	if mailer != nil {
		options.Mailer = mailer
	}
	return alert.New(options), nil
}

// newMailer is what sends mails; nil where none are sent.
func newMailer(cfg config.Mail) (*mail.Mailer, error) {
	if cfg.SMTP == "" {
		return nil, nil
	}
	if cfg.From == "" {
		return nil, errors.New("mail.from is empty: with mail.smtp, want the address that sends the mails")
	}
	password := string(cfg.Password)
	if cfg.PasswordFile != "" {
		text, err := os.ReadFile(cfg.PasswordFile)
		if err != nil {
			return nil, fmt.Errorf("mail.password_file: %w", err)
		}
		password = strings.TrimRight(string(text), "\r\n")
	}
	return mail.New(mail.Options{
		Server: cfg.SMTP, Security: mail.Security(cfg.Security), User: cfg.User, Password: password, From: cfg.From,
	})
}
