package blevesearch

import (
	"cmp"
	"maps"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/dateline-search/dateline/search/query"
)

// foundWord is the forms of a word.
type foundWord struct {
	forms []form
	docs  *roaring.Bitmap
	other *roaring.Bitmap // those that have an inflected form; nil for none
}

// form is a form of a word, with what one counts for the score.
type form struct {
	postings
	weight float64
}

// wordKey is a word in a field.
type wordKey struct {
	word  query.Word
	field string
}

// lookWord finds the forms of a word in a field, once.
func (h *hunt) lookWord(w query.Word, field string, maxTerms int) (foundWord, error) {
	key := wordKey{w, field}
	if fw, known := h.words[key]; known {
		return fw, nil
	}
	fw, err := h.findWord(w, field, maxTerms)
	if err == nil {
		h.words[key] = fw
	}
	return fw, err
}

func (h *hunt) findWord(w query.Word, field string, maxTerms int) (foundWord, error) {
	var fw foundWord
	var err error
	switch {
	case w.Field != "" && w.Field != field: // another side's field
	case w.Expands():
		err = h.lookExpanded(&fw, w, field, maxTerms)
	case w.Exact || w.Caps:
		err = h.addForm(&fw, field, w.Term, nil, 1)
	default:
		err = h.lookForms(&fw, w, field)
	}
	fw.docs = h.alive(unionOf(docsOf(fw.forms)))
	return fw, err
}

func (h *hunt) lookExpanded(fw *foundWord, w query.Word, field string, maxTerms int) (err error) {
	names, err := h.expanded(field, w, maxTerms)
	if err != nil {
		return err
	}
	fw.forms = make([]form, 0, len(names))
	for _, name := range names {
		weight := 1.0
		if w.Fuzzy > 0 && name != w.Term {
			weight = formWeight
		}
		if err := h.addForm(fw, field, name, nil, weight); err != nil {
			return err
		}
	}
	return nil
}

// lookForms finds a term in all articles, and its inflected forms in those of
// the languages that have them.
func (h *hunt) lookForms(fw *foundWord, w query.Word, field string) error {
	if err := h.addForm(fw, field, w.Term, nil, 1); err != nil {
		return err
	}
	in := map[string]*roaring.Bitmap{}
	for _, lang := range h.langs {
		forms, err := h.seg.inflected(h.terms, formKey{field, lang.name, w.Term}, &h.prog.kin)
		if err != nil {
			return err
		}
		for _, form := range forms {
			if in[form] == nil {
				in[form] = lang.docs
			} else {
				in[form] = roaring.Or(in[form], lang.docs)
			}
		}
	}
	own := len(fw.forms)
	for _, form := range slices.Sorted(maps.Keys(in)) {
		if err := h.addForm(fw, field, form, in[form], formWeight); err != nil {
			return err
		}
	}
	if inflected := fw.forms[own:]; len(inflected) > 0 {
		fw.other = roaring.FastOr(docsOf(inflected)...)
	}
	return nil
}

// unionOf puts sets together, the largest first: what follows then marks its few
// in it, rather than grow lists.
func unionOf(sets []*roaring.Bitmap) *roaring.Bitmap {
	slices.SortFunc(sets, func(a, b *roaring.Bitmap) int { return cmp.Compare(b.GetCardinality(), a.GetCardinality()) })
	return roaring.FastOr(sets...)
}

func docsOf(forms []form) []*roaring.Bitmap {
	docs := make([]*roaring.Bitmap, len(forms))
	for i, f := range forms {
		docs[i] = f.docs
	}
	return docs
}

// addForm adds a term's postings, of the documents in only where it is not nil.
func (h *hunt) addForm(fw *foundWord, field, term string, only *roaring.Bitmap, weight float64) error {
	p, err := h.terms.postings(field, term)
	if err != nil || p.docs.IsEmpty() {
		return err
	}
	if only != nil && only.GetCardinality() < h.seg.raw.Segment().Count() {
		p.docs = roaring.And(p.docs, only)
	}
	fw.forms = append(fw.forms, form{p, weight})
	return nil
}
