package blevesearch_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	blevequery "github.com/blevesearch/bleve/v2/search/query"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// peer is Bleve as it comes, with the same fields, and bodies stored for its
// fragments.
type peer struct{ idx bleve.Index }

func openPeer(b *testing.B, docs stories) peer {
	b.Helper()
	dir, made := kept(b, "peer", docs.len())
	if made {
		idx, err := bleve.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = idx.Close() })
		return peer{idx}
	}
	idx, err := bleve.NewUsing(dir, peerMapping(), scorch.Name, scorch.Name, map[string]any{"unsafe_batch": true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = idx.Close() })
	docs.eachBatch(func(batch []index.Document) {
		peerBatch := idx.NewBatch()
		for i := range batch {
			if err := peerBatch.Index(batch[i].ID, peerDocument(&batch[i])); err != nil {
				b.Error(err)
			}
		}
		if err := idx.Batch(peerBatch); err != nil {
			b.Error(err)
		}
	})
	markFilled(b, dir)
	return peer{idx}
}

func peerMapping() *mapping.IndexMappingImpl {
	text, value, date := bleve.NewTextFieldMapping(), bleve.NewTextFieldMapping(), bleve.NewDateTimeFieldMapping()
	text.Analyzer, text.DocValues = en.AnalyzerName, false
	value.Analyzer, value.IncludeTermVectors, value.Store = keyword.Name, false, false
	date.Store = false
	doc := bleve.NewDocumentStaticMapping()
	for _, f := range []*mapping.FieldMapping{text, value, date} {
		f.IncludeInAll = false
	}
	doc.AddFieldMappingsAt("title", text)
	doc.AddFieldMappingsAt("body", text)
	for _, name := range []string{"person", "org", "place", "source", "author", "lang"} {
		doc.AddFieldMappingsAt(name, value)
	}
	doc.AddFieldMappingsAt("published", date)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	return m
}

func peerDocument(d *index.Document) map[string]any {
	fields := map[string]any{
		"title": d.Title, "body": d.Body, "source": d.Source, "author": d.Authors, "lang": d.Lang, "published": d.Published.Time,
	}
	names := map[news.EntityType][]string{}
	for _, e := range d.Tags.Entities {
		names[e.Type] = append(names[e.Type], e.Name)
	}
	for of, values := range names {
		fields[string(of)] = values
	}
	return fields
}

// search asks for 20 hits with fragments of the body, six facets and a timeline
// of 24 months.
func (p peer) search(b *testing.B, a asked) (total uint64) {
	b.Helper()
	r := bleve.NewSearchRequestOptions(peerQuery(a), 20, 0, false)
	for _, name := range []string{"person", "org", "place", "source", "author", "lang"} {
		r.AddFacet(name, bleve.NewFacetRequest(name, 10))
	}
	timeline := bleve.NewFacetRequest("published", 24)
	for month := 1; month <= 24; month++ {
		timeline.AddDateTimeRange(fmt.Sprint(month), monthStart(month), monthStart(month+1))
	}
	r.AddFacet("timeline", timeline)
	r.Highlight = bleve.NewHighlightWithStyle("html")
	r.Highlight.AddField("body")
	result, err := p.idx.SearchInContext(b.Context(), r)
	if err != nil {
		b.Fatal(err)
	}
	return result.Total
}

func monthStart(month int) time.Time {
	return time.Date(1986, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
}

func peerQuery(a asked) blevequery.Query {
	var parts []blevequery.Query
	if a.kind == "phrase" {
		parts = append(parts, inTexts(func(field string) blevequery.FieldableQuery {
			return bleve.NewMatchPhraseQuery(a.words[0] + " " + a.words[1])
		}))
	} else {
		for _, w := range a.words {
			parts = append(parts, inTexts(func(string) blevequery.FieldableQuery { return peerWord(a.kind, w) }))
		}
	}
	if a.kind == "OR" {
		return bleve.NewDisjunctionQuery(parts...)
	}
	if a.month > 0 {
		when := bleve.NewDateRangeQuery(monthStart(a.month), monthStart(a.month+1))
		when.SetField("published")
		where := bleve.NewTermQuery(a.place)
		where.SetField("place")
		parts = append(parts, when, where)
	}
	return bleve.NewConjunctionQuery(parts...)
}

func peerWord(kind, w string) blevequery.FieldableQuery {
	switch kind {
	case "prefix":
		return bleve.NewPrefixQuery(w)
	case "fuzzy":
		q := bleve.NewFuzzyQuery(w)
		q.SetFuzziness(1)
		return q
	}
	return bleve.NewMatchQuery(w)
}

// inTexts asks in the headline and in the body, the headline weighing more.
func inTexts(ask func(field string) blevequery.FieldableQuery) blevequery.Query {
	title, body := ask("title"), ask("body")
	title.SetField("title")
	body.SetField("body")
	if heavy, ok := title.(blevequery.BoostableQuery); ok {
		heavy.SetBoost(4)
	}
	return bleve.NewDisjunctionQuery(title, body)
}
