//go:build race

package feedtest

// ManyItems is how many items a feed has that is a whole archive: what reads it is
// twenty times slower where races are looked for, and it is still more than are
// remembered.
const ManyItems = 20_000
