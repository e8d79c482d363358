package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/param"
)

// maxJSON is enough for every small request, and nothing to attack with.
const maxJSON = 64 << 10

// ReadJSON reads a request's body, one JSON object, into a struct. Members that
// the struct does not have are refused. Its errors name the member at fault, or
// wrap ErrBody, ErrMediaType or ErrTooLarge.
func ReadJSON(c echo.Context, into any) error {
	lines, err := mediaType(c.Request().Header.Get(echo.HeaderContentType))
	if err != nil {
		return err
	}
	if lines {
		return fmt.Errorf("%w: send application/json", ErrMediaType)
	}
	d := json.NewDecoder(http.MaxBytesReader(c.Response(), c.Request().Body, maxJSON))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return jsonError(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: something follows the object", ErrBody)
	}
	return nil
}

func jsonError(err error) error {
	var wrong *json.UnmarshalTypeError
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return fmt.Errorf("%w: the body is longer than %d bytes", ErrTooLarge, large.Limit)
	case errors.As(err, &wrong) && wrong.Field != "":
		return &param.Error{Name: wrong.Field, Value: wrong.Value, Want: "a " + wrong.Type.String()}
	case errors.As(err, &wrong):
		return fmt.Errorf("%w: it must be one JSON object, not a %s", ErrBody, wrong.Value)
	}
	if _, name, found := strings.Cut(err.Error(), "unknown field "); found {
		return &param.Error{Name: strings.Trim(name, `"`), Text: "there is no member " + name + " here"}
	}
	return fmt.Errorf("%w: %s", ErrBody, place(err))
}
