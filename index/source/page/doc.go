// Package page reads an article out of a web page: its text without what stands
// around it, its title without the marks of outlet and section, byline, section,
// publisher, address, language, times and image.
//
// What a page says about itself is believed in this order: JSON-LD, microdata,
// Open Graph, other meta elements, the elements that show it, and the address.
// The origin of each member is kept in the article's member "origins".
//
// The readers of files, archives of pages and feeds call it. It fetches nothing,
// and its time and memory are linear in the page.
package page
