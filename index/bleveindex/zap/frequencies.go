package zap

import bleveindex "github.com/blevesearch/bleve_index_api"

// Frequencies gives the terms of a field as Bleve's own writer takes them.
func Frequencies(f Field) bleveindex.TokenFrequencies {
	terms := f.Terms()
	all := make(bleveindex.TokenFrequencies, len(terms))
	for i := range terms {
		t := &terms[i]
		of := all[t.Text]
		if of == nil {
			of = new(bleveindex.TokenFreq)
			all[t.Text] = of
		}
		of.SetFrequency(of.Frequency() + 1)
		if f.Options()&bleveindex.IncludeTermVectors != 0 {
			of.Locations = append(of.Locations, &bleveindex.TokenLocation{
				Position: int(t.Position), Start: int(t.Start), End: int(t.End),
			})
		}
	}
	return all
}
