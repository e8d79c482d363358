package locale

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// whyGroup is the group of messages that are known by their English sentences.
const whyGroup = "why."

// inner is the value of such a message that is a sentence of the group itself.
const inner = "why"

// maxReason is how long a reason is that is looked at, in bytes: longer ones quote
// what they speak of.
const maxReason = 2000

// maxInner is how deep sentences are looked for in sentences.
const maxInner = 4

// sentence is an English message, and how it is found in what was written with it.
type sentence struct {
	key     string
	pattern *regexp.Regexp
	names   []string // of its values, in their order
	letters int      // that it has itself: the more, the surer it is
}

// sentences makes those of the English messages of why something went wrong, the
// surest first. They hold nothing but text.
func sentences(english *Language) []sentence {
	var all []sentence
	for key, m := range english.messages {
		if !strings.HasPrefix(key, whyGroup) {
			continue
		}
		s := sentence{key: key}
		var pattern strings.Builder
		for _, n := range m {
			switch {
			case n.kind == text && len(n.text) == 1: // n and m are numbers
				s.names = append(s.names, n.text)
				pattern.WriteString(`([\d,.]+)`)
			case n.kind == text:
				s.names = append(s.names, n.text)
				pattern.WriteString("(.+?)")
			default:
				s.letters += len(n.text)
				pattern.WriteString(regexp.QuoteMeta(n.text))
			}
		}
		s.pattern = regexp.MustCompile("(?s)^" + pattern.String() + "$")
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b sentence) int {
		return cmp.Or(b.letters-a.letters, strings.Compare(a.key, b.key))
	})
	return all
}

// Explain says in this language why something went wrong, which is told in English:
// as readers say it and the archive keeps it. It reports false, and gives the
// English, where it has no words for it.
func (l *Language) Explain(english string) (said string, ok bool) {
	if l.tag.String() == "en" || english == "" {
		return english, true
	}
	if len(english) > maxReason {
		return english, false
	}
	return l.explain(english, maxInner)
}

// explain explains a sentence, and those in it up to a depth. One in it that is not
// known stays as it is where what stands around it is surely meant.
func (l *Language) explain(english string, depth int) (said string, ok bool) {
	const sure = 8 // letters
	loose := ""
	for _, s := range l.why() {
		found := s.pattern.FindStringSubmatch(english)
		if found == nil || depth == 0 {
			continue
		}
		values, whole := make([]Value, len(s.names)), true
		for i, name := range s.names {
			value := found[i+1]
			if name == inner {
				part, known := l.explain(value, depth-1)
				value, whole = part, whole && known
			}
			values[i] = Str(name, value)
		}
		said := l.fill(s.key, plain{}, values)
		if whole {
			return said, true
		}
		if loose == "" && s.letters >= sure {
			loose = said
		}
	}
	if loose != "" {
		return loose, true
	}
	return english, false
}
