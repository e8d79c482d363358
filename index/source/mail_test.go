package source

import (
	"strings"
	"testing"
)

// letter is an e-mail as a server hands it on, with lines of its own choice.
func letter(head, body string) string {
	return strings.ReplaceAll("Received: from post.example by desk.example;\n  Thu, 08 May 2025 14:00:02 +0000 (UTC)\nMIME-Version: 1.0\n"+
		"Message-ID: <42@post.example>\nDate: Thu, 8 May 2025 16:00:00 +0200 (CEST)\nFrom: =?utf-8?q?Ine_S=C3=B8rheim?= <ine@post.example>\n"+head+"\n"+body, "\n", "\r\n")
}

func TestReadMail(t *testing.T) {
	const (
		subject = "Subject: Quay opens\n"
		written = `"title":"Quay opens","body":"The quay\n\nopens.","authors":["Ine Sørheim"],"published":"2025-05-08T16:00:00+02:00"`
		want    = `{"id":"42@post.example",` + written
		several = "Content-Type: multipart/mixed; boundary=out\n"
		inside  = "--out\nContent-Type: multipart/alternative; boundary=\"in\"\n\n--in\nContent-Type: text/html\n\n<p>The quay<p>opens.\n--in\n" +
			"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nVGhlIHF1YXkKCm9w\nZW5zLg==\n--in--\n"
		attached = "--out\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nAttached.\n"
	)
	for _, c := range []struct{ name, in, want string }{
		{"plain", letter(subject, "The quay\n\nopens.\n"), want},
		{"blank lines in front", "\n  \n" + letter(subject, "The quay\n\nopens.\n"), want},
		{"in parts", letter(subject+several, "not shown\n"+attached+inside+"--out--\nnot shown"), want},
		{"cut off", letter(subject+several, attached+inside), want},
		{"quoted-printable", letter(subject+"Content-Transfer-Encoding: quoted-printable\n", "The qu=61y=\n\n\nopens."), want},
		{"HTML alone", letter(subject+"Content-Type: text/html; charset=utf-8\n", "<p>The quay</p><p>opens.</p>"), `"title":"Quay opens","html":"<p>The quay</p><p>opens.</p>","authors":["Ine Sørheim"]`},
		{"an unknown kind of letters", letter(subject+"Content-Type: text/plain; charset=none\n", "The quay\n\nopens."), want},
		{"a broken type", letter(subject+"Content-Type: /;;\n", "The quay\n\nopens."), want},
		{"encoded subject", letter("Subject: =?iso-8859-1?Q?Caf=E9?= =?utf-8?b?IGF1eA==?=\n quais\n", "x y"), `"title":"Café aux quais"`},
		{"half encoded subject", letter("Subject: =?windows-1252?Q?The_quay’s_caf=C3=A9?= opens\n", "x y"), `"title":"The quay’s café opens"`},
		{"no subject", letter("", "The quay opens."), `"title":"The quay opens."`},
		{"flowed", letter(subject+"Content-Type: text/plain; format=flowed\n", "The \n quay\n\nopens.\n"), want},
		{"flowed, and blanks deleted", letter(subject+"Content-Type: text/plain; format=flowed; delsp=yes\n", "The qu \nay\n\nopens.\n-- \nIne"), `"body":"The quay\n\nopens.\n-- \nIne"`},
		{"a form", letter("Subject: A form\n", `{"Headline":["Quay opens"],"Section":["","Harbour"],"Abstract":"It`+"\n"+`does.","Body":["The quay\n\nopens."],"Place":["Mirport"]}`), `{"id":"42@post.example",` +
			`"title":"Quay opens","subtitle":"It does.","body":"The quay\n\nopens.","section":"Harbour","authors":["Ine Sørheim"],"published":"2025-05-08T16:00:00+02:00"}`},
		{"no form", letter(subject, `{"quay": "opens"}`), `"title":"Quay opens","body":"{\"quay\": \"opens\"}"`},
		{"no text", letter(subject+several, attached+"--out--"), "! in:1: is an e-mail without a text"},
		{"a subject alone", letter(subject, ""), "! in:1: is an e-mail without a text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(readText(t, c.in, Options{}), "\n"); !strings.Contains(got, c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Lines like those of a letter do not make one: servers write others.
func TestWhatIsNoMail(t *testing.T) {
	for text, want := range map[string]bool{
		letter("", ""): true,
		"Subject: Quay\nDate: 2025-05-08\n\nIt opens.":        false,
		"Received: yes\n\nIt opens.":                          false,
		"Quay opens\nReceived: from a\nMIME-Version: 1.0\n\n": false,
		"":   false,
		"\n": false,
	} {
		if got := isMail(&beginning{head: []byte(text)}); got != want {
			t.Errorf("%.40q: %v, want %v", text, got, want)
		}
	}
}

// Letters within letters end somewhere.
func TestMailIsBounded(t *testing.T) {
	deep := ""
	for range 1000 {
		deep += "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
	}
	if got := strings.Join(readText(t, letter("Subject: x\n"+deep, "text"), Options{}), "\n"); !strings.Contains(got, "without a text") {
		t.Errorf("got %s", got)
	}
}
