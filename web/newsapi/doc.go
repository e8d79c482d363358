// Package newsapi speaks the protocol of NewsAPI's second version under /v2, so
// that programs written for it work with another base URL.
//
// Its parameters become a search; its names, statuses and codes of errors are
// NewsAPI's. What the archive cannot tell is refused rather than left out: domains,
// and pages beyond the first thousand articles. A source's id is its name in small
// letters with hyphens; a category is a section; a country is one that articles
// speak of; popularity is relevance, since nobody counts readers here.
package newsapi
