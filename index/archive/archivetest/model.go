package archivetest

import (
	"cmp"
	"slices"

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
	texts   []news.Record // by version, from 1
	served  int           // the first version that is
	deleted bool
	seq     uint64
}

func newModel() *model { return &model{articles: map[string]*entry{}} }

func (m *model) put(articles []news.Article) []index.Outcome {
	outcomes := make([]index.Outcome, len(articles))
	for i, a := range articles {
		e, status := m.articles[a.ID], index.Updated
		switch {
		case e == nil:
			e, status = &entry{served: 1}, index.Created
			m.articles[a.ID] = e
		case e.deleted:
			e.served, status = len(e.texts)+1, index.Created
		case e.now().ContentHash() == a.ContentHash():
			status = index.Unchanged
		}
		if status != index.Unchanged {
			m.store(e, a)
		}
		outcomes[i] = index.Outcome{ID: a.ID, Status: status, Seq: e.seq, Version: len(e.texts)}
	}
	return outcomes
}

func (m *model) store(e *entry, a news.Article) {
	m.seq++
	e.seq, e.deleted = m.seq, false
	e.texts = append(e.texts, news.Record{Article: a, Seq: m.seq, Version: len(e.texts) + 1})
}

func (e *entry) now() *news.Record { return &e.texts[len(e.texts)-1] }

// record is the article as it is now, or its tombstone.
func (e *entry) record() news.Record {
	if !e.deleted {
		return *e.now()
	}
	return news.Record{Article: news.Article{ID: e.now().ID}, Seq: e.seq, Version: len(e.texts), Deleted: true}
}

func (m *model) delete(id string) (index.Outcome, error) {
	e, err := m.find(id)
	if err != nil {
		return index.Outcome{}, err
	}
	m.seq++
	e.seq, e.deleted = m.seq, true
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
	return e, nil
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
		if !e.deleted {
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
	case e.deleted || number < e.served:
		return news.Record{}, index.ErrGone
	}
	return e.texts[number-1], nil
}
