package conll_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index/tag/ner/conll"
	"github.com/dateline-search/dateline/index/tag/ner/crf"
)

func span(start, end, kind int) crf.Span { return crf.Span{Start: start, End: end, Kind: kind} }

func TestRead(t *testing.T) {
	text := "-DOCSTART-\tO\n\nAnn\tB-PER\nMoss\tI-PER\nof\tO\nOslo\tB-LOC\nBergen\tB-LOC\n\nUN\tI-ORG\n\n-DOCSTART-\tO\n\nhere\tO\n"
	documents, err := conll.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var got [][][]crf.Span
	for _, d := range documents {
		var spans [][]crf.Span
		for i := range d {
			spans = append(spans, d[i].Spans())
		}
		got = append(got, spans)
	}
	want := [][][]crf.Span{
		{{span(0, 2, crf.Person), span(3, 4, crf.Place), span(4, 5, crf.Place)}, {span(0, 1, crf.Org)}},
		{nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"Ann B-PER\n", "Ann\tB-MISC\n", "Ann\tPER\n", "Ann\tB-\n"} {
		if _, err := conll.Read(strings.NewReader("x\tO\n" + text)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: error %v, want one that names line 2", text, err)
		}
	}
}

// Worked by hand: of three names two are found, one of them with the right type,
// and one more that is none. Precision and recall are a third each.
func TestScore(t *testing.T) {
	s := &conll.Score{}
	s.Add([]crf.Span{span(0, 2, crf.Person), span(3, 4, crf.Place)}, []crf.Span{span(0, 2, crf.Person), span(3, 4, crf.Org)})
	s.Add([]crf.Span{span(1, 2, crf.Org)}, []crf.Span{span(1, 3, crf.Org)})
	if got := s.F1(); got < 33.3 || got > 33.4 {
		t.Errorf("F1 %.2f, want 33.33", got)
	}
	if got := s.F1(crf.Person); got != 100 {
		t.Errorf("F1 of people %.2f, want 100", got)
	}
	if got := s.F1(crf.Place); got != 0 {
		t.Errorf("F1 of places %.2f, want 0", got)
	}
	if s.Names() != 3 {
		t.Errorf("%d names, want 3", s.Names())
	}
}
