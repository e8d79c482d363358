//go:build race

package lineartest

// shorter is how many times shorter texts are under the race detector, where
// everything takes that much longer.
const shorter = 4
