package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"os"
	"strings"
	"time"
)

// Security is how a connection is kept from others.
type Security string

// The ways.
const (
	StartTLS Security = "starttls" // begins in clear and must change to TLS: the port is 587, mostly
	TLS      Security = "tls"      // from the beginning: 465
	None     Security = "none"     // for a relay on this machine, or a network of one's own
)

// sendTimeout is how long one mail may take: servers look at what they are given,
// and wait on purpose.
const sendTimeout = time.Minute

// Options is what a Mailer is made of. Server and From are needed.
type Options struct {
	Server   string // HOST:PORT
	Security Security
	User     string // empty where the server asks for none
	Password string
	From     string         // an address, or a name with one: News desk <desk@news.example>
	Roots    *x509.CertPool // whose certificates are trusted; nil: those that the machine trusts
}

// Mailer sends mails. It is safe for use by many goroutines.
type Mailer struct {
	options Options
	host    string
	from    *mail.Address
	hello   string // how this machine is called
}

// New returns a Mailer; it does not connect yet.
func New(o Options) (*Mailer, error) {
	host, _, err := net.SplitHostPort(o.Server)
	if err != nil {
		return nil, fmt.Errorf("mail: server: %w", err)
	}
	from, err := mail.ParseAddress(o.From)
	if err != nil {
		return nil, fmt.Errorf("mail: sender: %w", err)
	}
	hello, err := os.Hostname()
	if err != nil || strings.ContainsFunc(hello, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		hello = "localhost"
	}
	return &Mailer{options: o, host: host, from: from, hello: hello}, nil
}

// RefusedError is a server that will not take a mail, now or later (RFC 5321,
// section 4.2.1: a reply of 5yz).
type RefusedError struct{ Reply string }

// Error tells what the server said.
func (e *RefusedError) Error() string { return "the mail server refuses: " + e.Reply }

// Send hands a mail to the server. An error that is not a RefusedError may be
// another time's success.
func (m *Mailer) Send(ctx context.Context, msg Message) error {
	encoded, err := msg.encode(m.from)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	c, err := m.open(ctx)
	if err != nil {
		return fmt.Errorf("the mail server cannot be used: %w", err)
	}
	defer func() { _ = c.Close() }()
	if err := hand(c, m.from.Address, msg.To, encoded); err != nil {
		var reply *textproto.Error
		if errors.As(err, &reply) && reply.Code/100 == 5 {
			return &RefusedError{reply.Error()}
		}
		return fmt.Errorf("the mail server does not take it: %w", err)
	}
	_ = c.Quit() // it has the mail already
	return nil
}

// open connects, as securely as is configured, and says who we are.
func (m *Mailer) open(ctx context.Context) (*smtp.Client, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", m.options.Server)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { _ = conn.Close() }) // ends what waits for the server
	config := &tls.Config{ServerName: m.host, RootCAs: m.options.Roots, MinVersion: tls.VersionTLS12}
	if m.options.Security == TLS {
		conn = tls.Client(conn, config)
	}
	c, err := smtp.NewClient(conn, m.host)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if err := m.greet(c, config); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (m *Mailer) greet(c *smtp.Client, config *tls.Config) error {
	if err := c.Hello(m.hello); err != nil {
		return err
	}
	if m.options.Security == StartTLS {
		if offered, _ := c.Extension("STARTTLS"); !offered {
			return errors.New("it does not offer STARTTLS")
		}
		if err := c.StartTLS(config); err != nil {
			return err
		}
	}
	if m.options.User == "" {
		return nil
	}
	offered, ways := c.Extension("AUTH")
	if !offered {
		return errors.New("it lets nobody sign in")
	}
	return c.Auth(m.auth(ways))
}

// auth is how to sign in: by PLAIN (RFC 4616), or by LOGIN, which some know alone.
// Neither gives the password over a connection in clear, but on this machine.
func (m *Mailer) auth(ways string) smtp.Auth {
	plain := smtp.PlainAuth("", m.options.User, m.options.Password, m.host)
	list := strings.Fields(strings.ToUpper(ways))
	for _, way := range list {
		if way == "PLAIN" {
			return plain
		}
	}
	return &login{plain, m.options.User, m.options.Password}
}

// login is the way LOGIN: the server asks for the user, then for the password.
type login struct {
	plain          smtp.Auth
	user, password string
}

// Start holds what PLAIN does: no password in clear.
func (l *login) Start(server *smtp.ServerInfo) (string, []byte, error) {
	offered := *server
	offered.Auth = append(offered.Auth, "PLAIN")
	if _, _, err := l.plain.Start(&offered); err != nil {
		return "", nil, err
	}
	return "LOGIN", nil, nil
}

// Next answers what the server asks.
func (l *login) Next(asked []byte, more bool) ([]byte, error) {
	switch text := strings.ToLower(string(asked)); {
	case !more:
		return nil, nil
	case strings.HasPrefix(text, "user"):
		return []byte(l.user), nil
	case strings.HasPrefix(text, "pass"):
		return []byte(l.password), nil
	}
	return nil, errors.New("it asks for something else than user and password")
}

// hand gives a mail over. It is given when the server has answered to its end.
func hand(c *smtp.Client, from, to string, encoded []byte) error {
	if err := c.Mail(from); err != nil {
		return err
	}
	if err := c.Rcpt(to); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(encoded); err != nil {
		return err
	}
	return w.Close()
}
