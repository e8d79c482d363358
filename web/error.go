package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/alias"
	"github.com/dateline-search/dateline/index/intake"
	"github.com/dateline-search/dateline/search"
	"github.com/dateline-search/dateline/search/query"
	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/newsapi"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/page"
	"github.com/dateline-search/dateline/web/param"
)

// Errors of the server itself.
var (
	errHost     = errors.New("this name is not served here")
	errOrigin   = errors.New("a page of another site may not write here")
	errNoKeys   = errors.New("writing needs a key, and this server has none yet: it can be written to on a loopback address alone")
	errNoKey    = errors.New("a key is needed")
	errKey      = errors.New("the key is wrong")
	errScope    = errors.New("the key does not allow this")
	errRate     = errors.New("too many requests")
	errNotReady = errors.New("not ready")
)

// problem is an error as RFC 9457 writes it.
type problem = openapi.Problem

// meaning is what an error is called and which status it has.
type meaning struct {
	err    error
	status int
	kind   string
	title  string
	// silent keeps the error's text from the user.
	silent bool
}

// meanings is the one table from errors to statuses. The first that fits counts.
func meanings() []meaning {
	return []meaning{
		{api.ErrNotSearchable, 503, "not-searchable-yet", "Stored, but it cannot be searched yet", true},
		{openapi.ErrNotAcceptable, 406, "not-acceptable", "This is not given in that form", false},
		{api.ErrMediaType, 415, "media-type", "This kind of body is not taken", false},
		{api.ErrTooLarge, 413, "too-large", "Too large", false},
		{api.ErrBusy, 429, "busy", "Too much is coming in at once", false},
		{api.ErrBody, 400, "bad-body", "The body cannot be read", false},
		{api.ErrNoEntity, 404, "no-such-entity", "No article names this", false},
		{alias.ErrName, 422, "no-entity", "This is no entity", false},
		{alias.ErrConflict, 409, "conflict", "The names cannot be merged", false},
		{alias.ErrOne, 409, "one", "The names cannot be kept apart", false},
		{alias.ErrNotMerged, 404, "not-merged", "The name is not merged into this one", false},
		{index.ErrNotFound, 404, "not-found", "There is no such article", true},
		{intake.ErrNoFeed, 404, "no-feed", "There is no such feed", true},
		{intake.ErrFixedFeed, 409, "fixed-feed", "The configuration has this feed polled", false},
		{intake.ErrNoFolder, 404, "no-folder", "This folder is not watched", true},
		{intake.ErrFixedFolder, 409, "fixed-folder", "The configuration has this folder watched", false},
		{intake.ErrFolder, 422, "folder", "This folder cannot be watched", false},
		{intake.ErrNoRejected, 404, "no-rejected", "Nothing with this number was rejected, or it is forgotten", true},
		{intake.ErrNotKept, 409, "not-kept", "It cannot be tried again", false},
		{intake.ErrText, 422, "feed-text", "The text cannot be taken from there", false},
		{intake.ErrFeedURL, 422, "feed-address", "No feed can be at this address", false},
		{index.ErrGone, 410, "gone", "This article was deleted", true},
		{index.ErrInvalid, 422, "invalid-article", "This is not a well-formed article", false},
		{index.ErrFull, 507, "full", "No space is left for articles", true},
		{index.ErrClosed, 503, "closing", "The server is closing", true},
		{search.ErrTooCostly, 400, "too-costly", "The query asks for too much", false},
		{search.ErrTimeout, 503, "timeout", "The search took too long", false},
		{search.ErrUnavailable, 503, "unavailable", "Search is not available now", true},
		{search.ErrBadRequest, 400, "bad-request", "The request cannot be understood", false},
		{errHost, 403, "host", "This name is not served here", false},
		{errOrigin, 403, "origin", "A page of another site may not write here", true},
		{errNoKeys, 403, "no-keys", "Writing is not open", false},
		{errNoKey, 401, "key-needed", "A key is needed", false},
		{errKey, 401, "wrong-key", "The key is wrong", false},
		{errScope, 403, "scope", "The key does not allow this", false},
		{errRate, 429, "rate", "Too many requests", false},
		{errNotReady, 503, "not-ready", "Not ready yet", false},
		{context.DeadlineExceeded, 503, "timeout", "It took too long", true},
		{context.Canceled, 503, "canceled", "The request was given up", true},
	}
}

// fail answers a request that ended with an error: with a page for people, with
// a problem for programs.
func (s *Server) fail(err error, c echo.Context) {
	p := describe(err)
	p.RequestID = requestID(c)
	if p.Status >= http.StatusInternalServerError {
		s.logError(c, err)
	}
	if c.Response().Committed {
		return
	}
	header := c.Response().Header()
	header.Del("ETag")
	header.Set(echo.HeaderCacheControl, "no-store")
	if p.Status == http.StatusServiceUnavailable || errors.Is(err, api.ErrBusy) {
		header.Set(echo.HeaderRetryAfter, "2")
	}
	if p.Status == http.StatusUnauthorized {
		header.Set(echo.HeaderWWWAuthenticate, `Bearer realm="Dateline"`)
	}
	switch {
	case strings.HasPrefix(c.Request().URL.Path, "/v2/"):
		err = newsapi.Fail(c, p.Status, newsAPICode(p), sentences(p.Title, p.Detail))
	case wantsPage(c.Request()) && p.Status == http.StatusUnauthorized:
		err = s.pages.SignIn(c, door(c, err))
	case wantsPage(c.Request()):
		err = s.pages.Error(c, failure(p, err))
	default:
		err = writeProblem(c, p)
	}
	if err != nil {
		s.logError(c, err)
	}
}

// failure is a problem as pages tell of it, with what an error knows besides.
func failure(p problem, err error) page.Failure {
	f := page.Failure{
		Status: p.Status, Kind: strings.TrimPrefix(p.Type, problemKind), Title: p.Title, Detail: p.Detail, RequestID: p.RequestID,
	}
	var refused *search.ParamError
	if errors.As(err, &refused) {
		err = &param.Error{Name: refused.Param, Value: refused.Value, Want: refused.Want}
	}
	errors.As(err, &f.Parameter)
	errors.As(err, &f.Syntax)
	return f
}

// door asks for the key that a request lacks, and leads back to what was asked for.
func door(c echo.Context, err error) page.Door {
	r := c.Request()
	d := page.Door{Status: http.StatusUnauthorized, Needed: true, Wrong: errors.Is(err, errKey), Back: "/"}
	switch {
	case r.Method != http.MethodPost:
		d.Back = r.URL.RequestURI()
	case c.Path() == page.SignInPath: // the form was read already
		d.Back = r.PostForm.Get(page.Back)
	}
	d.Foreign = r.Method != http.MethodPost && r.Header.Get("Sec-Fetch-Site") == "cross-site"
	return d
}

// newsAPICode is what NewsAPI calls a problem.
func newsAPICode(p problem) string {
	kind := strings.TrimPrefix(p.Type, problemKind)
	if code := map[string]string{
		"key-needed": "apiKeyMissing", "wrong-key": "apiKeyInvalid", "scope": "apiKeyInvalid", "rate": "rateLimited",
	}[kind]; code != "" {
		return code
	}
	switch {
	case p.Status >= http.StatusInternalServerError:
		return "unexpectedError"
	case p.Status == http.StatusBadRequest:
		return "parameterInvalid"
	}
	return kind
}

// describe finds an error's meaning.
func describe(err error) problem {
	var syntax *query.SyntaxError
	var parameter *param.Error
	var refused *search.ParamError
	var protocol *echo.HTTPError
	var held *index.HeldError
	switch {
	case errors.As(err, &held):
		return newProblem(404, "held", "This article may not be shown yet", "It is "+held.Error()+".")
	case errors.As(err, &syntax):
		p := newProblem(400, "query-syntax", "The query cannot be read", syntax.Message)
		p.Position, p.Parameter = &syntax.Position, param.Q
		return p
	case errors.As(err, &refused):
		return describe(&param.Error{Name: refused.Param, Value: refused.Value, Want: refused.Want})
	case errors.As(err, &parameter):
		p := newProblem(400, "parameter", "A parameter is wrong", parameter.Error())
		p.Parameter = parameter.Name
		return p
	case errors.As(err, &protocol):
		return describeHTTP(protocol)
	}
	return lookUp(err)
}

// blamed is the parameter or member that an error is always about.
func blamed(err error) string {
	for _, b := range []struct {
		err  error
		name string
	}{{intake.ErrFeedURL, "url"}, {intake.ErrText, "text"}, {intake.ErrFolder, "path"}, {alias.ErrName, "name"}, {alias.ErrConflict, "name"}, {alias.ErrNotMerged, "name"}} {
		if errors.Is(err, b.err) {
			return b.name
		}
	}
	return ""
}

func lookUp(err error) problem {
	for _, m := range meanings() {
		if !errors.Is(err, m.err) {
			continue
		}
		detail := ""
		if !m.silent {
			detail = after(err, m.err)
		}
		p := newProblem(m.status, m.kind, m.title, sentences(detail, stored(err)))
		p.Parameter = blamed(err)
		return p
	}
	return newProblem(500, "internal", "Something went wrong here", sentences("it is in the server's log under the request's id", stored(err)))
}

// describeHTTP is for what the router refuses.
func describeHTTP(err *echo.HTTPError) problem {
	switch err.Code {
	case http.StatusNotFound:
		return newProblem(404, "no-such-page", "There is nothing at this address", "")
	case http.StatusMethodNotAllowed:
		return newProblem(405, "method", "This method is not answered here", "The Allow header lists those that are.")
	}
	if err.Code >= 500 {
		return lookUp(err.Unwrap())
	}
	return newProblem(err.Code, "http", http.StatusText(err.Code), "")
}

// problemKind begins the type of every problem.
const problemKind = "urn:dateline:problem:"

func newProblem(status int, kind, title, detail string) problem {
	return problem{Type: problemKind + kind, Title: title, Status: status, Detail: detail}
}

// after is what stands behind the sentinel in an error's text: its author wrote
// that for the user, and what stands in front of it for us.
func after(err, sentinel error) string {
	_, detail, found := strings.Cut(err.Error(), sentinel.Error()+": ")
	if !found {
		return sentinel.Error()
	}
	return detail
}

// stored tells how far a request got before it failed.
func stored(err error) string {
	var partial *api.PartialError
	if !errors.As(err, &partial) {
		return ""
	}
	if partial.Stored == 1 {
		return "1 article before that is stored; sending it again changes nothing"
	}
	return fmt.Sprintf("%d articles before that are stored; sending them again changes nothing", partial.Stored)
}

// sentences joins what there is to say.
func sentences(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ". ")
}

func writeProblem(c echo.Context, p problem) error {
	body, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("encode problem: %w", err)
	}
	return c.Blob(p.Status, "application/problem+json", body)
}

// logError writes what users are not told.
func (s *Server) logError(c echo.Context, err error) {
	attrs := []slog.Attr{slog.String("error", err.Error()), slog.String("request_id", requestID(c))}
	var panicked *panicError
	if errors.As(err, &panicked) {
		attrs = append(attrs, slog.String("stack", string(panicked.stack)))
	}
	s.logger.LogAttrs(c.Request().Context(), slog.LevelError, "request failed", attrs...)
}
