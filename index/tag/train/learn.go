package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
	"github.com/dateline-search/dateline/index/tag/ner/feature"
)

// How it learns: stochastic gradients of the likelihood of whole chains, with
// steps that AdaGrad scales (Duchi and others 2011). Half of the features, by
// chance, are left out each time, so that no word by itself is relied upon; and
// the weights of several moments are averaged, as each leans to what came last.
const (
	rate    = 0.1
	damping = 0.01    // keeps the first steps from being huge
	dropout = 1 << 31 // in 2^32
	moments = 4       // an epoch, from the second on

	// still is the gradient below which a token has nothing to teach.
	still = 0.002
	// rare is how often a feature must occur to be learnt.
	rare = 2
)

// examples are the windows to learn from, as numbers of features.
type examples struct {
	hashes  []uint64 // of each feature
	all     []uint32 // the features of all tokens
	first   []int    // where in all a token's begin; one more than tokens
	gold    []crf.Tag
	windows []window
}

type window struct{ start, end int } // tokens

func (x *examples) features() int { return len(x.hashes) }

// collect finds the windows and features of documents. Features are numbered in
// the order in which they come, so that they are the same every time.
func collect(v *feature.Vocabulary, documents []conll.Document) *examples {
	counts := map[uint64]uint8{}
	visit(v, documents, func(_ *window, features []uint64, _ crf.Tag) {
		for _, f := range features {
			counts[f] = min(counts[f]+1, rare)
		}
	})
	x := &examples{first: []int{0}}
	numbers := map[uint64]uint32{}
	visit(v, documents, func(w *window, features []uint64, gold crf.Tag) {
		for _, f := range features {
			if counts[f] < rare {
				continue
			}
			n, ok := numbers[f]
			if !ok {
				n = uint32(len(x.hashes))
				numbers[f] = n
				x.hashes = append(x.hashes, f)
			}
			x.all = append(x.all, n)
		}
		if w != nil {
			x.windows = append(x.windows, window{len(x.gold), len(x.gold) + w.end - w.start})
		}
		x.first = append(x.first, len(x.all))
		x.gold = append(x.gold, gold)
	})
	return x
}

// visit calls yield with every token of every window; w is given with the first.
func visit(v *feature.Vocabulary, documents []conll.Document, yield func(w *window, features []uint64, gold crf.Tag)) {
	var features []uint64
	for _, document := range documents {
		d := &feature.Document{}
		for _, s := range document {
			words := make([]*feature.Word, len(s.Words))
			for i, w := range s.Words {
				words[i] = v.Word(w)
			}
			d.Add(words)
		}
		v.Prepare(d)
		for i := range d.Sentences {
			s := &d.Sentences[i]
			s.Windows(func(start, end int) {
				gold := whole(document[i].Tags, start, end)
				w := &window{start, end}
				for k := start; k < end; k++ {
					features = v.Features(features[:0], s, k)
					yield(w, features, gold[k-start])
					w = nil
				}
			})
		}
	}
}

// whole is the tags of a window, without names that go beyond it.
func whole(tags []crf.Tag, start, end int) []crf.Tag {
	cut := make([]crf.Tag, end-start)
	for _, s := range crf.Spans(nil, tags) {
		if s.Start >= start && s.End <= end {
			copy(cut[s.Start-start:], tags[s.Start:s.End])
		}
	}
	return cut
}

// learner is the weights at work.
type learner struct {
	*examples
	weights, squares  []float32 // crf.Tags a feature
	between, between2 [crf.Tags][crf.Tags]float32
	average           average
	chance            *rand.Rand
	chain             chain
	likelihood        float64
}

// average is the sum of weights of some moments.
type average struct {
	weights []float32
	between [crf.Tags][crf.Tags]float32
	moments float32
}

// learn goes through the examples a number of times, in an order of chance.
func (x *examples) learn(seed uint64, epochs int, out io.Writer) *crf.Learnt {
	n := crf.Tags * len(x.hashes)
	l := &learner{
		examples: x, chance: rand.New(rand.NewPCG(seed, 2)),
		weights: make([]float32, n), squares: make([]float32, n), average: average{weights: make([]float32, n)},
	}
	order := l.chance.Perm(len(x.windows))
	for epoch := range epochs {
		l.likelihood = 0
		l.chance.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for i, w := range order {
			l.window(x.windows[w])
			if last := epoch > 0 || epochs == 1; last && (i+1)%(len(order)/moments+1) == 0 {
				l.remember()
			}
		}
		_, _ = fmt.Fprintf(out, "pass %d: log-likelihood %.0f\n", epoch+1, l.likelihood)
	}
	l.remember()
	return l.learnt()
}

// remember adds the weights of this moment to the average.
func (l *learner) remember() {
	a := &l.average
	a.moments++
	for i, w := range l.weights {
		a.weights[i] += w
	}
	for i := range l.between {
		for k, w := range l.between[i] {
			a.between[i][k] += w
		}
	}
}

func (l *learner) learnt() *crf.Learnt {
	a := &l.average
	learnt := &crf.Learnt{Weights: make([]crf.Weight, len(l.hashes)), Transitions: a.between}
	for i, h := range l.hashes {
		learnt.Weights[i].Feature = h
		for k := range crf.Tags {
			learnt.Weights[i].Tags[k] = a.weights[i*crf.Tags+k] / a.moments
		}
	}
	for i := range learnt.Transitions {
		for k := range learnt.Transitions[i] {
			learnt.Transitions[i][k] /= a.moments
		}
	}
	return learnt
}

// window learns from one window.
func (l *learner) window(w window) {
	n := w.end - w.start
	c := &l.chain
	c.reset(n, &l.between)
	for i := range n {
		for _, f := range l.all[l.first[w.start+i]:l.first[w.start+i+1]] {
			if l.chance.Uint32() >= dropout {
				c.features = append(c.features, f)
			}
		}
		c.ends[i] = len(c.features)
		c.emit(i, l.weights)
	}
	c.run()
	gold := l.gold[w.start:w.end]
	for i := range n {
		gradient, moves := c.gradient(i, gold[i], &l.likelihood)
		if moves {
			l.step(c.of(i), &gradient)
		}
		if i > 0 {
			l.stepBetween(i, gold[i-1], gold[i])
		}
	}
}

// step moves the weights of a token's features.
func (l *learner) step(features []uint32, gradient *[crf.Tags]float32) {
	for _, f := range features {
		at := int(f) * crf.Tags
		w, s := l.weights[at:at+crf.Tags], l.squares[at:at+crf.Tags]
		for k, g := range gradient {
			if g != 0 {
				s[k] += g * g
				w[k] += rate * g / float32(math.Sqrt(float64(s[k]+damping)))
			}
		}
	}
}

// stepBetween moves the transitions into a token.
func (l *learner) stepBetween(i int, before, at crf.Tag) {
	expected := l.chain.pairs(i)
	for a := range crf.Tags {
		for b := range crf.Tags {
			g := -expected[a][b]
			if crf.Tag(a) == before && crf.Tag(b) == at {
				g++
			}
			if g > still/2 || g < -still/2 {
				l.between2[a][b] += float32(g * g)
				l.between[a][b] += rate * float32(g) / float32(math.Sqrt(float64(l.between2[a][b]+damping)))
			}
		}
	}
}
