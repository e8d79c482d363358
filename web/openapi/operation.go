package openapi

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/access"
	"github.com/dateline-search/dateline/web/param"
)

// The scopes, as operations name them.
const (
	Read  = access.Read
	Write = access.Write
	Admin = access.Admin
)

// Operation is one thing that can be asked for.
type Operation struct {
	Method  string
	Path    string       // with names in braces: /api/v1/articles/{id}
	ID      string       // a name for programs
	Tag     string       // the group in which it is shown
	Summary string       // one line
	Detail  string       // more, in Markdown
	Scope   access.Scope // what a key must allow
	Names   []param.Spec // those in the path
	Query   []param.Spec
	Body    *Body
	Answers []Answer
	// Errors lists statuses beside those that every operation may have.
	Errors []int
	// Failure is the form of its errors, where they are no problems.
	Failure *Media
	Handler func(c echo.Context, in Input) error
}

// Body is what is sent.
type Body struct {
	Required bool
	Meaning  string
	Media    []Media
}

// Answer is what comes back.
type Answer struct {
	Status  int
	Meaning string
	Media   []Media
}

// Media is one form of a body. Its schema is read off Of; a Schema is taken as
// it is; nil is text.
type Media struct {
	Type    string
	Of      any
	Example any
}

// Input is what was asked for: the parameters, checked, and the names in the
// path.
type Input struct {
	param.Values
	names   map[string]string
	visitor Visitor
}

// Visitor is who asks.
type Visitor struct {
	Key     access.Key // its ID is empty where none was given
	Open    bool       // everything is allowed
	Reads   bool       // everyone may read
	Feeds   string     // what links to feeds hold in the key's stead; empty where they need nothing
	Session bool       // the key was given when a browser signed in, not with this request
}

// VisitorOf is who makes a request; nobody in particular before the server has
// found it out. Pages ask it what to show: VisitorOf(c).May(Write).
func VisitorOf(c echo.Context) Visitor {
	v, _ := c.Get(VisitorKey).(Visitor)
	return v
}

// May reports whether the visitor may do what needs a scope.
func (v Visitor) May(needed access.Scope) bool {
	return v.Open || needed == Read && v.Reads || v.Key.ID != "" && v.Key.Scope.Allows(needed)
}

// VisitorKey is where the server keeps a request's Visitor.
const VisitorKey = "visitor"

// Visitor is who asks.
func (in Input) Visitor() Visitor { return in.visitor }

// Name is what stands in the path for a name in braces.
func (in Input) Name(name string) string { return in.names[name] }

// Serve checks a request against the description and hands it to the handler.
func (o *Operation) Serve(c echo.Context) error {
	names, err := o.match(c.Request().URL)
	if err != nil {
		return err
	}
	if err := param.Check(names, o.Names); err != nil {
		return err
	}
	if err := o.negotiate(strings.Join(c.Request().Header.Values(echo.HeaderAccept), ",")); err != nil {
		return err
	}
	values, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		return &param.Error{Name: "", Text: "the query string cannot be read: " + err.Error()}
	}
	checked, err := param.Read(values, o.Query)
	if err != nil {
		return err
	}
	return o.Handler(c, Input{checked, names, VisitorOf(c)})
}

// match reads the names out of the path as it was sent, so that each is
// unescaped exactly once: an id may hold any character, a slash among them.
func (o *Operation) match(u *url.URL) (map[string]string, error) {
	want, got := strings.Split(o.Path, "/"), strings.Split(u.EscapedPath(), "/")
	if len(want) != len(got) {
		return nil, index.ErrNotFound
	}
	names := map[string]string{}
	for i, segment := range want {
		if !strings.HasPrefix(segment, "{") {
			continue
		}
		value, err := url.PathUnescape(got[i])
		if err != nil || value == "" {
			return nil, index.ErrNotFound
		}
		names[strings.Trim(segment, "{}")] = value
	}
	return names, nil
}

// Route is the path as Echo writes it.
func (o *Operation) Route() string { return strings.NewReplacer("{", ":", "}", "").Replace(o.Path) }

// JSON is an answer of status 200 in JSON.
func JSON(meaning string, of any) []Answer {
	return []Answer{{Status: http.StatusOK, Meaning: meaning, Media: []Media{{Type: "application/json", Of: of}}}}
}

// PathParam is a name in a path.
func PathParam(name, meaning, example string) param.Spec {
	return param.Spec{Name: name, Meaning: meaning, Example: example, Required: true}
}
