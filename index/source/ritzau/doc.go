// Package ritzau makes articles of items in the XML of the agency Ritzau, whose
// element RBNews holds one: its headline, byline, date and text, whether it
// cancels what was sent before, and what it says to editors.
//
// index/source asks it. It takes an element that has been read, and reads no
// files.
package ritzau
