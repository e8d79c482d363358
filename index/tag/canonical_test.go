package tag

import (
	"strings"
	"testing"

	"github.com/dateline-search/dateline/index/news"
)

func TestCanonical(t *testing.T) {
	tagger, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kind news.EntityType
		name string
		want string
	}{
		{news.Org, "U.N.", "United Nations"},
		{news.Org, "联合国", "United Nations"},
		{news.Place, "us", "United States"},
		{news.Person, "Rubio", "Marco Rubio"},
		{news.Person, "Marco Rubio", ""},
		{news.Place, "Rubio", ""},
		{news.Place, "Rubio of Greywick", ""},
		{news.Org, "COVID-19", ""},
		{news.Person, "", ""},
	} {
		if got := strings.Join(tagger.Canonical(c.kind, c.name), ","); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.name, got, c.want)
		}
	}
}
