package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// encode writes JSON as people read it: no \u003c for a <, which is for JSON
// inside HTML alone.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return b.Bytes(), nil
}

func writeJSON(c echo.Context, status int, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	return c.Blob(status, echo.MIMEApplicationJSON, body)
}

// writeTagged answers a GET with a validator, and with 304 where the client has
// this answer already.
func writeTagged(c echo.Context, etag string, v any) error {
	if fresh(c, etag) {
		return c.NoContent(http.StatusNotModified)
	}
	return writeJSON(c, http.StatusOK, v)
}

// writeHashed answers a GET with JSON whose validator is made of it.
func writeHashed(c echo.Context, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	return WriteBlob(c, echo.MIMEApplicationJSON, body)
}

// WriteBlob answers a GET with bytes whose validator is made of them.
func WriteBlob(c echo.Context, mediaType string, body []byte) error {
	if fresh(c, `"`+fingerprint(body)+`"`) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, mediaType, body)
}

// WriteOwn answers a GET with JSON that is its asker's alone: no cache between may
// keep it.
func WriteOwn(c echo.Context, body []byte) error {
	known := fresh(c, `"`+fingerprint(body)+`"`)
	c.Response().Header().Set(echo.HeaderCacheControl, "private, no-cache")
	if known {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, body)
}

// fresh sets the validator, and reports whether the client has that answer.
func fresh(c echo.Context, etag string) bool {
	header := c.Response().Header()
	header.Set("ETag", etag)
	header.Set(echo.HeaderCacheControl, "no-cache")
	return matches(c.Request().Header.Values("If-None-Match"), etag)
}

// matches compares weakly, as If-None-Match does.
func matches(candidates []string, etag string) bool {
	for candidate := range strings.SplitSeq(strings.Join(candidates, ","), ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || strings.TrimPrefix(candidate, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// fingerprint is short and differs for different bytes.
func fingerprint(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}
