package syndication

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// xmlReader reads RSS, Atom, CDF and the export of WordPress, which differ in
// the names of their elements more than in anything else.
type xmlReader struct {
	s       *scanner
	feed    *Feed
	opts    Options
	started bool
	before  int               // elements of a warning before the feed
	root    string            // the first of them
	authors map[string]string // of WordPress, by login
	updates [2]string         // how often, by the module syndication: period and frequency
}

func (x *xmlReader) next() (*item, error) {
	for {
		t, err := x.s.next()
		if err != nil {
			return nil, x.end(err)
		}
		if t.kind != startToken {
			if t.kind == endToken && x.s.popped && len(x.s.open) == 1 && x.started {
				x.feed.Cut = false
			}
			continue
		}
		name := x.name(t.name)
		if !x.started {
			if err := x.begin(name, t); err != nil {
				return nil, err
			}
			if !x.started {
				continue
			}
			if name != "entry" {
				continue
			}
		}
		if name == "item" || name == "entry" {
			return x.readItem(t)
		}
		if err := x.channel(name, t); err != nil {
			return nil, x.end(err)
		}
	}
}

// end explains the end of a document.
func (x *xmlReader) end(err error) error {
	if errors.Is(err, io.EOF) && !x.started {
		return notFeed(x.root)
	}
	return err
}

// name drops the prefix of Atom where the feed is Atom throughout.
func (x *xmlReader) name(name string) string {
	if !x.started || x.feed.Format == "atom" {
		return strings.TrimPrefix(name, "atom:")
	}
	return name
}

// maxBefore is how many elements a warning before a feed may have: a page that has
// no root is longer.
const maxBefore = 500

// begin looks at the first element that is not of a warning.
func (x *xmlReader) begin(root string, t *token) error {
	if isWarning(root) && x.before < maxBefore {
		if x.before++; x.before == 1 {
			x.root = root
		}
		return nil
	}
	if x.before > 0 && !behindWarning.MatchString("<"+root+">") {
		return notFeed(x.root)
	}
	x.s.open = append(x.s.open[:1], x.s.top()) // nothing of a warning is open any more
	switch root[strings.LastIndexByte(root, ':')+1:] {
	case "rss", "rdf":
		x.feed.Format = "rss"
	case "feed", "entry":
		x.feed.Format = "atom"
	case "channel":
		x.feed.Format = "rss"
		if t.attr("href") != "" || t.attr("lastmod") != "" || t.attr("base") != "" {
			x.feed.Format = "cdf"
			x.feed.Link = t.attr("href")
			x.base(t.attr("base"))
		}
	default:
		return notFeed(root)
	}
	x.started, x.feed.Cut = true, true
	if root != "entry" && len(t.raw) <= maxRoot {
		x.feed.root = string(t.raw)
	}
	x.feed.Language = x.s.top().lang
	return nil
}

// base sets the address of the whole feed.
func (x *xmlReader) base(address string) {
	if address != "" {
		x.s.open[len(x.s.open)-1].base = resolve(x.s.top().base, address)
	}
}

// channel reads an element of the feed itself.
func (x *xmlReader) channel(name string, t *token) error {
	switch name {
	case "rss", "rdf:rdf", "channel", "feed":
		firstText(&x.feed.Language, x.s.top().lang)
		return nil
	case "title", "dc:title":
		c, err := x.s.capture(true)
		firstText(&x.feed.Title, cut(readTitle(c), news.MaxName))
		return err
	case "link":
		rel, href := t.attr("rel"), t.attr("href")
		text, err := x.s.captureText()
		if rel == "" || rel == "alternate" {
			x.link(href + text)
		}
		return err
	case "language", "dc:language":
		return x.text(&x.feed.Language)
	case "copyright", "dc:rights", "rights":
		c, err := x.s.capture(true)
		firstText(&x.feed.Rights, readTitle(c))
		return err
	case "author":
		return x.author(&x.feed.Authors)
	case "image", "textinput", "items", "logo", "icon", "wp:category", "wp:tag", "wp:term", "contributor":
		return x.s.skip()
	case "wp:author":
		return x.login()
	}
	return x.schedule(name)
}

// link keeps the site's address, which the items' are relative to.
func (x *xmlReader) link(href string) {
	if address, _ := webAddress(x.s.top().base, href); x.feed.Link == "" {
		x.feed.Link = address
	}
}

// schedule reads how often the feed changes.
func (x *xmlReader) schedule(name string) error {
	var text string
	switch name {
	case "ttl":
		err := x.text(&text)
		if minutes, bad := strconv.Atoi(text); bad == nil && minutes > 0 && minutes < maxTTL {
			x.feed.setTTL(time.Duration(minutes) * time.Minute)
		}
		return err
	case "sy:updateperiod":
		return x.update(0)
	case "sy:updatefrequency":
		return x.update(1)
	case "wp:wxr_version":
		x.feed.Format = "wordpress"
	}
	return nil
}

// maxTTL is a year in minutes: a feed that asks for more means something else.
const maxTTL = 365 * 24 * 60

func (x *xmlReader) update(which int) error {
	err := x.text(&x.updates[which])
	every := period(x.updates[0])
	if times, bad := strconv.Atoi(x.updates[1]); bad == nil && times > 1 {
		every /= time.Duration(times)
	}
	if x.updates[1] != "" || which == 0 {
		x.feed.TTL = max(every, 0)
	}
	return err
}

// text reads a leaf into a place that is still empty.
func (x *xmlReader) text(into *string) error {
	text, err := x.s.captureText()
	firstText(into, text)
	return err
}

// author reads a person: RSS has a text, Atom a name inside.
func (x *xmlReader) author(into *[]string) error {
	if x.s.last.empty {
		return nil
	}
	var name, email, text string
	for depth := len(x.s.open); len(x.s.open) >= depth; {
		t, err := x.s.next()
		if err != nil {
			return err
		}
		switch {
		case t.kind == textToken:
			text += t.text
		case t.kind == startToken && isBeside(t.name):
			x.s.closeAt(depth)
			addPerson(into, text)
			return nil
		case t.kind == startToken && strings.HasSuffix(t.name, "name"):
			err = x.text(&name)
		case t.kind == startToken && strings.HasSuffix(t.name, "email"):
			err = x.text(&email)
		case t.kind == startToken:
			err = x.s.skip()
		}
		if err != nil {
			return err
		}
	}
	for _, s := range []string{email, text} {
		firstText(&name, s)
	}
	addPerson(into, name)
	return nil
}

func addPerson(into *[]string, s string) {
	if name := person(plainTitle(s, undeclared)); name != "" {
		*into = append(*into, name)
	}
}
