// Package trouble says what goes wrong again and again: at once, then more and more
// seldom and how often it has been, and when it is over.
//
// Loops that try again every second or minute tell a Trouble how each round went,
// instead of a logger, which a disk that is full for a night would fill. It decides
// nothing and keeps no error but the last.
package trouble
