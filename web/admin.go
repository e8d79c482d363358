package web

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// ownOperations are those that the server itself answers.
func (s *Server) ownOperations() []openapi.Operation {
	return []openapi.Operation{{
		Method: http.MethodGet, Path: "/api/v1/audit", ID: "audit", Tag: "Administration", Scope: openapi.Admin, Handler: s.auditLog,
		Summary: "The latest requests that could change something",
		Query: []param.Spec{{
			Name: "size", Kind: param.Number, Least: 1, Most: 1000, Default: "100", Meaning: "How many, the last first.",
		}},
		Answers: openapi.JSON("The requests", []access.Entry{}),
	}}
}

// auditLog answers GET /api/v1/audit.
func (s *Server) auditLog(c echo.Context, in openapi.Input) error {
	entries := []access.Entry{}
	if s.options.Keys != nil {
		found, err := s.options.Keys.Audit(c.Request().Context(), in.Number("size"))
		if err != nil {
			return err
		}
		entries = append(entries, found...)
	}
	body, err := json.Marshal(entries)
	if err != nil {
		return err
	}
	return api.WriteOwn(c, body)
}
