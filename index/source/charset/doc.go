// Package charset turns bytes of any character set into UTF-8, and tells what it
// went by: a byte order mark, the label of a transport, the label inside the
// text (HTML's meta, XML's prolog), and only then a guess from the bytes.
//
// Readers of formats call it with what they were sent. It never replaces a byte
// without a word: what could not be decoded is counted in Text.Lost, and what
// looks as if it had been decoded wrongly before it came here in Text.Doubled.
package charset
