package page

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/web/api"
	"github.com/dateline-search/dateline/web/openapi"
	"github.com/dateline-search/dateline/web/param"
)

// Where one signs in and out, and the parameter that says where to go then.
const (
	SignInPath  = "/sign-in"
	SignOutPath = "/sign-out"
	Back        = "back"
)

// maxForm bounds what a form of ours may hold, in bytes: the longest search and a
// few addresses.
const maxForm = 64 << 10

// Form reads what a form sent. It fails with api.ErrTooLarge, api.ErrMediaType or
// api.ErrBody.
func Form(c echo.Context) (url.Values, error) {
	r := c.Request()
	if kind, _, _ := strings.Cut(r.Header.Get(echo.HeaderContentType), ";"); strings.TrimSpace(kind) != echo.MIMEApplicationForm {
		return nil, fmt.Errorf("%w: %q; send a form as %s", api.ErrMediaType, kind, echo.MIMEApplicationForm)
	}
	r.Body = http.MaxBytesReader(c.Response(), r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		if large := new(http.MaxBytesError); errors.As(err, &large) {
			return nil, fmt.Errorf("%w: a form has at most %d bytes", api.ErrTooLarge, large.Limit)
		}
		return nil, fmt.Errorf("%w: %w", api.ErrBody, err)
	}
	return r.PostForm, nil
}

// Local is a path of this server as it stands, and "/" for everything that could
// lead elsewhere: browsers read a backslash as a slash, two slashes as the
// beginning of a host, and no control characters at all.
func Local(path string) string {
	u, err := url.Parse(path)
	odd := func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(path, "/") ||
		strings.HasPrefix(path, "//") || strings.ContainsFunc(path, odd) {
		return "/"
	}
	return path
}

// Door is why a key is asked for.
type Door struct {
	Status  int
	Needed  bool   // what was asked for needs a key
	Wrong   bool   // the key that was given is none
	Back    string // where to go then
	Foreign bool   // a page of another site led here
}

// doorView is the page on which one signs in.
type doorView struct {
	frame
	What Door
}

// SignIn writes the page that asks for a key.
func (p *Pages) SignIn(c echo.Context, d Door) error {
	d.Back = Local(d.Back)
	v := &doorView{frame: newFrame(p.language(c).Say("door.sign-in")+" - Dateline", param.State{}), What: d}
	if d.Foreign { // the browser has sent no cookie with that step, and does with the next
		v.Next = within(base(c), SignInPath+"?"+url.Values{Back: {d.Back}}.Encode())
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return p.render(c, d.Status, "sign-in.html", v)
}

// SignIn is where one signs in and comes back to the page.
func (f *frame) SignIn() string { return SignInPath + "?" + url.Values{Back: {f.Guest.Here}}.Encode() }

// guest is who looks at a page, and what to show of it.
type guest struct {
	Door   bool   // whether keys are asked for at all
	In     bool   // whether somebody is signed in
	Name   string // of the key
	Scope  string // likewise
	Reads  bool
	Writes bool
	Rules  bool   // may administer
	Saves  bool   // may save searches
	Here   string // where to come back to when signed in
}

func (p *Pages) newGuest(c echo.Context) guest {
	v, here := openapi.VisitorOf(c), "/"
	if r := c.Request(); r.Method != http.MethodPost && r.URL.Path != SignInPath {
		here = Local(r.URL.RequestURI())
	}
	return guest{
		Saves: p.book != nil && v.May(openapi.Write), Here: here, Door: !v.Open, In: v.Session, Name: v.Key.Name, Scope: string(v.Key.Scope),
		Reads: v.May(openapi.Read), Writes: v.May(openapi.Write), Rules: v.May(openapi.Admin),
	}
}
