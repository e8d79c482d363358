package searchtest_test

import (
	"testing"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/searchtest"
)

func TestFake(t *testing.T) {
	searchtest.Run(t, func(_ *testing.T, docs []index.Document) (search.Backend, searchtest.Add) {
		fake := searchtest.NewFake(docs...)
		return fake, fake.Add
	})
}
