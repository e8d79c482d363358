package feature

import "strings"

// Vocabulary keeps what was found out about words, so that each is looked at
// once. It belongs to one goroutine, and to one document at a time.
type Vocabulary struct {
	clusters *Clusters
	lists    *Lists
	cues     map[string]cue
	words    map[string]*Word
	lemmas   map[string]*lemma
	document uint64 // counts documents, so that what was seen in one is not of another
	ids      int    // the IDs given out are below it
	free     []int  // those of them that no word has any more
}

// NewVocabulary returns an empty one. Both may be nil.
func NewVocabulary(c *Clusters, l *Lists) *Vocabulary {
	return &Vocabulary{clusters: c, lists: l, cues: newCues(), words: map[string]*Word{}, lemmas: map[string]*lemma{}}
}

// Len is how many words it has.
func (v *Vocabulary) Len() int { return len(v.words) }

// IDs is what the IDs of its words are below.
func (v *Vocabulary) IDs() int { return v.ids }

// Trim forgets the words that were asked for least since it was last called, so
// that no more than most are left, and calls gone with the ID of each, which
// another word may get. What it forgot is worth nothing then.
func (v *Vocabulary) Trim(most int, gone func(id int)) {
	least := v.leastAsked(most)
	words, lemmas := make(map[string]*Word, len(v.words)), make(map[string]*lemma, len(v.words))
	for text, w := range v.words {
		if w.asked < least {
			gone(w.ID)
			v.free = append(v.free, w.ID)
			continue
		}
		w.asked = 0
		words[text], lemmas[w.lemma.text] = w, w.lemma
	}
	v.words, v.lemmas = words, lemmas
}

// leastAsked is how often a word must have been asked for to be one of no more
// than most; more than once, since most words that come once do not come again.
func (v *Vocabulary) leastAsked(most int) int {
	for least := 2; ; least *= 2 {
		n := 0
		for _, w := range v.words {
			if w.asked >= least {
				n++
			}
		}
		if n <= most {
			return least
		}
	}
}

// newID gives an ID that no word has.
func (v *Vocabulary) newID() int {
	if n := len(v.free); n > 0 {
		id := v.free[n-1]
		v.free = v.free[:n-1]
		return id
	}
	v.ids++
	return v.ids - 1
}

// Word returns the one Word of a text, or of the beginning of one that is too long
// to be a word.
func (v *Vocabulary) Word(text string) *Word {
	text = text[:min(len(text), longest)]
	w := v.words[text]
	if w == nil {
		text = strings.Clone(text) // it must not keep a whole article
		w = v.newWord(text)
		v.words[text] = w
	}
	w.asked++
	return w
}

// cue is a set of what a word tells of the name beside it.
type cue uint8

const (
	titleCue    cue = 1 << iota // stands before a person's name: "President"
	orgCue                      // ends an organisation's name: "Party"
	particleCue                 // belongs into a person's name: "von"
	joinCue                     // joins the words of one name: "of"
	quietCue                    // small in headlines that have capitals elsewhere: "with"
)

// The cues, by what they are worth in news of any kind; of our own making.
const (
	titleWords = `mr. mr mrs. mrs ms. ms miss dr. dr sir dame lord lady president vice-president ex-president
		president-elect premier chancellor minister secretary senator sen. sen congressman congresswoman rep. rep
		representative governor gov. gov lieutenant-governor mayor ambassador envoy king queen prince princess emperor
		sultan emir sheikh shaikh imam ayatollah pope cardinal archbishop bishop rev. reverend father sister rabbi
		general gen. gen colonel col. lt. lieutenant major maj. capt. captain sgt. sergeant corporal private admiral adm.
		commander brigadier marshal constable inspector detective superintendent sheriff judge justice magistrate
		prosecutor attorney lawyer professor prof. prof coach manager skipper director chairman chairwoman chair chief
		executive ceo founder spokesman spokeswoman spokesperson analyst economist strategist trader striker midfielder
		defender goalkeeper keeper forward winger batsman bowler all-rounder pitcher quarterback player driver rider
		champion defending actor actress singer author writer novelist poet director-general commissioner leader speaker
		deputy councillor candidate lawmaker dictator rebel warlord brother sister son daughter wife husband widow
		mother father comrade sheik`
	orgWords = `inc inc. corp corp. corporation co co. ltd ltd. limited llc plc ag gmbh sa s.a. nv n.v. spa s.p.a. ab asa
		oyj kk bhd group holdings holding university college institute school academy ministry department bank
		party association union council committee commission agency authority board bureau office court congress
		parliament senate assembly cabinet company airlines airways air motors industries systems technologies
		pharmaceuticals energy oil gas steel electric capital partners securities insurance church federation league
		club united city rovers rangers wanderers athletic fc cf sc afc international times post news journal herald
		tribune gazette press agency radio television broadcasting network organization organisation force forces army
		navy police guard front movement brigade foundation society trust fund team museum hospital laboratory service
		services administration alliance coalition democrats republicans liberals conservatives tribunal exchange`
	particleWords = `van von der den de del della di da dos das du la le bin ibn al el ul ter ten af av zu abu bint`
	joinWords     = `of the for and & de du des la del do da y und et in on at ' 's`
	quietWords    = `a an the and but or nor for so yet as at by in of off on per to up via with from into over
		after than that is are be`
)

func newCues() map[string]cue {
	cues := map[string]cue{}
	for words, c := range map[string]cue{
		titleWords: titleCue, orgWords: orgCue, particleWords: particleCue, joinWords: joinCue, quietWords: quietCue,
	} {
		for _, w := range strings.Fields(words) {
			cues[w] |= c
		}
	}
	return cues
}
