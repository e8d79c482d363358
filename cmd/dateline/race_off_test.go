//go:build !race

package main

// slower is how many times longer programs take under the race detector, about.
const slower = 1
