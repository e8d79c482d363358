package web

import (
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/page"
)

// wantsPage reports whether a request's answer is for people: they look at pages,
// and send forms.
func wantsPage(r *http.Request) bool {
	people := r.URL.Path == "/docs" || !page.ForPrograms(r.URL.Path) // which is for those who write programs
	return people && (r.Method == http.MethodGet || r.Method == http.MethodHead || isForm(r))
}

// isForm reports whether a page's form was sent.
func isForm(r *http.Request) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	return r.Method == http.MethodPost && (kind == echo.MIMEApplicationForm || kind == echo.MIMEMultipartForm)
}
