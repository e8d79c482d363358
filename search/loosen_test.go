package search_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/searchtest"
)

// Of few words as many are asked for as any article has; of many, about so many,
// and in few steps.
func TestMatchMostOfMany(t *testing.T) {
	words := func(from, to int) (list []string) {
		for i := from; i < to; i++ {
			list = append(list, fmt.Sprintf("w%03d", i))
		}
		return list
	}
	for _, c := range []struct{ all, has, from, searches int }{
		{16, 7, 7, 7}, {18, 1, 1, 7}, {100, 60, 54, 8}, {400, 100, 76, 8}, {400, 0, 0, 9}, {400, 1, 1, 9},
	} {
		fake := searchtest.NewFake(article("a", strings.Join(words(0, c.has), " ")), article("b", "nothing else"))
		searches := 0
		s := search.New(search.Options{Articles: texts{}, Backend: engine(func(ctx context.Context, p *search.Plan) (*search.Answer, error) {
			searches++
			return fake.Find(ctx, p)
		})})
		result, err := s.Search(t.Context(), search.Request{Q: strings.Join(words(0, c.all), " ")})
		if err != nil {
			t.Fatal(err)
		}
		if (result.Total == 1) != (c.has > 0) || searches > c.searches {
			t.Errorf("%d of %d words: %d articles in %d searches", c.has, c.all, result.Total, searches)
		}
		least := 0
		for _, n := range result.Query.Notes {
			for _, d := range n.Reason.Details {
				if n, is := d.Value.(int); is && d.Name == "least" {
					least = n
				}
			}
		}
		if least < c.from || least > c.has {
			t.Errorf("%d of %d words: at least %d are said, want %d to %d", c.has, c.all, least, c.from, c.has)
		}
	}
}
