// Package schemaorg makes articles of JSON-LD in the words of schema.org:
// NewsArticle, its kinds, and live blogs, alone, in an @graph or in a list.
//
// index/source asks it for files that hold JSON-LD; what a web page says of
// itself in JSON-LD is the business of index/source/page, which weighs it against
// the page.
package schemaorg
