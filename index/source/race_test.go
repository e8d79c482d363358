//go:build race

package source

// What reads byte by byte is twenty times slower when races are looked for: a line
// is then a little longer than it may be, and not in XML, whose own packages test
// its bounds.
const (
	lineLength = 18 << 20
	looking    = true
)
