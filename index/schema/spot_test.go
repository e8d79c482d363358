package schema

import (
	"math"
	"testing"

	"github.com/dateline-search/dateline/index/analysis"
)

func TestSpotComesBack(t *testing.T) {
	for _, p := range []Spot{
		{}, {Capitals: 1}, {Capitals: math.MaxUint32, Before: analysis.MaxCommon, After: analysis.MaxCommon}, {Before: 1}, {After: 300},
	} {
		if got := SpotOf(p.Numbers()); got != p {
			t.Errorf("%+v came back as %+v", p, got)
		}
	}
	if analysis.MaxCommon >= 1<<beforeBits {
		t.Errorf("%d common words, and room for %d", analysis.MaxCommon, 1<<beforeBits-1)
	}
}
