package api

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// answer says what became of one article.
type answer struct {
	ID     string       `json:"id"`
	Status index.Status `json:"status"`
	Error  string       `json:"error,omitempty"`
}

// taking takes the articles of one request in, a chunk at a time, and keeps an
// answer for each.
type taking struct {
	ingester Ingester
	limits   Limits
	gate     *gate
	tell     func(index.Report, []*index.Rejection)
	answers  []answer
	articles []news.Article // the chunk that is being filled
	places   []int          // of its articles in answers
	bytes    int
	stored   int
	last     uint64 // the highest sequence number so far

	report   index.Report // of what was not told yet
	rejected []*index.Rejection
}

// take begins to take in what a client sends.
func (a *API) take(c echo.Context) *taking {
	client, _ := c.Get(Who).(string)
	return &taking{ingester: a.ingester, limits: a.limits, gate: a.gate, tell: func(r index.Report, rejected []*index.Rejection) {
		a.pushed(client, r, rejected)
	}}
}

// all takes in every item. What was read before an error is stored nevertheless.
func (in *taking) all(ctx context.Context, from items) error {
	err := in.readAll(ctx, from)
	if flushErr := in.flush(ctx); err == nil {
		err = flushErr
	}
	in.told()
	if err != nil && in.stored > 0 {
		return &PartialError{Stored: in.stored, Err: err}
	}
	return err
}

func (in *taking) readAll(ctx context.Context, from items) error {
	for {
		it, err := from.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case len(in.answers) == in.limits.Articles:
			return fmt.Errorf("%w: a request holds at most %d articles", ErrTooLarge, in.limits.Articles)
		}
		in.add(it)
		if len(in.articles) == chunk || in.bytes >= chunkBytes || in.gate.full() {
			if err := in.flush(ctx); err != nil {
				return err
			}
		}
	}
}

// add takes an article in, or answers that it is rejected.
func (in *taking) add(it item) {
	article, err := news.Article{}, it.err
	if err == nil {
		article, err = decode(it.raw)
	}
	if err != nil {
		in.refuse(article.ID, err, index.NewItem(index.FormObject, it.raw))
		return
	}
	in.push(article, len(it.raw))
}

// refuse answers that an article is rejected.
func (in *taking) refuse(id string, err error, item index.Item) {
	in.answers = append(in.answers, answer{ID: id, Status: index.Rejected, Error: said(err)})
	in.note(len(in.answers), err, item)
	if in.report.Count(index.Rejected); len(in.rejected) >= chunk {
		in.told()
	}
}

// note keeps why the n-th article was rejected; the line where it stands, where it
// has one.
func (in *taking) note(n int, err error, item index.Item) {
	if at := (*index.Rejection)(nil); errors.As(err, &at) {
		n, err = at.Line, at.Err
	}
	in.rejected = append(in.rejected, &index.Rejection{Line: n, Err: err, Item: item})
}

// told hands on what became of what was sent since the last time.
func (in *taking) told() {
	if in.report.Read > 0 {
		in.tell(in.report, in.rejected)
	}
	in.report, in.rejected = index.Report{}, nil
}

// push puts an article into the chunk and keeps a place for its answer.
func (in *taking) push(a news.Article, size int) {
	in.places = append(in.places, len(in.answers))
	in.answers = append(in.answers, answer{ID: a.ID})
	in.articles = append(in.articles, a)
	in.bytes += size
	in.gate.held.Add(int64(size))
}

// flush hands the chunk on.
func (in *taking) flush(ctx context.Context) error {
	if len(in.articles) == 0 {
		return nil
	}
	outcomes, err := in.ingester.Put(ctx, in.articles)
	in.gate.held.Add(-int64(in.bytes))
	if err != nil {
		return fmt.Errorf("api: take articles in: %w", err)
	}
	for i, o := range outcomes {
		in.answers[in.places[i]] = in.answer(o)
		if in.report.Count(o.Status); o.Status == index.Rejected {
			in.note(in.places[i]+1, o.Err, index.ItemOf(&in.articles[i]))
		}
	}
	in.told()
	in.articles, in.places, in.bytes = in.articles[:0], in.places[:0], 0
	return nil
}

func (in *taking) answer(o index.Outcome) answer {
	in.last = max(in.last, o.Seq)
	if o.Status == index.Rejected && o.Err != nil {
		return answer{ID: o.ID, Status: o.Status, Error: said(o.Err)}
	}
	in.stored++
	return answer{ID: o.ID, Status: o.Status}
}

// wait returns when everything that was stored can be searched.
func wait(ctx context.Context, g Ingester, limits Limits, seq uint64) error {
	if seq == 0 {
		return nil
	}
	limited, cancel := context.WithTimeout(ctx, limits.Wait)
	defer cancel()
	if err := g.Wait(limited, seq); err != nil {
		return fmt.Errorf("%w: %w", ErrNotSearchable, err)
	}
	return nil
}
