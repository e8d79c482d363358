// Package ner finds the names of people, organisations and places in English news
// by a statistical model of our own, a conditional random field that is embedded
// in the program. The tagger in index/tag asks it; it reads no list of a newsroom
// and knows no canonical names.
//
// An article is looked at as a whole: what the body tells of a word helps where
// the headline's capitals hide it. index/tag/train makes the model; docs/tagging.md
// says from what, and how well it does.
package ner
