//go:build race

package feed

// many is how many items a feed has that is a whole archive: what reads it is
// twenty times slower when races are looked for, and it is still more than are
// remembered.
const many = 2 * remembered
