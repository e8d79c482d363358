package span_test

import (
	"testing"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/search/span"
)

func TestAround(t *testing.T) {
	const text = "The ferry sails. It is late.\n\nThe quay is open. Nobody waits."
	tokens := analysis.Tokens(text)
	for _, tt := range []struct {
		unit     query.Unit
		token    int
		from, to int
	}{
		{query.Sentence, 0, 0, 3},
		{query.Sentence, 2, 0, 3},
		{query.Sentence, 3, 3, 6},
		{query.Sentence, 6, 6, 10},
		{query.Sentence, 11, 10, 12},
		{query.Paragraph, 0, 0, 6},
		{query.Paragraph, 5, 0, 6},
		{query.Paragraph, 6, 6, 12},
		{query.Paragraph, 11, 6, 12},
	} {
		if from, to := span.Around(tt.unit, text, tokens, tt.token); from != tt.from || to != tt.to {
			t.Errorf("unit %v around token %d: %d to %d, want %d to %d", tt.unit, tt.token, from, to, tt.from, tt.to)
		}
	}
}
