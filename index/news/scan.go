package news

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// This file walks the members of one JSON object without decoding them. It is
// several times faster than a json.Decoder and, unlike it, keeps every byte of
// a string: what is not UTF-8 must be found by Validate and not be smoothed
// over here.

// checkJSON fails, naming the byte, where data is not one JSON value.
func checkJSON(data []byte) error {
	if validJSON(data) {
		return nil
	}
	var raw json.RawMessage
	err := json.Unmarshal(data, &raw)
	if syntax, ok := err.(*json.SyntaxError); ok { //nolint:errorlint // Unmarshal returns it bare
		return fmt.Errorf("not JSON at byte %d: %w", syntax.Offset, err)
	}
	return err
}

// Members calls f with every member of the JSON object data, in order. Name is
// without quotes and escapes; both slices are valid during the call alone.
func Members(data []byte, f func(name, value []byte) error) error {
	if err := checkJSON(data); err != nil {
		return err
	}
	return ValidMembers(data, f)
}

// ValidMembers is Members for data that is known to be JSON, as the values are
// that Members gives; it panics, or goes astray, on what is not.
func ValidMembers(data []byte, f func(name, value []byte) error) error {
	i := skipSpace(data, 0)
	if data[i] != '{' {
		return &FieldError{Field: "article", Value: string(data[i:]), Reason: "must be a JSON object"}
	}
	for i = skipSpace(data, i+1); data[i] != '}'; {
		nameEnd := skipString(data, i)
		start := skipSpace(data, skipSpace(data, nameEnd)+1) // behind the colon
		end := skipValue(data, start)
		if err := f(unquoteBytes(data[i:nameEnd]), data[start:end]); err != nil {
			return err
		}
		if i = skipSpace(data, end); data[i] == ',' {
			i = skipSpace(data, i+1)
		}
	}
	return nil
}

// ValidElements calls f with every element of the JSON array data, which must be
// known to be one, as for ValidMembers.
func ValidElements(data []byte, f func(value []byte) error) error { return elements(data, f) }

// elements calls f with every element of the valid JSON array data.
func elements(data []byte, f func(value []byte) error) error {
	for i := skipSpace(data, 1); data[i] != ']'; {
		end := skipValue(data, i)
		if err := f(data[i:end]); err != nil {
			return err
		}
		if i = skipSpace(data, end); data[i] == ',' {
			i = skipSpace(data, i+1)
		}
	}
	return nil
}

func skipSpace(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\n' || data[i] == '\r' || data[i] == '\t') {
		i++
	}
	return i
}

// skipString returns the index behind the string that begins at i.
func skipString(data []byte, i int) int {
	for i++; ; i++ {
		i += plain(data[i:])
		if data[i] == '"' {
			return i + 1
		}
		if data[i] == '\\' {
			i++
		}
	}
}

// skipValue returns the index behind the value that begins at i.
func skipValue(data []byte, i int) int {
	depth := 0
	for i < len(data) {
		switch data[i] {
		case '"':
			i = skipString(data, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case ',', ':', ' ', '\n', '\r', '\t':
			i++
		default:
			i = skipLiteral(data, i)
		}
		if depth == 0 {
			return i
		}
	}
	return i
}

// skipLiteral returns the index behind the number or word that begins at i.
func skipLiteral(data []byte, i int) int {
	for i < len(data) && bytes.IndexByte([]byte(" \n\r\t,:]}"), data[i]) < 0 {
		i++
	}
	return i
}

// unquoteBytes is unquote without a copy where there is nothing to unescape.
func unquoteBytes(quoted []byte) []byte {
	if inner := quoted[1 : len(quoted)-1]; bytes.IndexByte(inner, '\\') < 0 {
		return inner
	}
	return []byte(unquote(quoted))
}

// unquote decodes a valid JSON string. Half a surrogate pair becomes U+FFFD;
// bytes that are not UTF-8 stay.
func unquote(quoted []byte) string {
	in := quoted[1 : len(quoted)-1]
	if bytes.IndexByte(in, '\\') < 0 {
		return string(in)
	}
	out := make([]byte, 0, len(in))
	for {
		i := bytes.IndexByte(in, '\\')
		if i < 0 {
			return string(append(out, in...))
		}
		out = append(out, in[:i]...)
		out, in = unescape(out, in[i+1:])
	}
}

// unescape appends the character whose escape begins in, without its backslash,
// and returns the rest.
func unescape(out, in []byte) (appended, rest []byte) {
	switch in[0] {
	case 'u':
		return unescapeUnicode(out, in[1:])
	case 'n':
		return append(out, '\n'), in[1:]
	case 't':
		return append(out, '\t'), in[1:]
	case 'r':
		return append(out, '\r'), in[1:]
	case 'b':
		return append(out, '\b'), in[1:]
	case 'f':
		return append(out, '\f'), in[1:]
	}
	return append(out, in[0]), in[1:]
}

func unescapeUnicode(out, in []byte) (appended, rest []byte) {
	r, in := hex4(in), in[4:]
	if utf16.IsSurrogate(r) && len(in) >= 6 && in[0] == '\\' && in[1] == 'u' {
		if pair := utf16.DecodeRune(r, hex4(in[2:])); pair != utf8.RuneError {
			return utf8.AppendRune(out, pair), in[6:]
		}
	}
	return utf8.AppendRune(out, r), in // half a pair becomes U+FFFD
}

func hex4(in []byte) rune {
	n, _ := strconv.ParseUint(string(in[:4]), 16, 32) // valid JSON: it is hexadecimal
	return rune(n)
}
