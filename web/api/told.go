package api

import (
	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/openapi"
)

// Told is a list as somebody sees it: who may write sees all, others no keys in
// the addresses of feeds.
func Told[T interface{ Discreet() T }](mayWrite bool, list []T) []T {
	told := make([]T, len(list))
	for i, item := range list {
		if told[i] = item; !mayWrite {
			told[i] = item.Discreet()
		}
	}
	return told
}

// mayWrite reports whether who asks may write.
func mayWrite(c echo.Context) bool { return openapi.VisitorOf(c).May(openapi.Write) }
