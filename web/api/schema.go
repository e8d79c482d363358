package api

import (
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/openapi"
)

// Result is a search's answer.
type Result = search.Result

// sent stands in the description for an article as it is sent: news.Article
// reads and writes itself.
type sent struct{}

// JSONSchema describes it.
func (sent) JSONSchema() openapi.Schema {
	properties := members()
	for name, also := range taken() {
		property := properties[name].(openapi.Schema)
		property["type"] = append([]any{property["type"]}, also...)
	}
	return openapi.Schema{
		"type": "object", "properties": properties, "required": []string{"title"},
		"anyOf":                []openapi.Schema{needing("body"), needing("html")},
		"additionalProperties": true,
	}
}

// taken is what members may be of beside the type in which they come back.
func taken() map[string][]any {
	also := map[string][]any{
		"id": {"integer", "null"}, "authors": {"string", "null"}, "keywords": {"string", "null"}, // one of them, by itself
		"published": {"number", "null"}, "updated": {"number", "null"}, // Unix time
	}
	for _, name := range []string{"url", "subtitle", "body", "html", "source", "section", "lang", "image", "copyright"} {
		also[name] = []any{"null"}
	}
	return also
}

// needing is the schema of an object that has a member.
func needing(name string) openapi.Schema {
	return openapi.Schema{"properties": openapi.Schema{name: openapi.Schema{}}, "required": []string{name}}
}

// document stands for an article as it comes back.
type document struct{}

// JSONSchema describes it.
func (document) JSONSchema() openapi.Schema {
	properties := members()
	text := openapi.Schema{"type": "string"}
	count := openapi.Schema{"type": "integer"}
	time := openapi.Schema{"type": "string", "format": "date-time"}
	mention := openapi.Schema{"field": text, "start": count, "end": count, "text": text}
	for name, schema := range map[string]openapi.Schema{
		"version":             {"type": "integer", "minimum": 1},
		"first_seen":          time,
		"changed":             time,
		"published_precision": {"type": "string", "enum": []string{"year", "month", "day", "minute", "second"}},
		"published_zone":      {"type": "string", "enum": []string{"unknown"}},
		"published_from":      {"type": "string", "enum": []string{"declared", "page", "url", "dateline", "guessed"}},
		"similar":             {"type": "integer", "description": "Near-duplicates in the archive; left out where there are none"},
		"entities": {"type": "array", "items": openapi.Schema{"type": "object", "properties": openapi.Schema{
			"type": openapi.Schema{"type": "string", "enum": []string{"person", "org", "place"}}, "name": text, "id": text, "country": text,
			"mentions": openapi.Schema{"type": "array", "items": openapi.Schema{"type": "object", "properties": mention}},
		}, "required": []string{"type", "name", "id", "mentions"}}},
		"dates": {"type": "array", "items": openapi.Schema{"type": "object", "properties": openapi.Schema{
			"value": text, "precision": text, "field": text, "start": count, "end": count, "text": text,
		}, "required": []string{"value", "precision", "field", "start", "end", "text"}}},
	} {
		properties[name] = schema
	}
	return openapi.Schema{
		"type": "object", "properties": properties, "additionalProperties": true,
		"required": []string{"id", "title", "version", "first_seen", "changed", "entities", "dates"},
	}
}

// members are those of an article.
func members() openapi.Schema {
	text := func(meaning string) openapi.Schema { return openapi.Schema{"type": "string", "description": meaning} }
	list := func(meaning string) openapi.Schema {
		return openapi.Schema{"type": "array", "items": openapi.Schema{"type": "string"}, "description": meaning}
	}
	return openapi.Schema{
		"id":        text("Derived from the canonical URL, else from source, title and day, where it is left out"),
		"url":       text("Where it was published"),
		"title":     text("The headline"),
		"subtitle":  text("The line below the headline"),
		"body":      text("Plain text, paragraphs split by blank lines"),
		"html":      text("The text as HTML, where there is no body"),
		"source":    text("The outlet's name"),
		"section":   text("The desk or rubric"),
		"authors":   list("The names of the byline"),
		"lang":      text("BCP 47 tag"),
		"published": text("A date, a month, a year or an RFC 3339 time"),
		"updated":   text("Likewise"),
		"keywords":  list("As the outlet gave them"),
		"image":     text("URL of the lead image"),
		"copyright": text("Whose it is"),
	}
}

func exampleArticle() map[string]any {
	return map[string]any{
		"id": "harbour-1", "title": "Ferry returns to Westhaven", "body": "The ferry sailed again on Friday.\n\nIt was full.",
		"source": "Westhaven Courier", "published": "2025-05-09T14:00:00Z", "authors": []string{"Ana Orlova"}, "lang": "en",
	}
}
