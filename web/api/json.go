package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// maxJSON is enough for every small request, also where each character of the
// longest member is written as \uXXXX\uXXXX, and nothing to attack with.
const maxJSON = 256 << 10

// ReadJSON reads a request's body, one JSON object, into the struct that into
// points to, as openapi.Decode does. Its errors name the member at fault, or wrap
// ErrBody, ErrMediaType or ErrTooLarge.
func ReadJSON(c echo.Context, into any) error {
	header := c.Request().Header
	lines, err := mediaType(header.Get(echo.HeaderContentType))
	if err != nil {
		return err
	}
	if lines {
		return fmt.Errorf("%w: Content-Type: send application/json", ErrMediaType)
	}
	if encoding := header.Get(echo.HeaderContentEncoding); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return fmt.Errorf("%w: Content-Encoding %q; send so little as it is", ErrMediaType, encoding)
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, maxJSON))
	if err != nil {
		return unreadable(err)
	}
	if !utf8.Valid(body) {
		return fmt.Errorf("%w: it is not UTF-8", ErrBody)
	}
	return jsonError(openapi.Decode(body, into))
}

func jsonError(err error) error {
	var member *param.Error
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil, errors.As(err, &member):
		return err
	case errors.As(err, &wrong):
		return fmt.Errorf("%w: it must be one JSON object, not %s", ErrBody, wrong.Value)
	}
	return fmt.Errorf("%w: %s", ErrBody, place(err))
}
