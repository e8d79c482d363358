package main

import (
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/tag/ner"
	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/train/corpus"
)

// annotated is one text of an article and the names in it, as bytes.
type annotated struct {
	ner.Text
	names []crf.Span
}

// texts are the texts of an article as Dateline gets it: headline, byline, and a
// body that begins with the dateline.
func texts(a corpus.Article) []annotated {
	title := annotated{Text: ner.Text{Kind: ner.Headline}}
	title.add(a.Title, "")
	all := []annotated{title}
	if a.Byline.Text != "" {
		var byline annotated
		byline.add(a.Byline, "")
		all = append(all, byline)
	}
	var body annotated
	gap := ""
	if a.Dateline.Text != "" {
		body.add(a.Dateline, "")
		gap = " "
	}
	for _, p := range a.Body {
		body.add(p, gap)
		gap = "\n\n"
	}
	return append(all, body)
}

// add adds a paragraph behind a gap.
func (a *annotated) add(p corpus.Paragraph, gap string) {
	at := len(a.Text.Text) + len(gap)
	a.Text.Text += gap + p.Text
	for _, m := range p.Mentions {
		a.names = append(a.names, crf.Span{Start: at + m.ByteStart, End: at + m.ByteEnd, Kind: kindOf(m.Type)})
	}
}

func kindOf(t news.EntityType) int {
	switch t {
	case news.Person:
		return crf.Person
	case news.Org:
		return crf.Org
	default:
		return crf.Place
	}
}

// document is an article as a document of tokens. Names that are no whole tokens
// are left out.
func document(a corpus.Article) conll.Document {
	var d conll.Document
	for _, t := range texts(a) {
		names := t.names
		for _, tokens := range t.Split() {
			s := conll.Sentence{Words: make([]string, len(tokens)), Tags: make([]crf.Tag, len(tokens))}
			for i, tok := range tokens {
				s.Words[i] = t.Text.Text[tok.Start:tok.End]
			}
			for len(names) > 0 && names[0].Start < tokens[len(tokens)-1].End {
				if x, ok := inTokens(tokens, names[0]); ok {
					x.Mark(s.Tags)
				}
				names = names[1:]
			}
			d = append(d, s)
		}
	}
	return d
}

// inTokens turns a span of bytes into one of tokens.
func inTokens(tokens []ner.Token, x crf.Span) (crf.Span, bool) {
	found := crf.Span{Start: -1, Kind: x.Kind}
	for i, tok := range tokens {
		if tok.Start == x.Start {
			found.Start = i
		}
		if tok.End == x.End {
			found.End = i + 1
		}
	}
	return found, found.Start >= 0 && found.End > found.Start
}

// measure finds the names in articles as they come, and counts.
func measure(m *ner.Model, articles []corpus.Article) *conll.Score {
	score := &conll.Score{}
	for _, a := range articles {
		parts := texts(a)
		whole := make([]ner.Text, len(parts))
		for i := range parts {
			whole[i] = parts[i].Text
		}
		for i, spans := range m.Find(whole) {
			found := make([]crf.Span, len(spans))
			for k, s := range spans {
				found[k] = crf.Span{Start: s.Start, End: s.End, Kind: kindOf(s.Type)}
			}
			score.Add(parts[i].names, found)
		}
	}
	return score
}
