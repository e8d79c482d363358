// Package conll reads texts whose names are marked, in the form of the CoNLL
// shared tasks, and counts how many of them were found. Training and measuring
// share it; the program itself has no use for it.
package conll
