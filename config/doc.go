// Package config answers what a process of Dateline has to be like: where its
// data lies, where it listens, what it allows, and where each of these values
// came from.
//
// Load reads a file, the environment and flags, the later before the earlier,
// and refuses what it does not know. Keys is the one table of all keys: it gives
// the defaults, the checks, and the help of flags. The package is read by cmd
// alone, which hands plain Options on. It opens nothing but the file, and holds
// no state.
package config
