// Package cite writes an article as a bibliography holds it: BibTeX, RIS, CSL
// JSON, and a line of plain text.
//
// A citation names the version of the text that was read, with the time when it
// was stored: articles change after they are published. Names of authors are
// given as they stand in the byline; which part of them is a family name is not
// guessed. It writes single entries; package export makes files of them.
package cite
