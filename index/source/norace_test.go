//go:build !race

package source

// lineLength is the length of a line that has no end, in bytes; looking says
// whether races are looked for.
const (
	lineLength = 64 << 20
	looking    = false
)
