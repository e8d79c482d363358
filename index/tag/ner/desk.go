package ner

import (
	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

// desk is what one article is worked on with. Desks are kept for the next one.
type desk struct {
	model      *Model
	vocabulary *feature.Vocabulary
	sums       []wordSums // by Word.ID
	document   feature.Document
	places     []sentencePlace // of each sentence
	tokens     []Token
	sentence   []*feature.Word
	tags       [][]crf.Tag // of each sentence
	tagged     []crf.Tag   // what tags is cut from
	features   []uint64
	scores     []crf.Scores
	decoder    crf.Decoder
	found      []crf.Span
	hints      []hint
	votes      map[uint64]*votes
}

// sentencePlace says which text a sentence is of, and its first token in tokens.
type sentencePlace struct{ text, first int }

// wordSums are the sums of a word's own features, by its place around a token.
type wordSums struct {
	known uint8 // a bit a place
	sums  [feature.Places]crf.Sum
}

// mostWords is how many words a desk may know after an article: with the sums
// of each, some 10 MB.
const mostWords = 16384

func (m *Model) desk() *desk {
	if d, ok := m.desks.Get().(*desk); ok {
		return d
	}
	return &desk{
		model: m, vocabulary: feature.NewVocabulary(m.clusters, m.lists), votes: map[uint64]*votes{},
	}
}

// put clears a desk and keeps it. What a long article blew up is let go.
func (m *Model) put(d *desk) {
	if len(d.tokens) > 4*mostWords {
		return
	}
	if d.vocabulary.Len() > mostWords {
		d.vocabulary.Trim(mostWords/2, d.forget)
	}
	clear(d.votes)
	d.document.Reset()
	d.places, d.tokens, d.tags, d.tagged = d.places[:0], d.tokens[:0], d.tags[:0], d.tagged[:0]
	d.hints = nil
	m.desks.Put(d)
}

// forget drops the sums of a word.
func (d *desk) forget(id int) {
	if id < len(d.sums) {
		d.sums[id] = wordSums{}
	}
}

// read splits a text into sentences and tokens.
func (d *desk) read(text int, t *Text) {
	at := len(d.tokens)
	d.tokens = split(d.tokens, t.Text)
	for at < len(d.tokens) {
		end := at + t.sentence(d.tokens[at:])
		d.sentence = d.sentence[:0]
		for _, tok := range d.tokens[at:end] {
			d.sentence = append(d.sentence, d.vocabulary.Word(t.Text[tok.Start:tok.End]))
		}
		d.document.Add(d.sentence)
		d.places = append(d.places, sentencePlace{text, at})
		at = end
	}
}

// tag finds the best tags of every sentence.
func (d *desk) tag() {
	total := 0
	for i := range d.document.Sentences {
		total += len(d.document.Sentences[i].Tokens)
	}
	if cap(d.tagged) < total {
		d.tagged = make([]crf.Tag, 0, total+total/2)
	}
	d.tagged = d.tagged[:total]
	clear(d.tagged)
	rest := d.tagged
	for i := range d.document.Sentences {
		s := &d.document.Sentences[i]
		tags := rest[:len(s.Tokens):len(s.Tokens)]
		rest = rest[len(s.Tokens):]
		s.Windows(func(start, end int) {
			d.scores = d.scores[:0]
			for k := start; k < end; k++ {
				d.scores = append(d.scores, d.score(s, k))
			}
			d.favour(i, start, end)
			copy(tags[start:end], d.decoder.Best(d.scores, d.model.transitions))
		})
		d.tags = append(d.tags, tags)
	}
}

// score sums up the weights of a token's features.
func (d *desk) score(s *feature.Sentence, i int) crf.Scores {
	var sum crf.Sum
	d.features = d.vocabulary.Context(d.features[:0], s, i)
	if s.Mode != feature.Prose {
		d.features = s.Tokens[i].Features(d.features, feature.Here, s.Mode)
	} else {
		sum.Plus(d.sum(s.Tokens[i].Word, feature.Here))
	}
	d.model.weights.Add(&sum, d.features)
	for place := 1; place < feature.Places; place++ {
		if k := i + feature.Offset(place); k >= 0 && k < len(s.Tokens) {
			sum.Plus(d.sum(s.Tokens[k].Word, place))
		}
	}
	var e crf.Scores
	sum.Scores(&e)
	return e
}

// sum is what a word adds at a place in prose.
func (d *desk) sum(w *feature.Word, place int) *crf.Sum {
	if w.ID >= len(d.sums) {
		more := make([]wordSums, max(d.vocabulary.IDs(), min(2*len(d.sums), mostWords)))
		copy(more, d.sums)
		d.sums = more
	}
	s := &d.sums[w.ID]
	if s.known>>place&1 == 0 {
		s.known |= 1 << place
		var buf [32]uint64
		d.model.weights.Add(&s.sums[place], w.Features(buf[:0], place, feature.Prose))
	}
	return &s.sums[place]
}
