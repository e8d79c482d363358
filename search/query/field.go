package query

import "github.com/dateline-search/dateline/index/schema"

// Names of what a query may write before a colon and that is no field of the
// index.
const (
	fieldID        = "id"
	fieldPublished = "published"
	fieldAfter     = "after"
	fieldBefore    = "before"
	fieldLast      = "last"
	fieldMentions  = "mentions"
)

// fieldNamed gives the canonical name of what may stand before a colon; empty
// where there is no such field.
func fieldNamed(name string) string {
	switch name {
	case "text":
		return schema.Body
	case fieldID, fieldPublished, fieldAfter, fieldBefore, fieldLast, fieldMentions:
		return name
	case schema.Meta:
		return ""
	}
	for _, f := range schema.Fields() {
		if f.Name == name {
			return name
		}
	}
	return ""
}

// isValueField reports whether a field is searched by its values.
func isValueField(name string) bool {
	if name == fieldID || name == fieldMentions {
		return name == fieldID
	}
	for _, f := range schema.Fields() {
		if f.Name == name {
			return f.Kind == schema.Keyword
		}
	}
	return false
}
