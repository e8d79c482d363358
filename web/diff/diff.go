package diff

import (
	"slices"
	"strings"
	"unicode"
)

// Op is what became of a piece.
type Op int

// What becomes of pieces.
const (
	Same Op = iota
	Removed
	Added
)

// Piece is a run of text of one fate.
type Piece struct {
	Op   Op
	Text string
}

// maxCells bounds the table that two texts are compared in, to some 16 MB; what
// is larger counts as replaced as a whole.
const maxCells = 4 << 20

// Words lists the pieces that make a into b: those that are not Added are a, and
// those that are not Removed are b.
func Words(a, b string) []Piece {
	var pieces []Piece
	var removed, added []string
	flush := func() {
		pieces = append(pieces, words(strings.Join(removed, ""), strings.Join(added, ""))...)
		removed, added = nil, nil
	}
	for _, p := range compare(paragraphs(a), paragraphs(b)) {
		switch p.Op {
		case Removed:
			removed = append(removed, p.Text)
		case Added:
			added = append(added, p.Text)
		default:
			flush()
			pieces = append(pieces, p)
		}
	}
	flush()
	return tidy(pieces)
}

// words compares two texts word by word.
func words(a, b string) []Piece { return bridge(tidy(compare(tokens(a), tokens(b)))) }

// paragraphs cuts a text behind its line breaks.
func paragraphs(s string) []string { return slices.Collect(strings.Lines(s)) }

// tokens cuts a text into words, blanks, and single other characters.
func tokens(s string) []string {
	var list []string
	start, last := 0, 0
	for i, r := range s {
		kind := kindOf(r)
		if i > 0 && (kind != last || kind == other) {
			list = append(list, s[start:i])
			start = i
		}
		last = kind
	}
	if start < len(s) {
		list = append(list, s[start:])
	}
	return list
}

// The kinds of characters.
const (
	letter = iota
	blank
	other
)

// kindOf tells what a character belongs to. In scripts that do not part words,
// each character stands for itself.
func kindOf(r rune) int {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
		return other
	case unicode.IsSpace(r):
		return blank
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '\'', r == '’':
		return letter
	}
	return other
}

// compare finds a longest common subsequence.
func compare(a, b []string) []Piece {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	pieces := put(nil, Same, a[:head])
	midA, midB := a[head:len(a)-tail], b[head:len(b)-tail]
	if len(midA)*len(midB) > maxCells {
		pieces = put(put(pieces, Removed, midA), Added, midB)
	} else {
		pieces = append(pieces, walk(midA, midB, table(midA, midB))...)
	}
	return put(pieces, Same, a[len(a)-tail:])
}

func put(pieces []Piece, op Op, list []string) []Piece {
	for _, s := range list {
		pieces = append(pieces, Piece{op, s})
	}
	return pieces
}

// table holds, for each pair of places, the length of the longest common
// subsequence of what follows them.
func table(a, b []string) [][]int32 {
	lengths := make([][]int32, len(a)+1)
	for i := range lengths {
		lengths[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	return lengths
}

func walk(a, b []string, lengths [][]int32) []Piece {
	var pieces []Piece
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			pieces = append(pieces, Piece{Same, a[i]})
			i, j = i+1, j+1
		case lengths[i+1][j] >= lengths[i][j+1]:
			pieces = append(pieces, Piece{Removed, a[i]})
			i++
		default:
			pieces = append(pieces, Piece{Added, b[j]})
			j++
		}
	}
	return put(put(pieces, Removed, a[i:]), Added, b[j:])
}

// bridge counts what is the same as changed where it is no word and stands
// between changes.
func bridge(pieces []Piece) []Piece {
	var out []Piece
	for i, p := range pieces {
		between := i > 0 && i+1 < len(pieces) && pieces[i-1].Op != Same && pieces[i+1].Op != Same
		if p.Op == Same && between && !strings.ContainsFunc(p.Text, func(r rune) bool { return kindOf(r) == letter || r == '\n' }) {
			out = append(out, Piece{Removed, p.Text}, Piece{Added, p.Text})
			continue
		}
		out = append(out, p)
	}
	return tidy(out)
}

// tidy joins neighbours of one fate, and puts what was removed in front of what
// was added in its place.
func tidy(pieces []Piece) []Piece {
	var out []Piece
	var texts [3]strings.Builder
	flush := func(ops ...Op) {
		for _, op := range ops {
			if texts[op].Len() > 0 {
				out = append(out, Piece{op, texts[op].String()})
				texts[op].Reset()
			}
		}
	}
	for _, p := range pieces {
		if p.Op == Same {
			flush(Removed, Added)
		} else {
			flush(Same)
		}
		texts[p.Op].WriteString(p.Text)
	}
	flush(Same, Removed, Added)
	return out
}
