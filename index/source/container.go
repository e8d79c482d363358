package source

import (
	"errors"
	"fmt"
	"io"

	"github.com/dateline-search/dateline/index"
	"github.com/dateline-search/dateline/index/news"
)

// maxNesting is how deep files may lie in each other: an archive of a WARC of
// feeds needs three.
const maxNesting = 4

// errNested says that nobody looks further.
var errNested = fmt.Errorf("lies in more than %d archives inside of each other", maxNesting)

// member is a file inside of a file.
type member struct {
	name        string
	body        io.Reader
	url         string // where it was fetched from; empty where unknown
	contentType string
}

// members lists the files inside of a file, one after the other.
type members interface {
	// next returns the next member, whose body is valid until the next call. It
	// fails with io.EOF after the last, with a *fatalError where the rest cannot
	// be read, and with any other error where this member alone cannot.
	next() (member, error)
	io.Closer
}

// container reads the articles of the files inside of a file, whatever their
// formats. Their names are only shown, and nothing is written anywhere, so that a
// name that leads out of the archive leads nowhere.
type container struct {
	members
	in      *input
	current articles
	body    *keeper // of the member that is being read
	name    string  // of the member that is being read
	opened  int
	ended   bool
}

func newContainer(in *input, m members) (articles, int, error) {
	if in.depth >= maxNesting {
		return nil, 0, errors.Join(errNested, m.Close())
	}
	return &container{members: m, in: in}, 0, nil
}

func (c *container) next() (news.Article, int, error) {
	for !c.ended {
		if c.current == nil {
			if err := c.open(); err != nil {
				return news.Article{}, 0, err
			}
		}
		a, line, err := c.current.next()
		var fatal *fatalError
		switch {
		case errors.Is(err, io.EOF):
			c.leave()
			continue
		case errors.As(err, &fatal):
			c.leave()
			return a, line, c.keep(fatal.err, err) // of this member alone
		}
		return a, line, err
	}
	return news.Article{}, 0, io.EOF
}

// keep adds the member to an error that ends it, unless one item of it is to blame.
func (c *container) keep(err, whole error) error {
	if one := (*itemError)(nil); errors.As(whole, &one) && one.item.Form != "" {
		return &itemError{err, one.item}
	}
	return &itemError{err, c.body.item()}
}

// raw is what next gave last, as it was sent, where it may be rejected.
func (c *container) raw() index.Item {
	if r, ok := c.current.(rawer); ok {
		return r.raw()
	}
	return index.Item{}
}

// leave ends the member that is being read.
func (c *container) leave() {
	if closer, ok := c.current.(io.Closer); ok {
		_ = closer.Close() // it was only read
	}
	c.current = nil
}

// open goes to the next member.
func (c *container) open() error {
	m, err := c.members.next()
	c.name = m.name
	if errors.Is(err, io.EOF) {
		c.ended = true
		if c.name = ""; c.opened == 0 {
			return errors.New("holds no files of articles")
		}
		return io.EOF
	}
	c.opened++
	if err != nil {
		return err
	}
	opts := c.in.opts
	opts.Format, opts.URL, opts.ContentType = Auto, m.url, m.contentType
	c.body = &keeper{in: m.body, said: m.contentType}
	current, _, err := open(c.body, stream{name: m.name, opts: opts, fields: c.in.fields, depth: c.in.depth + 1, grown: c.in.grown})
	if err != nil {
		return c.keep(err, err)
	}
	c.current = current
	return nil
}

// place is the path of the member that is being read, through all archives.
func (c *container) place() string {
	if inner, ok := c.current.(placer); ok && inner.place() != "" {
		return c.name + "/" + inner.place()
	}
	return c.name
}

// Close closes what is open.
func (c *container) Close() error {
	if c.current != nil {
		c.leave()
	}
	return c.members.Close()
}

// rawer is implemented by articles that can tell what they were made of.
type rawer interface{ raw() index.Item }

// placer is implemented by articles that come from files inside of a file.
type placer interface{ place() string }
