package charset

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Origin says what a character set was known by.
type Origin string

// The origins, in the order in which they are believed.
const (
	Mark      Origin = "mark"      // a byte order mark
	Transport Origin = "transport" // a label that came beside the text, as in Content-Type
	Inside    Origin = "inside"    // a label in the text: HTML's meta, XML's prolog
	Valid     Origin = "valid"     // the bytes are UTF-8, whatever a label said
	Guess     Origin = "guess"     // how often which bytes stand side by side
)

// utf8Name is the name of what everything is turned into.
const utf8Name = "utf-8"

// Text is a text in UTF-8, and how it came to be that.
type Text struct {
	Bytes []byte // valid UTF-8, without a byte order mark
	Name  string // of the character set it came in, as the WHATWG Encoding Standard has it
	From  Origin
	// Lost counts the places where bytes meant nothing in that character set;
	// each stands as U+FFFD.
	Lost int
	// Doubled counts the places where UTF-8 seems to have been read as
	// windows-1252 and written as UTF-8 again, as in "CafÃ©".
	Doubled int
}

// Decode turns data into UTF-8. label is what came beside it: a Content-Type, or
// the name of a character set alone; it may be empty. A label that is unknown
// is as good as none.
//
// A label is not believed where the bytes speak against it: text that is UTF-8
// and has letters beyond ASCII is UTF-8 even if it is said to be of a character
// set of single bytes, and text that is said to be UTF-8 and mostly is not is
// guessed.
func Decode(data []byte, label string) (Text, error) {
	name, from, rest := find(data, label)
	if from == Guess {
		name = guess(rest)
	}
	out, lost, err := decode(rest, name)
	if err != nil {
		return Text{}, err
	}
	return Text{Bytes: out, Name: name, From: from, Lost: lost, Doubled: doubled(out)}, nil
}

// find names the character set by everything but a guess.
func find(data []byte, label string) (name string, from Origin, rest []byte) {
	if name, rest := mark(data); name != "" {
		return name, Mark, rest
	}
	from = Transport
	if name = lookUp(labelOf(label)); name == "" {
		name, from = inside(data), Inside
	}
	multi, broken := quality(data)
	switch {
	case name == "" && broken == 0:
		return utf8Name, Valid, data
	case name == "":
		return "", Guess, data
	case name == utf8Name && broken > multi: // more than half of what is not ASCII
		return "", Guess, data
	case name != utf8Name && broken == 0 && multi > 0 && isSingle(name):
		return utf8Name, Valid, data
	}
	return name, from, data
}

// mark reads a byte order mark.
func mark(data []byte) (name string, rest []byte) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return utf8Name, data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le", data[2:]
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be", data[2:]
	}
	return "", data
}

// labelOf takes the character set out of a Content-Type; what is none is one.
func labelOf(label string) string {
	if !strings.ContainsAny(label, "/;") {
		return label
	}
	if _, parameters, err := mime.ParseMediaType(label); err == nil {
		return parameters["charset"]
	}
	if _, after, ok := strings.Cut(strings.ToLower(label), "charset="); ok { // a type that is not well formed
		after, _, _ = strings.Cut(after, ";")
		return strings.Trim(after, " \"'")
	}
	return ""
}

// lookUp returns the standard's name for a label, empty where it knows none.
func lookUp(label string) string {
	_, name := charset.Lookup(strings.Trim(label, " \t\r\n\"'"))
	if name == "replacement" || name == "x-user-defined" { // no text can be read with either
		return ""
	}
	return name
}

// quality counts the letters of more than one byte and the bytes that are none.
func quality(data []byte) (multi, broken int) {
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, size := utf8.DecodeRune(data)
		switch {
		case r != utf8.RuneError || size > 1:
			multi++
		case utf8.FullRune(data): // else it was cut off, which is no fault of the label
			broken++
		}
		data = data[size:]
	}
	return multi, broken
}

// isSingle reports whether a character set has one byte for each letter.
func isSingle(name string) bool {
	return strings.HasPrefix(name, "windows-12") || strings.HasPrefix(name, "iso-8859-") ||
		strings.HasPrefix(name, "koi8-") || name == "macintosh" || name == "windows-874" || name == "ibm866" ||
		name == "x-mac-cyrillic"
}

// encodingOf returns the decoder for a name that lookUp gave.
func encodingOf(name string) encoding.Encoding {
	switch name {
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	e, _ := charset.Lookup(name)
	return e
}

// decode returns the text in UTF-8 and how many places meant nothing.
func decode(data []byte, name string) ([]byte, int, error) {
	if name == utf8Name && utf8.Valid(data) {
		return data, countReplacement(data), nil
	}
	if name == utf8Name {
		out := bytes.ToValidUTF8(data, []byte("\uFFFD"))
		return out, countReplacement(out), nil
	}
	e := encodingOf(name)
	if e == nil {
		return nil, 0, fmt.Errorf("charset: there is no character set %q", name)
	}
	out, _, err := transform.Bytes(e.NewDecoder(), data)
	if err != nil {
		return nil, 0, fmt.Errorf("charset: decode %s: %w", name, err)
	}
	return out, countReplacement(out), nil
}

func countReplacement(text []byte) int { return bytes.Count(text, []byte("\uFFFD")) }
