// Package intake says what comes in by itself: the feeds that are polled, with
// how the last poll went, and the files that were taken from watched folders.
//
// It is plain data that the archive keeps, the poller and the watcher fill in,
// and web and cmd show. The package opens nothing and logs nothing.
package intake
