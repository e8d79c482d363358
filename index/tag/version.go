package tag

import (
	"slices"
	"strings"

	"github.com/dateline-search/dateline/index/tag/lang"
)

// Version names what the Tagger would find: whenever it would find something
// else in a text, it is another.
func (t *Tagger) Version() string {
	return t.names.Load().Version() + "-" + t.model.Version() + "-" + t.cues.Version() + "-" + t.when.Version() + "-" + lang.Version
}

// Changed says in words what is another in this Tagger than in the one of a former
// version; "the tagger" where that version is of another form, and nothing where
// it is the same.
func (t *Tagger) Changed(former string) string {
	is, was := strings.Split(t.Version(), "-"), strings.Split(former, "-")
	if former == "" || len(is) != len(was) {
		return "the tagger"
	}
	// What stands between the dashes of a version: a method's name and number and
	// the sum of its data, of the dictionary, the model and the cues, then one number
	// each.
	const method, list, model = "the way in which names are found", "the list of names", "the model of names"
	const cues = "the names in other languages"
	parts := []string{method, method, list, model, model, model, cues, cues, cues, "the dates", "the languages"}
	var changed []string
	for i, part := range parts[:min(len(parts), len(is))] {
		if is[i] != was[i] && !slices.Contains(changed, part) {
			changed = append(changed, part)
		}
	}
	return strings.Join(changed, ", ")
}
