package web

import (
	"bytes"
	"encoding/json"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/openapi"
)

// described is the API's description, as JSON and as a page.
type described struct{ json, page []byte }

// describe makes the description. It is made of types that are part of the
// program: it panics where one of them cannot be described.
func (s *Server) describe() described {
	document := openapi.Document(openapi.About{
		Title: "Dateline", Version: s.version(), Mount: s.mount,
		Text:    "Search news coverage: full text, people, organisations, places and dates. Times are RFC 3339, errors are RFC 9457.",
		Problem: problem{}, Tags: tagMeanings(),
	}, s.operations)
	encoded, err := json.MarshalIndent(document, "", " ")
	if err != nil {
		panic(err)
	}
	var page bytes.Buffer
	if err := openapi.WritePage(&page, document, s.operations, s.assets.url("style.css")); err != nil {
		panic(err)
	}
	return described{encoded, s.mountedPage(&page)}
}

// tagMeanings says what the groups of operations are about.
func tagMeanings() map[string]string {
	return map[string]string{
		"Search":         "Find articles, count them, and take them along.",
		"Entities":       "People, organisations and places: who is named, when, and together with whom.",
		"Articles":       "Send articles, change them and take them down; what they say, said before, and resemble.",
		"Feeds":          "What comes in by itself, how that goes, and searches as feeds.",
		"Saved searches": "Searches with a name, and messages about what matches them.",
		"Administration": "Who did what.",
		"NewsAPI v2":     "The protocol of NewsAPI, version 2, for programs written for it.",
	}
}

func (s *Server) version() string {
	if s.options.Version == "" {
		return "0"
	}
	return s.options.Version
}

// description answers /api/v1/openapi.json.
func (s *Server) description(c echo.Context) error {
	return api.WriteBlob(c, echo.MIMEApplicationJSON, s.described.json)
}

// docs answers /docs.
func (s *Server) docs(c echo.Context) error {
	return api.WriteBlob(c, echo.MIMETextHTMLCharsetUTF8, s.described.page)
}
