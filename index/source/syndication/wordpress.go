package syndication

import (
	"fmt"
	"strings"
)

// post is what WordPress exports of an item beside RSS.
type post struct {
	kind, status, date, password, id string
}

// wordpress reads an element of WordPress's own.
func (x *xmlReader) wordpress(it *item, name string) error {
	if it.wp == nil {
		it.wp = &post{}
	}
	switch name {
	case "wp:post_type":
		return x.text(&it.wp.kind)
	case "wp:status":
		return x.text(&it.wp.status)
	case "wp:post_date_gmt":
		return x.text(&it.wp.date)
	case "wp:post_password":
		return x.text(&it.wp.password)
	case "wp:post_id":
		return x.text(&it.wp.id)
	}
	return x.s.skip() // comments and meta data have texts of their own
}

// login learns the name of an author, whom the posts call by login.
func (x *xmlReader) login() error {
	var login, name string
	for depth := len(x.s.open); len(x.s.open) >= depth && !x.s.last.empty; {
		t, err := x.s.next()
		switch {
		case err != nil:
			return err
		case t.kind != startToken:
		case t.name == "wp:author_login":
			err = x.text(&login)
		case t.name == "wp:author_display_name":
			err = x.text(&name)
		}
		if err != nil {
			return err
		}
	}
	if login != "" && name != "" {
		if x.authors == nil {
			x.authors = map[string]string{}
		}
		x.authors[login] = name
	}
	return nil
}

// finish says what WordPress would not have shown, and lays its text out.
func (x *xmlReader) finish(it *item) {
	if it.wp == nil {
		return
	}
	for i, login := range it.authors {
		if name := x.authors[login]; name != "" {
			it.authors[i] = name
		}
	}
	switch p := it.wp; {
	case p.kind != "" && p.kind != "post" && p.kind != "page":
		it.err = fmt.Errorf("is no article but of the type %q", cut(p.kind, maxRaw))
	case p.status != "" && p.status != "publish":
		it.err = fmt.Errorf("is not published: its status is %q", cut(p.status, maxRaw))
	case p.password != "":
		it.err = fmt.Errorf("is not public: it has a password")
	case p.date != "" && !strings.HasPrefix(p.date, "0000"):
		it.published = p.date + "Z"
	}
	if text := it.text.text; !strings.Contains(text, "<p") {
		it.text.text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n", "<p>")
	}
}
