package crf_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/tag/ner/crf"
)

// Which tags may stand side by side, written out by hand for one type and for two.
func TestFollows(t *testing.T) {
	b, i, l, u := crf.NewTag(crf.Org, crf.Begin), crf.NewTag(crf.Org, crf.Inside), crf.NewTag(crf.Org, crf.Last), crf.NewTag(crf.Org, crf.Unit)
	person := crf.NewTag(crf.Person, crf.Inside)
	tests := []struct {
		before crf.Tag
		may    []crf.Tag
	}{
		{crf.Outside, []crf.Tag{crf.Outside, b, u}},
		{b, []crf.Tag{i, l}},
		{i, []crf.Tag{i, l}},
		{l, []crf.Tag{crf.Outside, b, u}},
		{u, []crf.Tag{crf.Outside, b, u}},
		{person, nil},
	}
	for _, tt := range tests {
		var got []crf.Tag
		for _, tag := range []crf.Tag{crf.Outside, b, i, l, u} {
			if tag.Follows(tt.before) {
				got = append(got, tag)
			}
		}
		if diff := cmp.Diff(tt.may, got); diff != "" {
			t.Errorf("behind %d: want (-), got (+):\n%s", tt.before, diff)
		}
	}
}

func TestSpansAreWhatMarkMade(t *testing.T) {
	want := []crf.Span{{Start: 0, End: 1, Kind: crf.Place}, {Start: 1, End: 3, Kind: crf.Org}, {Start: 4, End: 8, Kind: crf.Person}}
	tags := make([]crf.Tag, 9)
	for _, s := range want {
		s.Mark(tags)
	}
	if diff := cmp.Diff(want, crf.Spans(nil, tags)); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	broken := []crf.Tag{
		crf.NewTag(crf.Org, crf.Begin), crf.NewTag(crf.Place, crf.Last), crf.NewTag(crf.Org, crf.Last), crf.NewTag(crf.Org, crf.Begin),
	}
	if got := crf.Spans(nil, broken); got != nil {
		t.Errorf("tags that are no names give %v", got)
	}
}

// best tries every chain there is.
func best(scores []crf.Scores, tr *crf.Transitions, before crf.Tag, i int) (int32, bool) {
	if i == len(scores) {
		return 0, before.Ends()
	}
	var most int32
	found := false
	for k := range crf.Tags {
		tag := crf.Tag(k)
		if i == 0 && !tag.Starts() || i > 0 && !tag.Follows(before) {
			continue
		}
		rest, ok := best(scores, tr, tag, i+1)
		score := scores[i][k] + rest
		if i > 0 {
			score += tr[before][k]
		}
		if ok && (!found || score > most) {
			most, found = score, true
		}
	}
	return most, found
}

func TestBestIsTheBestOfAllChains(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 1))
	var d crf.Decoder
	for n := range 60 {
		scores := make([]crf.Scores, 1+n%5)
		var tr crf.Transitions
		for i := range scores {
			for k := range scores[i] {
				scores[i][k] = int32(chance.IntN(2000)) - 1000
			}
		}
		for a := range tr {
			for b := range tr[a] {
				tr[a][b] = int32(chance.IntN(400)) - 200
			}
		}
		want, _ := best(scores, &tr, crf.Outside, 0)
		tags := d.Best(scores, &tr)
		var got int32
		for i, tag := range tags {
			got += scores[i][tag]
			if i > 0 {
				if !tag.Follows(tags[i-1]) {
					t.Fatalf("%v: %d behind %d", tags, tag, tags[i-1])
				}
				got += tr[tags[i-1]][tag]
			}
		}
		if got != want || len(tags) != len(scores) {
			t.Fatalf("%v scores %d, the best chain %d", tags, got, want)
		}
	}
}

// A chain of a million tokens must not wrap around.
func TestBestOfALongChain(t *testing.T) {
	scores := make([]crf.Scores, 1<<20)
	for i := range scores {
		for k := range scores[i] {
			scores[i][k] = -30_000
		}
		scores[i][crf.NewTag(crf.Place, crf.Unit)] = 30_000
	}
	var d crf.Decoder
	for i, tag := range d.Best(scores, &crf.Transitions{}) {
		if tag != crf.NewTag(crf.Place, crf.Unit) {
			t.Fatalf("token %d is %d", i, tag)
		}
	}
}

func learnt() *crf.Learnt {
	l := &crf.Learnt{Least: 0.2}
	for i := range 1000 {
		w := crf.Weight{Feature: uint64(i+1) * 0x9E3779B97F4A7C15}
		w.Tags[i%crf.Tags] = float32(i%9) - 4
		w.Tags[(i+3)%crf.Tags] = 0.1
		l.Weights = append(l.Weights, w)
	}
	l.Transitions[0][1] = -1.5
	return l
}

// What is read sums up to what was learnt, to the width of a byte's step.
func TestReadWhatWasWritten(t *testing.T) {
	l := learnt()
	var b bytes.Buffer
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	table, tr, err := crf.Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var features []uint64
	var want [crf.Tags]float64
	for _, w := range l.Weights[100:180] {
		features = append(features, w.Feature, w.Feature+1) // the second is unknown
		for k, v := range w.Tags {
			if kept(&w) {
				want[k] += float64(v)
			}
		}
	}
	var sum, half crf.Sum
	table.Add(&half, features[:60])
	table.Add(&sum, features[60:])
	sum.Plus(&half)
	var got crf.Scores
	sum.Scores(&got)
	unit := 1000 / float64(table.Units(1000))
	for k, v := range got {
		if d := float64(v)*unit - want[k]; d > 1 || d < -1 {
			t.Errorf("tag %d: %.2f, want %.2f", k, float64(v)*unit, want[k])
		}
	}
	if d := float64(tr[0][1])*unit + 1.5; d > 0.05 || d < -0.05 {
		t.Errorf("transition: off by %.2f", d)
	}
}

// kept reports whether some weight is worth keeping.
func kept(w *crf.Weight) bool {
	for _, v := range w.Tags {
		if v >= 0.2 || v <= -0.2 {
			return true
		}
	}
	return false
}

func TestWriteIgnoresTheOrder(t *testing.T) {
	a, b := learnt(), learnt()
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(b.Weights), func(i, j int) { b.Weights[i], b.Weights[j] = b.Weights[j], b.Weights[i] })
	var x, y bytes.Buffer
	if err := a.Write(&x); err != nil {
		t.Fatal(err)
	}
	if err := b.Write(&y); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(x.Bytes(), y.Bytes()) {
		t.Error("the order of the weights shows in the file")
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := learnt().Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(b.Bytes()[:b.Len()/2])
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 684 { // where the number of features stands: the table is made for it
			file[683] = 0
		}
		table, _, err := crf.Read(bytes.NewReader(file))
		if err == nil {
			table.Add(&crf.Sum{}, []uint64{0, 1 << 40, 1<<64 - 1})
		}
	})
}
