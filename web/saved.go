package web

import (
	"net/http"

	"github.com/dateline-search/dateline/web/page"
)

// savedTable lists the routes of the pages about saved searches.
func (s *Server) savedTable() []route {
	return []route{
		{http.MethodGet, "/saved", s.pages.Saved},
		{http.MethodPost, "/saved", s.pages.SaveSearch},
		{http.MethodGet, "/saved/:id", s.pages.EditSaved},
		{http.MethodPost, "/saved/:id", s.pages.ChangeSaved},
		{http.MethodPost, "/saved/:id/delete", s.pages.DropSaved},
		{http.MethodPost, "/saved/:id/look", s.pages.LookAtSaved},
		{http.MethodPost, "/saved/:id/test", s.pages.TestSaved},
		{http.MethodPost, "/saved/:id/retry", s.pages.RetrySaved},
		{http.MethodGet, page.StopRoute, s.pages.AskStop},
		{http.MethodPost, page.StopRoute, s.pages.Stop},
	}
}
