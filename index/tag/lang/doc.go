// Package lang tells in which language a text is written.
//
// Package tag asks it where an article does not declare its language. Scripts
// that one language uses decide by themselves; languages that share a script are
// told apart by their small words, their letters and the endings of their words,
// which are data in words.txt. It says that it does not know rather than guess
// from nothing, and opens nothing.
package lang
