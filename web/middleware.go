package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"

	"github.com/labstack/echo/v4"
)

// identify gives each request an id, or leaves it the one that a proxy gave it.
func (*Server) identify(next echo.HandlerFunc) echo.HandlerFunc {
	sane := regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
	return func(c echo.Context) error {
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		if !sane.MatchString(id) {
			id = rand.Text()
		}
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		return next(c)
	}
}

func requestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }

// observe counts the request, and writes its line in the log, without what was
// searched for.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := s.now()
		err := next(c)
		broken := err != nil && c.Response().Committed
		if err != nil {
			c.Error(err)
		}
		took := s.now().Sub(began)
		s.count(c, took)
		s.logger.LogAttrs(c.Request().Context(), slog.LevelInfo, "request",
			slog.String("method", c.Request().Method),
			slog.String("path", c.Request().URL.Path),
			slog.Int("status", c.Response().Status),
			slog.Int64("bytes", c.Response().Size),
			slog.Float64("ms", float64(took.Microseconds())/1000),
			slog.String("request_id", requestID(c)),
		)
		if broken {
			panic(http.ErrAbortHandler) // the reader must see that the rest is missing
		}
		return nil
	}
}

// secure tells browsers how little a page may do: load our own style, script and
// icon, ask us, and send forms to us.
func secure(next echo.HandlerFunc) echo.HandlerFunc {
	const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Set(echo.HeaderContentSecurityPolicy, policy)
		header.Set(echo.HeaderXContentTypeOptions, "nosniff")
		header.Set(echo.HeaderReferrerPolicy, "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		return next(c)
	}
}

// panicError is a panic on its way to the log.
type panicError struct {
	value any
	stack []byte
}

// Error gives what was thrown.
func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// recoverPanic makes an error of a handler's panic.
func recoverPanic(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			switch value := recover(); {
			case value == nil:
			case isAbort(value):
				panic(value) // asks the server to drop the connection
			default:
				err = &panicError{value, debug.Stack()}
			}
		}()
		return next(c)
	}
}

func isAbort(value any) bool {
	err, ok := value.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}
