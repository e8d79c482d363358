package feature

// The features, by what they look at; a file holds their hashes, so a number is
// never used for another thing. Those of one word alone are in word, those of
// several in Context.
const (
	mode = iota + 1
	exact
	lower
	ofShape
	cluster
	group
	cues
	hyphen
	hyphenBefore
	hyphenBehind
	prefix          // and 3 more
	suffix          = prefix + affixes
	nearLower       = suffix + affixes // and 4 more, by distance
	nearEnding      = nearLower + 5
	nearCluster     = nearEnding + 5
	nearGroup       = nearCluster + 5
	shapeBefore     = nearGroup + 5
	shapeBehind     = shapeBefore + 1
	shapeBoth       = shapeBefore + 2
	shapeFirst      = shapeBefore + 3
	lowerShape      = shapeBefore + 4
	shapeLower      = shapeBefore + 5
	lowersShape     = shapeBefore + 6
	shapeLowers     = shapeBefore + 7
	lowerBefore     = shapeBefore + 8
	lowerBehind     = shapeBefore + 9
	lowerShapeLower = shapeBefore + 10
	clusterBefore   = shapeBefore + 11
	clusterBehind   = shapeBefore + 12
	clusterAround   = shapeBefore + 13
	clusterShapes   = shapeBefore + 14
	runPlace        = shapeBefore + 20
	runLast         = runPlace + 1
	runFirst        = runPlace + 2
	runBefore       = runPlace + 3
	runBehind       = runPlace + 4
	runEnding       = runPlace + 5
	runAround       = runPlace + 6
	runBehind2      = runPlace + 7
	runBefore2      = runPlace + 8
	link            = runPlace + 9
	runLastCluster  = runPlace + 10
	runAroundGroup  = runPlace + 11
	runGroup        = runPlace + 12
	listed          = runPlace + 20 // and 2 more
	listSet         = listed + 3
	listSetBefore   = listed + 4
	listSetBehind   = listed + 5
	listShape       = listed + 6
	cuesAround      = listed + 7
	field           = listed + 8
	nearField       = docBehind + 10 // and 4 more
	docCase         = listed + 10
	docPlace        = listed + 11
	docBefore       = listed + 12
	docBehind       = listed + 13
)

// Places around a token whose words have features of their own.
const (
	Here    = 0 // the token itself
	Places  = 5
	outside = 1 // the hash of what stands beyond a sentence
)

// Features appends the features of a word that stands at one of the Places around a
// token: 0 is the token itself, 1 and 2 are before it, 3 and 4 behind it. They
// depend on nothing else, so that their sum can be kept.
func (w *Word) Features(dst []uint64, place int, m Mode) []uint64 {
	l := w.lemma
	if place != Here {
		p := uint64(place)
		dst = append(dst, mix(nearLower+p, l.hash), mix(nearCluster+p, l.cluster), mix(nearGroup+p, l.group),
			mix(nearField+p, l.field))
		if place&1 == 1 {
			dst = append(dst, mix(nearEnding+p, l.ending))
		}
		return dst
	}
	kind := w.kind(m)
	dst = append(dst, mix(mode, uint64(m)), mix(lower, l.hash), mix(ofShape, w.form(m)),
		mix(cluster, l.cluster<<4|kind), mix(group, l.group<<4|kind), mix(field, l.field<<4|kind), mix(cues, uint64(w.cue)<<4|kind))
	if m == Prose {
		dst = append(dst, mix(exact, w.exact))
	}
	if w.Small {
		return append(dst, mix(suffix+2, mix(w.suffixes[2], kind)))
	}
	for i := range affixes {
		if w.prefixes[i] == 0 {
			break
		}
		dst = append(dst, mix(prefix+uint64(i), mix(w.prefixes[i], kind)), mix(suffix+uint64(i), mix(w.suffixes[i], kind)))
	}
	if w.parts[0] != 0 {
		dst = append(dst, mix(hyphen, 1), mix(hyphenBefore, w.parts[0]), mix(hyphenBehind, w.parts[1]))
	}
	return dst
}

// kind is the case of a word, as far as it tells something, below 16.
func (w *Word) kind(m Mode) uint64 {
	if w.Capital {
		return uint64(m)<<1 | 1
	}
	return uint64(m) << 1
}

// form is the shape of a word where capitals tell something.
func (w *Word) form(m Mode) uint64 {
	if m != Prose && w.Capital {
		return uint64(m) + 100
	}
	return w.shape
}

// Offset is how far from a token one of the Places lies: -1 and -2 before it, 1
// and 2 behind it.
func Offset(place int) int {
	switch place {
	case 1:
		return -1
	case 2:
		return -2
	case 3:
		return 1
	case 4:
		return 2
	default:
		return 0
	}
}

// Features appends all features of a token.
func (v *Vocabulary) Features(dst []uint64, s *Sentence, i int) []uint64 {
	dst = v.Context(dst, s, i)
	for place := range Places {
		if k := i + Offset(place); k >= 0 && k < len(s.Tokens) {
			dst = s.Tokens[k].Features(dst, place, s.Mode)
		}
	}
	return dst
}
