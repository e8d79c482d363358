package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/net/html"

	"github.com/dateline-search/dateline/index/intake"
)

// maxOPML is the length of the longest list of feeds that is read, in bytes:
// some ten thousand feeds.
const maxOPML = 8 << 20

// ReadOPML reads the feeds of a list as readers exchange them (OPML 1.0 and 2.0,
// opml.org), whatever folders they stand in, each once. What is no address of a
// feed is among the errors.
func ReadOPML(in io.Reader, now time.Time) (feeds []intake.Feed, wrong []error, err error) {
	text, err := io.ReadAll(io.LimitReader(in, maxOPML+1))
	if err != nil {
		return nil, nil, err
	}
	if len(text) > maxOPML {
		return nil, nil, fmt.Errorf("the list is longer than %d MB", maxOPML>>20)
	}
	seen := map[string]bool{}
	isList := false
	for z := html.NewTokenizer(bytes.NewReader(text)); ; {
		kind := z.Next()
		z.NextIsNotRawText()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		isList = isList || string(name) == "opml"
		if string(name) != "outline" {
			continue
		}
		address, title := outline(z, more)
		if address == "" {
			continue // a folder
		}
		f, err := intake.NewFeed(address, title, now)
		if err != nil {
			wrong = append(wrong, err)
		} else if !seen[f.ID] {
			seen[f.ID] = true
			feeds = append(feeds, f)
		}
	}
	if !isList {
		return nil, nil, errors.New("is no OPML: there is no <opml> in it")
	}
	return feeds, wrong, nil
}

// outline reads the attributes of a line of the list.
func outline(z *html.Tokenizer, more bool) (address, title string) {
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "xmlurl":
			address = string(value)
		case "title":
			title = string(value)
		case "text":
			if title == "" {
				title = string(value)
			}
		}
	}
	return address, title
}

// opml is a list of feeds as it is written.
type opml struct {
	XMLName xml.Name   `xml:"opml"`
	Version string     `xml:"version,attr"`
	Title   string     `xml:"head>title"`
	Feeds   []opmlFeed `xml:"body>outline"`
}

type opmlFeed struct {
	Type    string `xml:"type,attr"`
	Text    string `xml:"text,attr"`
	Address string `xml:"xmlUrl,attr"`
}

// WriteOPML writes feeds as a list that other readers read.
func WriteOPML(out io.Writer, feeds []intake.Feed) error {
	list := opml{Version: "2.0", Title: "Feeds of Dateline"}
	for _, f := range feeds {
		title := f.Title
		if title == "" {
			title = f.URL
		}
		list.Feeds = append(list.Feeds, opmlFeed{"rss", title, f.URL})
	}
	text, err := xml.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s%s\n", xml.Header, text)
	return err
}
