package feature

// Mode says how much the capitals of a sentence tell.
type Mode uint8

// The modes.
const (
	Prose   Mode = iota // names have capitals, other words have none
	AllCaps             // "OIL PRICES RISE IN LONDON"
	Titled              // "Oil Prices Rise in London"
	modes
)

// Document is an article's sentences, in their order.
type Document struct {
	Sentences []Sentence
	tokens    []Token // what the sentences are cut from
}

// Sentence is a row of tokens.
type Sentence struct {
	Tokens []Token
	Mode   Mode
}

// Token is a word at its place.
type Token struct {
	*Word
	lists   uint32 // a bit a list that names it, alone or with its neighbours
	parts   uint64 // four bits a list: begins, is inside, ends, is the whole of a name
	segment int    // where in the sentence its run of capitals begins; see runs
	behind  int    // and ends
}

// Add adds a sentence of words that Vocabulary.Word gave.
func (d *Document) Add(words []*Word) {
	from := len(d.tokens)
	for _, w := range words {
		d.tokens = append(d.tokens, Token{Word: w})
	}
	d.Sentences = append(d.Sentences, Sentence{Tokens: d.tokens[from:len(d.tokens):len(d.tokens)]})
}

// Reset empties a document, to be filled with another article. Sentences it had
// are worth nothing then.
func (d *Document) Reset() {
	clear(d.Sentences)
	clear(d.tokens)
	d.Sentences, d.tokens = d.Sentences[:0], d.tokens[:0]
}

// Prepare finds out what Features and Windows need: to be called for every
// document once, when its sentences are there.
func (v *Vocabulary) Prepare(d *Document) {
	v.document++
	for i := range d.Sentences {
		s := &d.Sentences[i]
		s.Mode = s.mode()
		s.runs()
		v.lists.mark(s)
	}
	for i := range d.Sentences {
		if d.Sentences[i].Mode == Prose {
			v.look(&d.Sentences[i])
		}
	}
}

// headline is how many words of a sentence must have capitals for it to be one
// without prose's rule; three names in a row have no more.
const headline = 3

// mode looks at the words that would be small in prose: those that are not
// always small.
func (s *Sentence) mode() Mode {
	var upper, small, loud, quiet int
	for i := range s.Tokens {
		w := s.Tokens[i].Word
		switch {
		case w.Upper && w.length > 0:
			upper++
			loud++
		case w.Capital:
			loud++
			small++
		case w.Small:
			small++
			if w.cue&quietCue == 0 {
				quiet++
			}
		}
	}
	switch {
	case upper >= 2 && small*4 <= upper:
		return AllCaps
	case loud >= headline && quiet*6 <= loud:
		return Titled
	default:
		return Prose
	}
}

// runs finds the runs of capitalised words.
func (s *Sentence) runs() {
	for i := 0; i < len(s.Tokens); i++ {
		if !s.Tokens[i].Capital {
			continue
		}
		end := i + 1
		for end < len(s.Tokens) && s.Tokens[end].Capital {
			end++
		}
		for k := i; k < end; k++ {
			s.Tokens[k].segment, s.Tokens[k].behind = i, end
		}
		i = end
	}
}

// bridge is how many small words may stand within a name: "Bank of the West",
// "University of the West of England" in two.
const bridge = 3

// Windows calls yield with the parts of the sentence that can hold names, from
// start to end, half-open: capitalised words, small ones between them, and one
// on each side, or more where particles of a name stand before it.
func (s *Sentence) Windows(yield func(start, end int)) {
	n, done := len(s.Tokens), 0
	for i := 0; i < n; i++ {
		if !s.Tokens[i].Capital {
			continue
		}
		start := max(done, i-1)
		for start > done && i-start <= bridge && s.Tokens[start].cue&particleCue != 0 {
			start--
		}
		last := i
		for k := i + 1; k < n && k-last <= bridge; k++ {
			if s.Tokens[k].Capital {
				last = k
			}
		}
		done = min(n, last+2)
		yield(start, done)
		i = done - 1
	}
}
