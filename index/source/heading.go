package source

import (
	"strings"
	"unicode"
)

// usualMember is the member that a column's heading usually stands for, empty
// where it stands for none. Case, blanks and punctuation do not matter.
func usualMember(heading string) string {
	letters := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}
	switch strings.Map(letters, heading) {
	case "id", "guid", "uid", "uuid", "articleid":
		return "id"
	case "url", "link", "uri", "permalink", "articleurl", "weburl":
		return "url"
	case "title", "headline", "articletitle":
		return "title"
	case "subtitle", "subheadline", "deck", "standfirst", "kicker":
		return "subtitle"
	case "body", "text", "content", "articlebody", "articletext", "fulltext", "article", "story":
		return "body"
	case "html", "bodyhtml", "contenthtml":
		return "html"
	case "source", "publication", "outlet", "publisher", "sourcename", "newspaper":
		return "source"
	case "section", "category", "desk", "rubric":
		return "section"
	case "authors", "author", "byline", "creator":
		return "authors"
	case "lang", "language", "locale":
		return "lang"
	case "published", "date", "pubdate", "publishedat", "publishdate", "publicationdate", "datepublished", "publisheddate":
		return "published"
	case "updated", "updatedat", "modified", "datemodified", "lastmodified":
		return "updated"
	case "keywords", "tags", "keyword", "topics":
		return "keywords"
	case "image", "imageurl", "thumbnail", "urltoimage":
		return "image"
	case "copyright", "rights":
		return "copyright"
	}
	return ""
}
