package blevesearch

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// manyValues is from where a column is faster than as many looks into a
// dictionary.
const manyValues = 64

// valueDocs finds the live documents that carry any of the values.
func (h *hunt) valueDocs(v *value) (*roaring.Bitmap, error) {
	if v.set != nil && len(v.values) > manyValues {
		return h.scanFacet(v), nil
	}
	field := v.field
	if v.exact {
		field = bleveIDs
	}
	var docs []*roaring.Bitmap
	for _, s := range v.values {
		p, err := h.terms.postings(field, s)
		if err != nil {
			return nil, err
		}
		docs = append(docs, p.docs)
	}
	return h.alive(roaring.FastOr(docs...)), nil
}

func (h *hunt) scanFacet(v *value) *roaring.Bitmap {
	column := h.seg.facets[v.field]
	docs := roaring.New()
	for it := h.seg.live.Iterator(); it.HasNext(); {
		doc := it.Next()
		if slices.ContainsFunc(column.of(doc), func(ord uint32) bool { return v.set[ord] }) {
			docs.Add(doc)
		}
	}
	return docs
}
