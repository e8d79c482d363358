package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/analysis"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// suggestions are completions of what was typed.
type suggestions struct {
	Entities []counted `json:"entities"`
	Sources  []word    `json:"sources"`
	Words    []word    `json:"words" doc:"Words of headlines that begin as the last word typed"`
}

// word is a word or an outlet, with how many articles have it.
type word struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// headlines is how many of the newest headlines are read for their words.
const headlines = 100

// longestWord is the length in bytes, up to which a text may be the beginning of
// a word: Thai and Chinese have a whole sentence between two spaces.
const longestWord = 1000

// suggest answers GET /api/v1/suggest.
func (a *API) suggest(c echo.Context, in openapi.Input) error {
	ctx, prefix, size := c.Request().Context(), strings.TrimLeftFunc(in.Text("prefix"), unicode.IsSpace), in.Number(param.Size)
	out := suggestions{Entities: []counted{}, Sources: []word{}, Words: []word{}}
	facets := append(entityTypes(), schema.Source)
	request := counting(facets, size)
	request.FacetPrefix, request.FacetWords = map[string]string{}, true
	for _, f := range facets {
		request.FacetPrefix[f] = prefix
	}
	result, err := a.searcher.Search(ctx, request)
	if err != nil {
		return fmt.Errorf("api: suggest: %w", err)
	}
	for _, t := range facets {
		for _, v := range result.Facets[t].Values {
			switch {
			case v.Count == 0:
			case t == schema.Source:
				out.Sources = append(out.Sources, word{v.Value, v.Count})
			default:
				out.Entities = append(out.Entities, counted{Type: t, Name: v.Value, Count: v.Count})
			}
		}
	}
	slices.SortStableFunc(out.Entities, func(x, y counted) int { return cmp.Compare(y.Count, x.Count) })
	out.Entities = out.Entities[:min(size, len(out.Entities))]
	if out.Words, err = a.headlineWords(ctx, prefix, size); err != nil {
		return err
	}
	return writeHashed(c, out)
}

// headlineWords are words of the newest headlines that begin as the last word of
// a text does. A beginning of too many words has none.
func (a *API) headlineWords(ctx context.Context, text string, size int) ([]word, error) {
	words := []word{}
	fields := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(fields) == 0 {
		return words, nil
	}
	last := fields[len(fields)-1]
	if len(last) > longestWord {
		return words, nil
	}
	number := headlines
	result, err := a.searcher.Search(ctx, search.Request{
		Q: schema.Title + ":" + last + "*", Sort: search.Newest, Size: &number, Facets: []string{}, Interval: search.IntervalNone, NoHighlight: true,
	})
	if errors.Is(err, search.ErrTooCostly) {
		return words, nil
	}
	if err != nil {
		return nil, fmt.Errorf("api: suggest: %w", err)
	}
	counts, spelled := map[string]int{}, map[string]string{}
	for i := range result.Hits {
		for folded, as := range beginning(result.Hits[i].Title, analysis.Fold(last)) {
			counts[folded]++
			if spelled[folded] == "" {
				spelled[folded] = as
			}
		}
	}
	for folded, n := range counts {
		words = append(words, word{spelled[folded], n})
	}
	slices.SortFunc(words, func(x, y word) int { return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Text, y.Text)) })
	return words[:min(size, len(words))], nil
}

// beginning are a headline's words that begin so, by their folded form.
func beginning(title, prefix string) map[string]string {
	found := map[string]string{}
	for w := range strings.FieldsFuncSeq(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		w = strings.Trim(w, "-")
		if folded := analysis.Fold(w); strings.HasPrefix(folded, prefix) && folded != "" {
			found[folded] = w
		}
	}
	return found
}
