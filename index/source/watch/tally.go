package watch

import (
	"strings"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/index/news"
	"github.com/dateline-search/dateline/index/source"
)

var _ index.Source = (*tally)(nil)

// tally counts for each file what is read from it.
type tally struct {
	*source.Walker
	files map[string]*intake.File
}

// Next returns the next article.
func (t *tally) Next() (news.Article, error) {
	a, err := t.Walker.Next()
	if f := t.files[t.Name()]; err == nil && f != nil {
		f.Articles++
	}
	return a, err
}

// reject notes why something was rejected. It may stand in a file inside of the
// file.
func (t *tally) reject(r *index.Rejection) {
	for name := r.File; name != ""; name = name[:max(0, strings.LastIndexByte(name, '/'))] {
		f := t.files[name]
		if f == nil {
			continue
		}
		if f.Rejected++; f.Error == "" {
			f.Error = r.Error()
		}
		return
	}
}
