package mail

import (
	"bytes"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"
	"unicode"
)

// Message is a mail.
type Message struct {
	ID      string // the same for the same mail, for its receiver to tell repetitions; letters and digits
	To      string // one address, without a name
	Subject string
	Text    string // lines end with \n
	// Stop is an address of the web where the receiver ends such mails, by a POST
	// without more ado (RFC 8058); empty for none.
	Stop string
	At   time.Time
}

// encode is the message as it is sent, after RFC 5322.
func (m *Message) encode(from *mail.Address) ([]byte, error) {
	var b bytes.Buffer
	_, domain, _ := strings.Cut(from.Address, "@")
	head := [][2]string{
		{"From", from.String()},
		{"To", "<" + m.To + ">"},
		{"Subject", subject(m.Subject)},
		{"Date", m.At.Format(time.RFC1123Z)},
		{"Message-ID", "<" + m.ID + "@" + domain + ">"},
		{"Auto-Submitted", "auto-generated"}, // RFC 3834: no answer, please
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	}
	if m.Stop != "" {
		head = append(head, [2]string{"List-Unsubscribe", "<" + m.Stop + ">"}, [2]string{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"})
	}
	for _, h := range head {
		if strings.ContainsFunc(strings.ReplaceAll(h[1], "\r\n ", " "), unicode.IsControl) {
			return nil, fmt.Errorf("mail: the field %s would hold a control character", h[0])
		}
		b.WriteString(h[0] + ": " + h[1] + "\r\n")
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(m.Text)); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	return b.Bytes(), nil
}

// maxSubject is as much of a subject as programs show, in characters.
const maxSubject = 150

// subject is a text as a field's value: on one line, encoded where it is not
// ASCII (RFC 2047), folded between the words that are.
func subject(text string) string {
	line := []rune(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " "))
	if len(line) > maxSubject {
		line = append(line[:maxSubject-1], '…')
	}
	return strings.ReplaceAll(mime.QEncoding.Encode("utf-8", string(line)), "?= =?", "?=\r\n =?")
}
