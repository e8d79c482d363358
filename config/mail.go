package config

import (
	"errors"
	"net/mail"
	"time"
)

// Mail is how mails are sent. Without SMTP, the server, none are.
type Mail struct {
	SMTP         string
	Security     string
	User         string
	Password     Secret
	PasswordFile string
	From         string
	Every        time.Duration
}

// Secret is a value that is not shown.
type Secret string

// String says whether there is one.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "(set)"
}

// mailKeys are those of mails about saved searches.
func mailKeys() []Key {
	return []Key{
		key("mail.smtp", "", mailServer, "mail server that takes mails about saved searches, as `HOST:PORT`; empty sends none",
			func(c *Config) *string { return &c.Mail.SMTP }),
		key("mail.security", "starttls", oneOf("starttls", "tls", "none"), "how the connection to it is kept from others: `starttls` (port 587, mostly), `tls` (465), or `none`, for this machine or a network of one's own",
			func(c *Config) *string { return &c.Mail.Security }),
		key("mail.user", "", anyText, "who signs in there; empty for nobody",
			func(c *Config) *string { return &c.Mail.User }),
		key("mail.password", Secret(""), func(Secret) error { return nil }, "the password, which is never shown; better in the environment or in `mail.password_file` than in a file that others read",
			func(c *Config) *Secret { return &c.Mail.Password }),
		key("mail.password_file", "", anyText, "file that holds the password",
			func(c *Config) *string { return &c.Mail.PasswordFile }),
		key("mail.from", "", sender, "who sends the mails, such as `Dateline <desk@news.example>`; needed with `mail.smtp`",
			func(c *Config) *string { return &c.Mail.From }),
		key("mail.every", 15*time.Minute, positive, "how long a search gathers matches after a mail before it sends the next",
			func(c *Config) *time.Duration { return &c.Mail.Every }),
	}
}

func mailServer(addr string) error {
	if host, ok := cutPort(addr); addr != "" && (!ok || host == "") {
		return errors.New("HOST:PORT, such as mail.news.example:587")
	}
	return nil
}

func sender(text string) error {
	if _, err := mail.ParseAddress(text); text != "" && err != nil {
		return errors.New("an address, such as desk@news.example or Dateline <desk@news.example>")
	}
	return nil
}
