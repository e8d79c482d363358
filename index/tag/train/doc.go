// Command train makes index/tag/ner/english.model, the model that finds names:
//
//	go run ./index/tag/train -data ../shared/data/ner
//
// It reads the corpora and lists that manifest.tsv names, refuses those that are
// not what their checksum says, adds to them (names swapped, headlines, lines of
// scores), learns, drops what is worth little, prints how well names are found in
// texts it did not learn from, and writes the file. On one kind of processor the
// same data give the same file, byte for byte. docs/tagging.md says more.
package main
