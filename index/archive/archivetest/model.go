package archivetest

import (
	"cmp"
	"slices"
	"time"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/archive"
	"github.com/dateline-search/dateline/index/news"
)

// model is what an archive should answer, times left out.
type model struct {
	seq      uint64
	articles map[string]*entry
}

type entry struct {
	id      string
	texts   []news.Record // by version, from 1
	served  int           // the first version that is
	deleted bool
	killed  bool
	held    error      // why it is not shown; nil where it is
	order   news.Usage // when and as what it was sent last
	seq     uint64
}

func newModel() *model { return &model{articles: map[string]*entry{}} }

func (m *model) put(articles []news.Article) []index.Outcome {
	outcomes := make([]index.Outcome, len(articles))
	for i, a := range articles {
		e := m.articles[a.ID]
		if e == nil {
			e = &entry{id: a.ID, served: 1}
		}
		status := m.putOne(e, a)
		m.articles[a.ID] = e
		outcomes[i] = index.Outcome{ID: a.ID, Status: status, Seq: e.seq, Version: len(e.texts)}
	}
	return outcomes
}

func (m *model) putOne(e *entry, a news.Article) index.Status {
	isNew := m.articles[a.ID] == nil
	killed := e.deleted && e.killed
	switch {
	case killed && !e.order.Before(a.Usage), !killed && a.Usage.Before(e.order):
		return index.Unchanged
	case a.Usage.Status == news.Canceled && e.deleted:
		e.killed, e.order = true, order(a.Usage)
		return index.Unchanged
	case a.Usage.Status == news.Canceled:
		m.bury(e)
		e.killed, e.order = true, order(a.Usage)
		return index.Deleted
	case isNew, e.deleted:
		e.served = len(e.texts) + 1
		m.store(e, a)
		return index.Created
	case e.now().ContentHash() == a.ContentHash():
		e.order.Revision = max(e.order.Revision, a.Usage.Revision)
		if a.Usage.Sent.After(e.order.Sent) {
			e.order.Sent = a.Usage.Sent
		}
		return index.Unchanged
	}
	m.store(e, a)
	return index.Updated
}

// order is what of a usage tells which of two texts is the newer.
func order(u news.Usage) news.Usage { return news.Usage{Revision: u.Revision, Sent: u.Sent} }

func (m *model) store(e *entry, a news.Article) {
	m.seq++
	e.seq, e.deleted, e.killed, e.held = m.seq, false, false, nil
	if o := order(a.Usage); o != (news.Usage{}) {
		e.order = o
	}
	switch {
	case a.Usage.Status == news.Withheld:
		e.held = &index.HeldError{}
	case a.Usage.Embargo.After(time.Now()): // none ends while a test runs
		e.held = &index.HeldError{Until: a.Usage.Embargo}
	}
	e.texts = append(e.texts, news.Record{Article: a, Seq: m.seq, Version: len(e.texts) + 1})
}

func (m *model) bury(e *entry) {
	m.seq++
	e.seq, e.deleted, e.held = m.seq, true, nil
}

func (e *entry) now() *news.Record { return &e.texts[len(e.texts)-1] }

// record is the article as it is now, or its tombstone.
func (e *entry) record() news.Record {
	if !e.deleted && e.held == nil {
		return *e.now()
	}
	return news.Record{Article: news.Article{ID: e.id}, Seq: e.seq, Version: len(e.texts), Deleted: true}
}

func (m *model) delete(id string) (index.Outcome, error) {
	e := m.articles[id]
	switch {
	case e == nil:
		return index.Outcome{}, index.ErrNotFound
	case e.deleted:
		return index.Outcome{}, index.ErrGone
	}
	m.bury(e)
	return index.Outcome{ID: id, Status: index.Deleted, Seq: e.seq, Version: len(e.texts)}, nil
}

func (m *model) find(id string) (*entry, error) {
	e := m.articles[id]
	switch {
	case e == nil:
		return nil, index.ErrNotFound
	case e.deleted:
		return nil, index.ErrGone
	}
	return e, e.held
}

func (m *model) get(id string) (news.Record, error) {
	e, err := m.find(id)
	if err != nil {
		return news.Record{}, err
	}
	return e.record(), nil
}

func (m *model) getMany(ids []string) []news.Record {
	var records []news.Record
	for _, id := range ids {
		if r, err := m.get(id); err == nil {
			records = append(records, r)
		}
	}
	return records
}

func (m *model) since(seq uint64, limit int) []news.Record {
	var records []news.Record
	for _, e := range m.articles {
		if e.seq > seq {
			records = append(records, e.record())
		}
	}
	slices.SortFunc(records, func(a, b news.Record) int { return cmp.Compare(a.Seq, b.Seq) })
	return records[:min(limit, len(records))]
}

func (m *model) count() int {
	n := 0
	for _, e := range m.articles {
		if !e.deleted && e.held == nil {
			n++
		}
	}
	return n
}

func (m *model) versions(id string) ([]archive.Version, error) {
	e, err := m.find(id)
	if err != nil {
		return nil, err
	}
	var versions []archive.Version
	for n := e.served; n <= len(e.texts); n++ {
		versions = append(versions, archive.Version{Number: n, Current: n == len(e.texts)})
	}
	return versions, nil
}

func (m *model) getVersion(id string, number int) (news.Record, error) {
	e := m.articles[id]
	switch {
	case e == nil || number < 1 || number > len(e.texts):
		return news.Record{}, index.ErrNotFound
	case e.held != nil:
		return news.Record{}, e.held
	case e.deleted || number < e.served:
		return news.Record{}, index.ErrGone
	}
	return e.texts[number-1], nil
}
