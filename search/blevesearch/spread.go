package blevesearch

import (
	"context"
	"fmt"
	"sync"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
)

const (
	// inAll is how many words all expressions of a query may stand for, where one may
	// not stand for more: each takes a few hundred bytes in every segment that has it.
	inAll = 4 * DefaultMaxTerms
	// maxSeen is how many words of dictionaries are looked at for a query: about a
	// second of one core. A million articles have some three million, counted in
	// each segment and field.
	maxSeen = 1 << 25
)

// spread finds the words that each prefix, pattern or fuzzy word stands for, one
// after the other, in all segments at a time. The segments remember them. It fails
// with search.ErrTooCostly before anything is made of them.
func (f *find) spread(ctx context.Context) error {
	done, most, all := map[query.Word]bool{}, f.engine.opts.MaxTerms, 0
	for _, leaf := range f.prog.leaves {
		for _, w := range leaf.words {
			if !w.Expands() || done[w] {
				continue
			}
			done[w] = true
			n, err := f.spreadWord(ctx, w)
			f.prog.automata.forget(w)
			if err != nil {
				return err
			}
			if n > most {
				return tooCostly(w.String(), "words", most)
			}
			if all += n; all > max(most, inAll) {
				return fmt.Errorf("%w: the words with * ? or ~ stand for more than %d together; make them longer or fewer", search.ErrTooCostly, max(most, inAll))
			}
			if f.prog.seen.Load() > maxSeen {
				return fmt.Errorf("%w: the words with * ? or ~ take too long to look up; use fewer, or give more of their first letters", search.ErrTooCostly)
			}
		}
	}
	return nil
}

// spreadWord counts the words that one stands for, over all segments and fields;
// those beyond the limit it need not count.
func (f *find) spreadWord(ctx context.Context, w query.Word) (int, error) {
	var mu sync.Mutex
	distinct := map[string]bool{}
	err := f.each(ctx, func(_ *scratch, i int) error {
		for _, field := range textFields([]query.Word{w}) {
			names, err := f.hunts[i].expanded(field.name, w, f.engine.opts.MaxTerms)
			if err != nil {
				return err
			}
			mu.Lock()
			for _, name := range names {
				distinct[name] = true
			}
			mu.Unlock()
		}
		return nil
	})
	return len(distinct), err
}
