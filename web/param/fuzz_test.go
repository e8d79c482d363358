package param

import (
	"errors"
	"net/url"
	"testing"

	"github.com/dateline-search/dateline/search"
)

// Whatever a URL holds, it is a search, or a bad request that says why.
func FuzzBind(f *testing.F) {
	for _, seed := range []string{
		"q=a&from=2025-05&to=2025-05-08T10:00:00Z&tz=Asia/Kolkata", "tz=%2B05:30&from=9999", "person=-A&person=B&facets=none", "size=-1",
		"facet_prefix=person:rub&facet_prefix=x", "cursor=%00", "mentions_from=0000-00-00", "interval=day&collapse=maybe",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		values, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		if _, err := Bind(values); err != nil && (!errors.Is(err, search.ErrBadRequest) || err.Error() == "") {
			t.Errorf("%q: %v", raw, err)
		}
		_, _ = Read(values, SearchSpecs())
	})
}
