package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"

	"golang.org/x/text/encoding/unicode"
)

// errUTF32 is for the one way to write Unicode that hardly any program reads.
var errUTF32 = errors.New("is in UTF-32; convert the file to UTF-8")

// widthOf tells by its first four bytes whether a text is in UTF-16, in which order,
// and whether it says so by a byte order mark. Without one it begins with two letters
// of ASCII, as all formats do.
func widthOf(head []byte) (order unicode.Endianness, mark unicode.BOMPolicy, is bool) {
	letter := func(high, low byte) bool { return high == 0 && low >= '\t' && low < 0x7f }
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.LittleEndian, unicode.ExpectBOM, true
	case len(head) < 4:
	case letter(head[1], head[0]) && letter(head[3], head[2]):
		return unicode.LittleEndian, unicode.IgnoreBOM, true
	case letter(head[0], head[1]) && letter(head[2], head[3]):
		return unicode.BigEndian, unicode.IgnoreBOM, true
	}
	return order, mark, false
}

// narrow makes UTF-8 of a text in UTF-16, whatever its format is, and reports whether
// it was one. Spreadsheets and editors write it still.
func (t *text) narrow() (was bool, err error) {
	head, err := t.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, brokenInput(err)
	}
	if bytes.Equal(head, []byte("\xff\xfe\x00\x00")) || bytes.Equal(head, []byte("\x00\x00\xfe\xff")) {
		return false, errUTF32
	}
	order, mark, is := widthOf(head)
	if is {
		t.Reader = bufio.NewReaderSize(unicode.UTF16(order, mark).NewDecoder().Reader(t.Reader), bufferSize)
	}
	return is, nil
}

// narrowed is a Content-Type of what is in UTF-8 by now.
func narrowed(contentType string) string {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return mime.FormatMediaType(kind, map[string]string{"charset": "utf-8"})
}
