// Package mailtest is a mail server for tests: it takes mails on a loopback
// address, keeps them, and can be told to refuse them or to break off. It speaks
// as much of SMTP (RFC 5321) as it takes to hand over a mail, with STARTTLS and
// AUTH; it hands nothing on to anybody.
package mailtest

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"strings"
	"sync"
)

// Mail is one that was taken.
type Mail struct {
	From, To string
	Data     string // as it was sent, without the dots that were added
	Secured  bool   // whether it came over TLS
	User     string // who signed in
}

// Server takes mails. Its exported fields are set before Serve.
type Server struct {
	TLS        *tls.Config // offers STARTTLS; nil does not
	Encrypted  bool        // speaks TLS from the beginning
	Ways       string      // of signing in, such as "PLAIN"; empty for none
	User, Pass string
	// Refuse gives the reply to a command, and "" to take it. After a mail's data
	// it is asked with "."; "drop" closes the connection without a reply.
	Refuse func(command string) string

	listener net.Listener
	mu       sync.Mutex
	mails    []Mail
}

// Serve begins to listen on a loopback address, which it returns.
func (s *Server) Serve(ctx context.Context) (string, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	s.listener = l
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(conn)
		}
	}()
	return l.Addr().String(), nil
}

// Close listens no more.
func (s *Server) Close() { _ = s.listener.Close() }

// Mails lists what was taken.
func (s *Server) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.mails...)
}

// session is a connection.
type session struct {
	*Server
	conn net.Conn
	r    *bufio.Reader
	mail Mail
	user string
	safe bool
}

func (s *Server) talk(conn net.Conn) {
	c := &session{Server: s, conn: conn}
	if s.Encrypted {
		c.secure()
	}
	defer func() { _ = c.conn.Close() }()
	c.r = bufio.NewReader(c.conn)
	c.say("220 mail.example ready")
	for {
		line, err := c.r.ReadString('\n')
		if err != nil || !c.answer(strings.TrimRight(line, "\r\n")) {
			return
		}
	}
}

func (c *session) secure() {
	c.conn, c.safe = tls.Server(c.conn, c.TLS), true
	c.r = bufio.NewReader(c.conn)
}

func (c *session) say(line string) { _, _ = fmt.Fprintf(c.conn, "%s\r\n", line) }

// answer answers a line, and reports whether to go on.
func (c *session) answer(line string) bool {
	verb, rest, _ := strings.Cut(line, " ")
	if c.Refuse != nil {
		if reply := c.Refuse(strings.ToUpper(verb)); reply == "drop" {
			return false
		} else if reply != "" {
			c.say(reply)
			return true
		}
	}
	switch strings.ToUpper(verb) {
	case "EHLO":
		c.greet()
	case "STARTTLS":
		c.say("220 go on")
		c.secure()
	case "AUTH":
		return c.auth(rest)
	case "MAIL":
		c.mail = Mail{From: inside(rest), Secured: c.safe, User: c.user}
		c.say("250 ok")
	case "RCPT":
		c.mail.To = inside(rest)
		c.say("250 ok")
	case "DATA":
		return c.data()
	case "QUIT":
		c.say("221 bye")
		return false
	default:
		c.say("502 unknown")
	}
	return true
}

func (c *session) greet() {
	c.say("250-mail.example")
	if c.TLS != nil && !c.safe {
		c.say("250-STARTTLS")
	}
	if c.Ways != "" {
		c.say("250-AUTH " + c.Ways)
	}
	c.say("250 8BITMIME")
}

// auth lets in who knows user and password.
func (c *session) auth(rest string) bool {
	way, first, _ := strings.Cut(rest, " ")
	user, pass := "", ""
	if way == "PLAIN" {
		if parts := strings.Split(decode(first), "\x00"); len(parts) == 3 {
			user, pass = parts[1], parts[2]
		}
	} else {
		user, pass = c.ask("Username:"), c.ask("Password:")
	}
	if user != c.User || pass != c.Pass {
		c.say("535 wrong user or password")
		return true
	}
	c.user = user
	c.say("235 ok")
	return true
}

func (c *session) ask(what string) string {
	c.say("334 " + base64.StdEncoding.EncodeToString([]byte(what)))
	line, _ := c.r.ReadString('\n')
	return decode(strings.TrimSpace(line))
}

func decode(text string) string {
	decoded, _ := base64.StdEncoding.DecodeString(text)
	return string(decoded)
}

// data takes the text of a mail.
func (c *session) data() bool {
	c.say("354 go on")
	var b strings.Builder
	for {
		line, err := c.r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(strings.TrimPrefix(line, "."))
	}
	reply := "250 taken"
	if c.Refuse != nil {
		if other := c.Refuse("."); other != "" && other != "drop" {
			c.say(other)
			return true
		} else if other == "drop" {
			reply = ""
		}
	}
	c.mail.Data = b.String()
	c.mu.Lock()
	c.mails = append(c.mails, c.mail)
	c.mu.Unlock()
	if reply == "" {
		return false
	}
	c.say(reply)
	return true
}

// inside is what stands between angle brackets.
func inside(text string) string {
	_, rest, _ := strings.Cut(text, "<")
	address, _, _ := strings.Cut(rest, ">")
	return address
}
