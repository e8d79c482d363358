//go:build !race

package feed

// many is how many items a feed has that is a whole archive.
const many = 100_000
