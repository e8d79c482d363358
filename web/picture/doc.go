// Package picture lays out small drawings: who is named together, and where a
// country lies. It gives places and paths for SVG, the same for the same input;
// the pages put links, words and colours to them. It knows no entity, and asks
// nobody.
package picture
