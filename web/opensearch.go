package web

import (
	"encoding/xml"
	"net/http"

	"github.com/labstack/echo/v4"
)

// openSearch describes the search to browsers, as OpenSearch 1.1 has it.
type openSearch struct {
	XMLName     xml.Name        `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string          `xml:"ShortName"` // at most 16 characters
	Description string          `xml:"Description"`
	Encoding    string          `xml:"InputEncoding"`
	Image       openSearchImage `xml:"Image"`
	URLs        []openSearchURL `xml:"Url"`
}

type openSearchImage struct {
	Type string `xml:"type,attr"`
	URL  string `xml:",chardata"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

// openSearchXML answers /opensearch.xml, which lets a browser add the server as a
// search engine.
func (s *Server) openSearchXML(c echo.Context) error {
	base := s.base(c.Request())
	body, err := xml.MarshalIndent(openSearch{
		ShortName: "Dateline", Description: "Search news coverage", Encoding: "UTF-8",
		Image: openSearchImage{"image/svg+xml", base + "/favicon.svg"},
		URLs: []openSearchURL{
			{Type: "text/html", Rel: "results", Template: base + "/?q={searchTerms}"},
			{Type: "application/atom+xml", Rel: "results", Template: base + "/feed.atom?q={searchTerms}"},
			{Type: "application/opensearchdescription+xml", Rel: "self", Template: base + "/opensearch.xml"},
		},
	}, "", " ")
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "max-age=86400")
	return c.Blob(http.StatusOK, "application/opensearchdescription+xml; charset=utf-8", append([]byte(xml.Header), body...))
}
