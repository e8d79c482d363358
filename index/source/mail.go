package source

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"

	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source/charset"
)

// How far into a letter is looked for its text: letters that carry others have a
// few levels and parts.
const (
	maxMailDepth = 8
	maxMailParts = 200
)

// Lines that mail servers write in front of every letter, and of no text that
// somebody types.
var (
	headLine   = regexp.MustCompile(`^[!-9;-~]{1,76}:`)
	serverLine = regexp.MustCompile(`(?i)^(received|delivered-to|return-path|mime-version|dkim-signature|x-received|arc-seal):`)
)

// isMail tells a letter of e-mail by the lines in front of it.
func isMail(b *beginning) bool {
	lines := bufio.NewScanner(bytes.NewReader(b.head[:min(len(b.head), maxHeader)]))
	served := false
	for n := 0; lines.Scan() && lines.Text() != ""; n++ {
		line := lines.Text()
		isNext := n > 0 && (line[0] == ' ' || line[0] == '\t')
		if !isNext && !headLine.MatchString(line) {
			break
		}
		served = served || serverLine.MatchString(line)
		if served && n > 0 {
			return true
		}
	}
	return false
}

// openMail reads a letter of e-mail (RFC 5322, RFC 2045): its subject is the title
// of an article, its sender the author. What is attached is left out.
func openMail(in *input) (articles, int, error) {
	data, err := io.ReadAll(io.LimitReader(in.text, MaxItem+1))
	if err != nil {
		return nil, in.line, brokenInput(err)
	}
	if len(data) > MaxItem {
		return nil, in.line, errTooLong
	}
	letter, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(data, " \t\r\n")))
	if err != nil {
		return nil, in.line, fmt.Errorf("is no e-mail: %w", err)
	}
	s := &single{line: in.line}
	s.article, s.err = articleOfMail(letter)
	return s, 0, nil
}

func articleOfMail(letter *mail.Message) (a news.Article, err error) {
	words := &mime.WordDecoder{CharsetReader: mailCharset}
	a.Title = strings.TrimSpace(mailWords(words, letter.Header.Get("Subject")))
	a.ID = strings.Trim(strings.TrimSpace(letter.Header.Get("Message-Id")), "<>")
	if from, err := (&mail.AddressParser{WordDecoder: words}).Parse(letter.Header.Get("From")); err == nil && from.Name != "" {
		a.Authors = []string{from.Name}
	}
	a.Published, _ = news.ParseDate(letter.Header.Get("Date")) // or it has none
	a.Lang, _, _ = strings.Cut(letter.Header.Get("Content-Language"), ",")
	texts := mailTexts{}
	texts.read(textproto.MIMEHeader(letter.Header), letter.Body, 0)
	if a.Body = strings.TrimSpace(texts.plain); a.Body == "" {
		a.HTML = texts.html
	}
	if a.Body == "" && a.HTML == "" {
		return a, errors.New("is an e-mail without a text")
	}
	if members := formMembers(a.Body); members != nil {
		form := news.Article{}
		err := setMembers(&form, members)
		return inLetter(form, a), err
	}
	entitle(&a)
	return a, nil
}

// looseWord is an encoded word with bytes in it that should be encoded and are not.
var looseWord = regexp.MustCompile(`=\?([^?\s]{1,40})\?[qQ]\?([^?]*)\?=`)

// mailWords decodes what stands encoded in a line (RFC 2047).
func mailWords(words *mime.WordDecoder, line string) string {
	text, err := words.DecodeHeader(line)
	if err != nil {
		text = line
	}
	return looseWord.ReplaceAllStringFunc(text, func(word string) string {
		m := looseWord.FindStringSubmatch(word)
		data, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(strings.ReplaceAll(m[2], "_", " ")))) // as much as there is
		decoded, err := charset.Decode(data, m[1])
		if err != nil {
			return word
		}
		return string(decoded.Bytes)
	})
}

func mailCharset(label string, in io.Reader) (io.Reader, error) {
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	text, err := charset.Decode(data, label)
	return bytes.NewReader(text.Bytes), err
}

// mailTexts are the texts found in a letter, the first of each kind.
type mailTexts struct {
	plain, html string
	parts       int
}

// read looks for texts in a part of a letter. What is broken is left out.
func (m *mailTexts) read(header textproto.MIMEHeader, body io.Reader, depth int) {
	if m.parts++; m.parts > maxMailParts || depth > maxMailDepth || strings.HasPrefix(header.Get("Content-Disposition"), "attachment") {
		return
	}
	kind, params, err := mime.ParseMediaType(cmp.Or(header.Get("Content-Type"), "text/plain"))
	if err != nil && kind == "" {
		kind = "text/plain" // as RFC 2045, 5.2, has it
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err != nil || m.parts > maxMailParts {
				return
			}
			m.read(part.Header, part, depth+1)
		}
	}
	if kind != "text/plain" && kind != "text/html" {
		return
	}
	data, _ := io.ReadAll(mailTransfer(header.Get("Content-Transfer-Encoding"), body)) // as much as there is
	text, err := charset.Decode(data, header.Get("Content-Type"))
	if err != nil {
		return
	}
	decoded := strings.ReplaceAll(string(text.Bytes), "\r\n", "\n")
	if kind == "text/html" {
		m.html = cmp.Or(m.html, decoded)
	} else {
		m.plain = cmp.Or(m.plain, strings.TrimSpace(unflow(decoded, header.Get("Content-Type"))))
	}
}

// mailTransfer undoes how a part was encoded for its way.
func mailTransfer(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}
