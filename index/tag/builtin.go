package tag

import (
	"embed"
	"path"
)

// lists are the names that are shipped with Dateline, by subject.
//
//go:embed list/*.tsv
var lists embed.FS

// shippedList is a list that is shipped, with its weight.
type shippedList struct {
	name   string
	weight flags
}

// shipped names the lists. Where one surface stands in several, the earlier list
// wins: what is certain goes before what is only likely.
func shipped() []shippedList {
	return []shippedList{
		{"never", sure},
		{"common", sure},
		{"leader", sure},
		{"country", sure},
		{"body", sure},
		{"nature", sure},
		{"demo", sure},
		{"capital", 0},
		{"region", 0},
		{"official", 0},
		{"city", likely},
	}
}

// readShipped adds the shipped lists to a dictionary.
func readShipped(d *Dictionary) error {
	for _, l := range shipped() {
		text, err := lists.ReadFile(path.Join("list", l.name+".tsv"))
		if err != nil {
			return err
		}
		if err := d.read(string(text), l.weight); err != nil {
			return err
		}
	}
	return nil
}
