package syndication

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"

	"github.com/dateline-search/dateline/index/source/charset"
)

// lookSize is how much of a feed decides about its character set, in bytes.
const lookSize = 64 << 10

// mark is the byte order mark in UTF-8.
const mark = "\xef\xbb\xbf"

// decode makes UTF-8 of a stream, in the character set that its beginning is in.
func decode(in io.Reader, contentType string) (*bufio.Reader, error) {
	raw := bufio.NewReaderSize(in, lookSize)
	head, err := raw.Peek(lookSize)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return nil, err
	}
	t, err := decoder(head, contentType)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte(mark)) {
		if _, err := raw.Discard(len(mark)); err != nil {
			return nil, err
		}
	}
	return bufio.NewReaderSize(transform.NewReader(raw, t), lookSize), nil
}

// decoder chooses how a feed that begins so is decoded.
func decoder(head []byte, contentType string) (transform.Transformer, error) {
	if e := wide(head); e != nil {
		return e.NewDecoder(), nil
	}
	text, err := charset.Decode(head, contentType)
	if err != nil {
		return nil, err
	}
	if text.From == charset.Guess && !isForeign(head) {
		return mended{}, nil
	}
	if e, _ := htmlcharset.Lookup(text.Name); e != nil && text.Name != "utf-8" {
		return e.NewDecoder(), nil
	}
	return mended{}, nil
}

// minForeign is how many bytes above ASCII a guess must stand on. A feed is UTF-8
// where it says nothing, and a few bytes that are not were pasted into it.
const minForeign = 16

// isForeign reports whether most of what is not ASCII is not UTF-8 either.
func isForeign(head []byte) bool {
	good, bad := 0, 0
	for len(head) > 0 {
		r, size := utf8.DecodeRune(head)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		head = head[size:]
	}
	return bad >= minForeign && bad > good
}

// wide recognises two and four bytes a character by their marks, or by the zeros
// around the first character.
func wide(head []byte) encoding.Encoding {
	begins := func(s string) bool { return bytes.HasPrefix(head, []byte(s)) }
	switch {
	case begins("\x00\x00\xfe\xff"), begins("\x00\x00\x00<"):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case begins("\xff\xfe\x00\x00"), begins("<\x00\x00\x00"):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case begins("\xfe\xff"), begins("\x00<"), begins("\x00{"):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case begins("\xff\xfe"), begins("<\x00"), begins("{\x00"):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	return nil
}

// mended passes UTF-8 through and reads every other byte, and the control
// characters above 0x7f, as Windows-1252, which is what they are in practice.
type mended struct{ transform.NopResetter }

func (mended) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if c := src[nSrc]; c < utf8.RuneSelf {
			if nDst == len(dst) {
				return nDst, nSrc, transform.ErrShortDst
			}
			dst[nDst] = c
			nDst, nSrc = nDst+1, nSrc+1
			continue
		}
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		r, size := utf8.DecodeRune(src[nSrc:])
		if r == utf8.RuneError && size == 1 || r >= 0x80 && r < 0xa0 {
			r = charmap.Windows1252.DecodeByte(src[nSrc+size-1])
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}
