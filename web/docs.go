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
		Title: "Dateline", Version: s.version(),
		Text:    "Search news coverage: full text, people, organisations, places and dates. Times are RFC 3339, errors are RFC 9457.",
		Problem: problem{},
	}, s.operations)
	encoded, err := json.MarshalIndent(document, "", " ")
	if err != nil {
		panic(err)
	}
	var page bytes.Buffer
	if err := openapi.WritePage(&page, document, s.operations, s.assets.url("style.css")); err != nil {
		panic(err)
	}
	return described{encoded, page.Bytes()}
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
