package main

import (
	"math"

	"github.com/dateline-search/dateline/index/tag/ner/crf"
)

// vector is a number a tag.
type vector [crf.Tags]float64

// chain finds how likely each tag is at each token of a window, by the forward
// and backward sums of Rabiner (1989), scaled to 1 at each token.
type chain struct {
	features                 []uint32
	ends                     []int
	emitted, forward, behind []vector
	between                  [crf.Tags]vector // the exponentials of the transitions, 0 where there is none
}

func (c *chain) reset(n int, between *[crf.Tags][crf.Tags]float32) {
	c.features = c.features[:0]
	if n > len(c.ends) {
		c.ends = make([]int, 2*n)
		c.emitted, c.forward, c.behind = make([]vector, 2*n), make([]vector, 2*n), make([]vector, 2*n)
	}
	c.ends = c.ends[:cap(c.ends)]
	for a := range crf.Tags {
		for b := range crf.Tags {
			if crf.Tag(b).Follows(crf.Tag(a)) {
				c.between[a][b] = math.Exp(float64(between[a][b]))
			}
		}
	}
	c.ends = c.ends[:n]
}

// of is the features of a token.
func (c *chain) of(i int) []uint32 {
	if i == 0 {
		return c.features[:c.ends[0]]
	}
	return c.features[c.ends[i-1]:c.ends[i]]
}

// emit sums up the weights of a token.
func (c *chain) emit(i int, weights []float32) {
	var sum [crf.Tags]float32
	for _, f := range c.of(i) {
		w := (*[crf.Tags]float32)(weights[int(f)*crf.Tags:])
		for k := range sum {
			sum[k] += w[k]
		}
	}
	greatest := sum[0]
	for _, v := range sum {
		greatest = max(greatest, v)
	}
	for k, v := range sum {
		c.emitted[i][k] = math.Exp(float64(v - greatest))
	}
}

func (c *chain) run() {
	n := len(c.ends)
	for i := range n {
		f := &c.forward[i]
		for b := range crf.Tags {
			var v float64
			switch {
			case i > 0:
				for a := range crf.Tags {
					v += c.forward[i-1][a] * c.between[a][b]
				}
			case crf.Tag(b).Starts():
				v = 1
			}
			f[b] = v * c.emitted[i][b]
		}
		f.normalize()
	}
	for i := n - 1; i >= 0; i-- {
		h := &c.behind[i]
		for a := range crf.Tags {
			var v float64
			switch {
			case i < n-1:
				for b := range crf.Tags {
					v += c.between[a][b] * c.emitted[i+1][b] * c.behind[i+1][b]
				}
			case crf.Tag(a).Ends():
				v = 1
			}
			h[a] = v
		}
		h.normalize()
	}
}

func (v *vector) normalize() {
	var sum float64
	for _, x := range v {
		sum += x
	}
	for k := range v {
		v[k] /= sum
	}
}

// gradient is where to move the weights of a token's features, and whether it is
// worth it.
func (c *chain) gradient(i int, gold crf.Tag, likelihood *float64) (g [crf.Tags]float32, moves bool) {
	var p vector
	for k := range p {
		p[k] = c.forward[i][k] * c.behind[i][k]
	}
	p.normalize()
	*likelihood += math.Log(max(p[gold], 1e-30))
	for k := range p {
		v := -p[k]
		if crf.Tag(k) == gold {
			v++
		}
		if v > still || v < -still {
			g[k] = float32(v)
			moves = true
		}
	}
	return g, moves
}

// pairs is how likely each pair of tags is at a token and the one before.
func (c *chain) pairs(i int) *[crf.Tags]vector {
	var p [crf.Tags]vector
	var sum float64
	for a := range crf.Tags {
		for b := range crf.Tags {
			p[a][b] = c.forward[i-1][a] * c.between[a][b] * c.emitted[i][b] * c.behind[i][b]
			sum += p[a][b]
		}
	}
	for a := range crf.Tags {
		for b := range crf.Tags {
			p[a][b] /= sum
		}
	}
	return &p
}
