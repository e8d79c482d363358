package schema

// Spot is what a Text field knows of a word at one of its positions. Engines
// have room for two numbers there, the first and the last byte of the word in the
// text. Nothing reads these, since texts are highlighted by analysing them again.
type Spot struct {
	// Capitals tells which letters of the word are capitals, as
	// analysis.Capitals does.
	Capitals uint32
	// Before and After are the numbers of the words beside it, as analysis.Common
	// gives them: 0 for words that are not common, and where there is none.
	Before, After int
}

// beforeBits is how many bits Before takes. Most words have no capitals, and the
// number of a little word before them then makes a number of one or two bytes.
const beforeBits = 9

// Numbers packs the spot into the numbers for the first and the last byte.
func (s Spot) Numbers() (start, end uint64) {
	return uint64(s.Capitals)<<beforeBits | uint64(s.Before), uint64(s.After)
}

// SpotOf unpacks what Numbers packed.
func SpotOf(start, end uint64) Spot {
	return Spot{Capitals: uint32(start >> beforeBits), Before: int(start & (1<<beforeBits - 1)), After: int(end)}
}
