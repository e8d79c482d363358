package blevesearch_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/bleveindex"
	"github.com/dateline-search/dateline/index/schema"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/blevesearch"
	"github.com/dateline-search/dateline/search/query"
)

// TestPagesWhileTheIndexChanges holds that the pages of a search, joined, are the
// one big page that it had at its beginning, however much is written meanwhile: new
// articles come in between, and those that were there come again as they are.
func TestPagesWhileTheIndexChanges(t *testing.T) {
	const articles = 150
	for _, collapse := range []bool{false, true} {
		for _, by := range []search.Sort{search.Relevance, search.Newest, search.Oldest} {
			t.Run(fmt.Sprint(by, collapse), func(t *testing.T) {
				store := open(t)
				docs := harbours(articles)
				write(t, store, docs)
				engine := blevesearch.New(store.Acquire, blevesearch.Options{})
				p := full(query.Or{Nodes: []query.Node{query.Word{Term: "harbour"}, query.Word{Term: "plans"}}}, by)
				p.Collapse, p.Facets, p.Size = collapse, nil, articles
				whole, err := engine.Find(t.Context(), p)
				if err != nil {
					t.Fatal(err)
				}
				w := newWriter(t, store, docs)
				p.Size, p.Pin = 7, whole.Pin // the first page is of the same moment
				joined := pages(t, engine, p, w.wrote)
				w.end()
				if diff := cmp.Diff(known(whole.Hits), known(joined)); diff != "" {
					t.Errorf("(-one page +joined):\n%s", diff)
				}
			})
		}
	}
}

// harbours are articles of several scores, times and groups.
func harbours(n int) []index.Document {
	docs := make([]index.Document, n)
	for i := range docs {
		docs[i] = article(i, 0)
		docs[i].Body += strings.Repeat(" harbour and quay", i%5)
		docs[i].FirstSeen = docs[i].FirstSeen.AddDate(0, 0, -(i*7)%31)
		if i%3 == 0 {
			docs[i].Group = schema.GroupOf(article(i%30, 0).ID)
		}
	}
	return docs
}

// writer writes until its end: what is new, and some of the articles as they are.
type writer struct {
	stop, wrote chan struct{}
	done        sync.WaitGroup
}

func newWriter(t *testing.T, store *bleveindex.Store, docs []index.Document) *writer {
	w := &writer{stop: make(chan struct{}), wrote: make(chan struct{})}
	w.done.Go(func() {
		g := rand.New(rand.NewPCG(1, 2))
		for n := 0; ; n++ {
			added := article(9000+n%900, n)
			if n%2 == 0 {
				added.FirstSeen = docs[g.IntN(len(docs))].FirstSeen
			}
			write(t, store, []index.Document{added, docs[g.IntN(len(docs))], docs[g.IntN(len(docs))]})
			select {
			case <-w.stop:
				return
			case w.wrote <- struct{}{}:
			}
		}
	})
	return w
}

func (w *writer) end() {
	close(w.stop)
	w.done.Wait()
}

// pages joins the pages of a plan, while something is written before each.
func pages(t *testing.T, b search.Backend, p *search.Plan, wrote <-chan struct{}) (all []search.Found) {
	t.Helper()
	for {
		<-wrote
		a, err := b.Find(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, a.Hits...); !a.More {
			return all
		}
		p.After, p.Pin = &a.Hits[len(a.Hits)-1].Position, a.Pin
	}
}

// known are the ids of hits that were there at the beginning.
func known(hits []search.Found) []string {
	ids := make([]string, 0, len(hits))
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return slices.DeleteFunc(ids, func(id string) bool { return id >= "9" })
}
