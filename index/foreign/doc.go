// Package foreign turns lists that others publish into those that the program embeds.
//
// The commands named make, each beside the package that embeds its list, say which
// list they read and how it becomes ours; checking, reading, packing and writing are
// here. It is no part of the program, and fetches nothing.
package foreign
