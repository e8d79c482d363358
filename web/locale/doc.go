// Package locale holds the words of the pages, one file a language, and how each
// language writes numbers and times. Adding a language is adding its file.
//
// A file is TOML, so that every editor shows it; its values are messages in the
// part of ICU's MessageFormat that translators know from elsewhere:
//
//	{name}                                    a text that is handed in
//	{n, number}                               a number, as the language writes it
//	{n, plural, one {# hit} other {# hits}}   by the plural rules of Unicode's CLDR
//	<more>…</more>                            a slot: the page says which element it is
//	<bdi>, <code>, <kbd>, <b>, <unseen>       elements that stand for themselves
//	'{', '<', ''                              what would mean something, as it is
//
// Pages name messages by literal keys and hand over values by Num, Str and Slot, so
// that a test can hold use and catalogue against each other.
package locale
