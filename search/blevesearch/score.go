package blevesearch

import (
	"context"
	"math"
	"time"

	"github.com/RoaringBitmap/roaring/v2"
)

// The score of an article is BM25 over weighted fields (BM25F), after Robertson
// and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
// Foundations and Trends in Information Retrieval 3(4), 2009, section 3.6:
//
//	score = Σ over the query's words and phrases:  idf · tf·(k1+1) / (tf + k1)
//	tf    = Σ over fields:  weight · frequency / (1 − b + b·length/average)
//	idf   = ln(1 + (N − n + 0.5) / (n + 0.5))
//
// A word's forms count as one word: their frequencies are added, those of other
// forms than the one asked for by formWeight, and n is the number of articles that
// have any of them in any of the fields. N counts the articles that can be found;
// the average length of a field is that of the articles that have it. The idf of a
// phrase is the sum of its words', that of words near each other the sum of the
// sides', alternatives counting as one word. A weight that the query gives
// multiplies what it stands at.
//
// The constants are those at which two collections of judged queries, TIME and
// Cranfield, are ranked well both; a wide range around them is hardly worse. k1 is
// higher than where fields have no weights, since weights make frequencies larger.
const (
	k1         = 3
	b          = 0.65
	formWeight = 0.4
)

// liftWeight is what a pair of words that the query has side by side counts where
// they stand close together, of what it would count if it was asked for. That
// lifts TIME from 0.780 to 0.783 and Cranfield from 0.371 to 0.374 (nDCG@10); with
// twice as much both fall. Tao and Zhai, "An Exploration of Proximity Measures in
// Information Retrieval" (SIGIR 2007), found likewise that proximity helps as a
// small addition.
const liftWeight = 0.15

// The recency prior makes newer articles weigh a little more: a score is
// multiplied by 1 + recencyGain/(1 + age/recencyAge), which is 1.2 for what has
// just come, 1.1 after a month, 1.015 after a year. It decides between articles
// that fit alike, and lifts none over one that fits clearly better.
const (
	recencyGain = 0.2
	recencyAge  = 30 * 24 * time.Hour
)

// statistics is what scores are made with; the pages of a search share one.
type statistics struct {
	now     int64 // Unix seconds; recency is counted from here
	lengths [3]float64
	idf     []float64 // by scored leaf, in the order of the query
	norms   [3][]float64
}

// tabled is how many lengths have their norm in a table. Longer texts are rare.
const tabled = 1024

// tabulate makes the table of norms: a division takes longer than all else that
// is done for a posting.
func (st *statistics) tabulate() {
	for field, average := range st.lengths {
		st.norms[field] = make([]float64, tabled)
		for length := range tabled {
			st.norms[field][length] = norm(uint32(length), average)
		}
	}
}

// norm is what the frequency of a word in a text of a length is multiplied by.
func norm(length uint32, average float64) float64 {
	return 1 / (1 - b + b*float64(length)/average)
}

// idf weighs a word that n of all articles have.
func idf(n, all int) float64 {
	return math.Log1p((float64(all-n) + 0.5) / (float64(n) + 0.5))
}

// recency is the prior of an article of this time.
func (st *statistics) recency(sortTime int64) float64 {
	age := max(0, float64(st.now-sortTime)) / recencyAge.Seconds()
	return 1 + recencyGain/(1+age)
}

// score adds to sc.score what the scored leaves give the matching documents.
func (h *hunt) score(ctx context.Context, sc *scratch, st *statistics) error {
	sc.size(int(h.seg.raw.FullSize()))
	for i, leaf := range h.prog.scored {
		f := &h.found[leaf]
		if st.idf[i] == 0 {
			continue
		}
		if h.prog.leaves[leaf].lifts {
			if err := h.verifyLeaf(ctx, leaf, h.matches); err != nil {
				return err
			}
		}
		docs := roaring.And(f.docs, h.matches)
		for j := range f.fields {
			if err := h.addFrequencies(sc, st, &f.fields[j], docs); err != nil {
				return err
			}
		}
		sc.saturate(docs, h.prog.weights[i]*st.idf[i])
	}
	return nil
}

// saturate turns the frequencies of one leaf into score.
func (sc *scratch) saturate(docs *roaring.Bitmap, weight float64) {
	for it := docs.ManyIterator(); ; {
		n := it.NextMany(sc.block[:])
		if n == 0 {
			return
		}
		for _, doc := range sc.block[:n] {
			tf := float64(sc.tf[doc])
			sc.score[doc] += float32(weight * tf * (k1 + 1) / (tf + k1))
			sc.tf[doc] = 0
		}
	}
}

// addFrequencies adds the weighted frequencies of a leaf in one field of docs.
func (h *hunt) addFrequencies(sc *scratch, st *statistics, ff *foundField, docs *roaring.Bitmap) error {
	w := weigher{sc.tf, &h.seg.columns.lengths[ff.text], st.norms[ff.text], st.lengths[ff.text]}
	if ff.verified {
		ff.eachCounted(sc, docs, func(docs, times []uint32) { w.add(docs, times, ff.weight) })
		return nil
	}
	for _, f := range ff.words[0].forms {
		err := h.eachPosting(sc, f.postings, docs, func(docs, times []uint32) {
			w.add(docs, times, ff.weight*f.weight)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// weigher adds frequencies in one field, by the lengths of the texts.
type weigher struct {
	tf      []float32
	lengths *lengths
	norms   []float64
	average float64
}

func (w *weigher) add(docs, times []uint32, weight float64) {
	tf, short, norms := w.tf, w.lengths.short, w.norms
	for i, doc := range docs {
		if length := short[doc]; int(length) < len(norms) {
			tf[doc] += float32(weight * float64(times[i]) * norms[length])
		} else {
			tf[doc] += float32(weight * float64(times[i]) * norm(w.lengths.of(doc), w.average))
		}
	}
}

// eachCounted walks the frequencies that were counted in some documents, a block at
// a time.
func (ff *foundField) eachCounted(sc *scratch, in *roaring.Bitmap, do func(docs, times []uint32)) {
	all, times := ff.docs.AndCardinality(in) == ff.docs.GetCardinality(), ff.times
	for it := ff.docs.ManyIterator(); ; {
		n := it.NextMany(sc.block[:])
		if n == 0 {
			return
		}
		if all {
			do(sc.block[:n], times[:n])
		} else {
			do(sc.within(in, times[:n]))
		}
		times = times[n:]
	}
}

// within keeps of the block the documents that are in a set, with their times.
func (sc *scratch) within(set *roaring.Bitmap, times []uint32) (docs, of []uint32) {
	docs, of = sc.block[:0], sc.times[:0]
	for i, doc := range sc.block[:len(times)] {
		if set.Contains(doc) {
			docs, of = append(docs, doc), append(of, times[i])
		}
	}
	return docs, of
}

// eachPosting walks a term's frequencies in some documents, a block at a time.
func (h *hunt) eachPosting(sc *scratch, p postings, in *roaring.Bitmap, do func(docs, times []uint32)) error {
	docs := p.among(in)
	if docs.IsEmpty() {
		return nil
	}
	if details, ok := h.terms.details(p); ok {
		details.Each(docs, sc.block[:], sc.times[:], do)
		return nil
	}
	h.walked = p.iterator(docs, false, h.walked)
	for {
		posting, err := h.walked.Next()
		if err != nil || posting == nil {
			return err
		}
		do([]uint32{uint32(posting.Number())}, []uint32{uint32(posting.Frequency())})
	}
}
