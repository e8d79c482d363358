// Package watch takes in the files of folders as they arrive.
//
// A Watcher looks at its folders again and again, which works on every file
// system and across machines. A file is taken when it no longer changes, and once:
// what was taken is kept in the Store, so that a restart takes nothing twice. A
// file that changes is taken again, and its articles become new versions.
package watch
