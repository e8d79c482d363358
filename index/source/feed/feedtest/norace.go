//go:build !race

package feedtest

// ManyItems is how many items a feed has that is a whole archive.
const ManyItems = 100_000
