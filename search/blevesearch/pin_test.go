package blevesearch

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/search"
)

func TestPinComesBack(t *testing.T) {
	want := &statistics{now: 1_748_779_200, lengths: [3]float64{6.5, 11.25, 420}, idf: []float64{0.5, 7.25, 0}}
	got, err := unpin(want.pin(), 3)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(statistics{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPinOfAnotherSearchIsRefused(t *testing.T) {
	pin := (&statistics{idf: []float64{1, 2}}).pin()
	for name, p := range map[string][]byte{
		"nothing": nil, "cut": pin[:len(pin)-1], "longer": append([]byte{}, append(pin, 0)...), "other version": append([]byte{9}, pin[1:]...),
	} {
		if _, err := unpin(p, 2); !errors.Is(err, search.ErrBadRequest) {
			t.Errorf("%s: error %v, want ErrBadRequest", name, err)
		}
	}
	if _, err := unpin(pin, 3); !errors.Is(err, search.ErrBadRequest) {
		t.Errorf("for three leaves: error %v, want ErrBadRequest", err)
	}
}
