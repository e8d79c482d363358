package web

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web/openapi"
)

// maxAuditPath bounds what the audit log keeps of a path, in bytes: more than any
// path of ours has, and far less than a request may.
const maxAuditPath = 500

// auditTimeout is more than the archive waits for another process that writes.
const auditTimeout = 40 * time.Second

// audit keeps a line of every request that could change something. One that
// nobody known was refused could not, and has its line in the program's log alone:
// the audit log holds so many lines and each waits for the disk, so that whoever
// reaches the server could push out what others did, and hold up the desk.
func (s *Server) audit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := next(c)
		if s.options.Keys == nil || !writes(c.Request().Method) {
			return err
		}
		e := s.entry(c, err)
		if isRefusal(e, openapi.VisitorOf(c)) {
			s.logger.WarnContext(c.Request().Context(), "refused a stranger", slog.String("method", e.Method), slog.String("path", e.Path),
				slog.Int("status", e.Status), slog.String("address", e.Address), slog.String("request_id", e.Request))
			return err
		}
		// What was done is told even if the client has gone.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request().Context()), auditTimeout)
		defer cancel()
		if failed := s.options.Keys.PutAudit(ctx, e); failed != nil {
			s.logger.ErrorContext(ctx, "cannot write the audit log", "error", failed, "request_id", requestID(c))
		}
		return err
	}
}

// entry is the line of a request that ended with err.
func (s *Server) entry(c echo.Context, err error) access.Entry {
	status := c.Response().Status
	if err != nil {
		status = describe(err).Status
	}
	path := c.Request().URL.Path
	if len(path) > maxAuditPath {
		path = strings.ToValidUTF8(path[:maxAuditPath], "") + "…"
	}
	return access.Entry{
		At: s.now(), Key: openapi.VisitorOf(c).Key.ID, Address: c.RealIP(), Method: c.Request().Method,
		Path: path, Status: status, Request: requestID(c),
	}
}

// isRefusal reports whether a request was turned away at the door, and nobody knows
// from whom it was.
func isRefusal(e access.Entry, v openapi.Visitor) bool {
	if v.Open || v.Key.ID != "" {
		return false
	}
	return e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden || e.Status == http.StatusTooManyRequests
}
