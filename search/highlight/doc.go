// Package highlight marks a text by a query: it cuts the fragments that a hit is
// shown by, and finds the marks of a whole article. It works on the query's tree
// and the text alone, so that every engine's hits are marked alike.
//
// What it gives is text and offsets in Unicode code points; the HTML of a
// Fragment is escaped text with mark elements and nothing else.
package highlight
