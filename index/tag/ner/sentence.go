package ner

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortLine is how many bytes a line has that ends a sentence without a sign: a
// heading, a line of scores. Lines of running text that were broken are longer.
const shortLine = 50

// Split splits the text into sentences of tokens, as Find does.
func (t *Text) Split() [][]Token {
	var sentences [][]Token
	for tokens := split(nil, t.Text); len(tokens) > 0; {
		n := t.sentence(tokens)
		sentences = append(sentences, tokens[:n])
		tokens = tokens[n:]
	}
	return sentences
}

// sentence is how many of the tokens, at least one, are of the first sentence.
func (t *Text) sentence(tokens []Token) int {
	if t.Kind == Headline {
		return len(tokens)
	}
	n := 1
	for n < len(tokens) && !ends(t.Text, tokens[:n], tokens[n]) {
		n++
	}
	return n
}

// ends reports whether a sentence ends before the token next.
func ends(text string, sentence []Token, next Token) bool {
	last := sentence[len(sentence)-1]
	gap := text[last.End:next.Start]
	if gap == "" || gap == " " && !isEnd(text[last.Start:last.End]) && !closes(text[last.Start:last.End]) {
		return false
	}
	if strings.Contains(gap, "\n") {
		return isParagraph(gap) || last.End-sentence[0].Start < shortLine || hasEnded(text, sentence)
	}
	return hasEnded(text, sentence) && begins(text[next.Start:next.End])
}

// isParagraph reports whether a gap holds an empty line.
func isParagraph(gap string) bool {
	first := strings.IndexByte(gap, '\n')
	return strings.IndexByte(gap[first+1:], '\n') >= 0
}

// hasEnded reports whether the last tokens of a sentence end it: a sign that does,
// and quotes and brackets behind it.
func hasEnded(text string, sentence []Token) bool {
	for i := len(sentence) - 1; i >= 0 && i > len(sentence)-4; i-- {
		word := text[sentence[i].Start:sentence[i].End]
		if isEnd(word) {
			return true
		}
		if !closes(word) {
			return false
		}
	}
	return false
}

func isEnd(word string) bool {
	switch word {
	case "!", "?", "…":
		return true
	}
	return word[len(word)-1] == '.' && (word[0] == '.' || afterwards(word))
}

// afterwards reports whether a sentence may end with a shortened word: not with a
// title or an initial, which a name follows.
func afterwards(word string) bool {
	switch word {
	case "U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "Inc.", "Corp.", "Co.", "Ltd.", "a.m.", "p.m.", "etc.", "Jr.", "Sr.":
		return true
	}
	return false
}

func closes(word string) bool {
	switch word {
	case "\"", "'", "”", "’", "»", ")", "]", "''":
		return true
	}
	return false
}

// begins reports whether a sentence may begin with a word.
func begins(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsPunct(r) || unicode.Is(unicode.Lo, r)
}
