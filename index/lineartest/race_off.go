//go:build !race

package lineartest

// shorter is how many times shorter texts are under the race detector.
const shorter = 1
