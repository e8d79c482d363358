package api

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// searchFor answers GET /api/v1/search.
func (a *API) searchFor(c echo.Context, in openapi.Input) error {
	request, err := param.Bind(in.URL())
	if err != nil {
		return err
	}

	result, err := a.searcher.Search(c.Request().Context(), request)
	if err != nil {
		return fmt.Errorf("api: search: %w", err)
	}

	etag, err := searchTag(result)
	if err != nil {
		return err
	}
	return writeTagged(c, etag, result)
}

// searchTag is the same for answers that say the same. How long they took and
// the wording of the cursor do not count, so the tag is a weak one.
func searchTag(r *search.Result) (string, error) {
	same := *r
	same.TookMS = 0
	if same.Next != "" {
		same.Next = "more"
	}
	body, err := encode(same)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`W/"%s"`, fingerprint(body)), nil
}
