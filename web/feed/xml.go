package feed

import (
	"encoding/xml"
	"time"
)

// The structs hold the elements of RFC 4287 and of the RSS 2.0 specification,
// with atom:link as RSS's best practices have it.

type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Updated   string      `xml:"updated"`
	Generator string      `xml:"generator"`
	Author    atomPerson  `xml:"author"` // for the entries that name none
	Links     []atomLink  `xml:"link"`
	Entries   []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	Lang       string         `xml:"http://www.w3.org/XML/1998/namespace lang,attr,omitempty"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Authors    []atomPerson   `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary"`
}

func writeAtom(f Feed) ([]byte, error) {
	a := atomFeed{
		ID: f.Self, Title: f.Title, Updated: f.Updated.Format(time.RFC3339), Generator: "Dateline", Author: atomPerson{"Dateline"},
		Links: []atomLink{{"self", "application/atom+xml", f.Self}, {"alternate", "text/html", f.Page}},
	}
	if f.Hub != "" {
		a.Links = append(a.Links, atomLink{Rel: "hub", Href: f.Hub})
	}
	for _, e := range f.Entries {
		entry := atomEntry{
			Lang: e.Lang, ID: e.ID, Title: e.Title, Updated: e.Updated.Format(time.RFC3339), Summary: e.Summary,
			Links: []atomLink{{"alternate", "", e.URL}},
		}
		if e.Page != e.URL {
			entry.Links = append(entry.Links, atomLink{"related", "text/html", e.Page})
		}
		if !e.Published.IsZero() {
			entry.Published = e.Published.Format(time.RFC3339)
		}
		for _, name := range e.Authors {
			entry.Authors = append(entry.Authors, atomPerson{name})
		}
		for _, word := range e.Keywords {
			entry.Categories = append(entry.Categories, atomCategory{word})
		}
		a.Entries = append(a.Entries, entry)
	}
	return encodeXML(a)
}

type rss struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string        `xml:"title"`
	Link        string        `xml:"link"`
	Description string        `xml:"description"`
	Built       string        `xml:"lastBuildDate"`
	Generator   string        `xml:"generator"`
	Links       []rssAtomLink `xml:"atom:link"`
	Items       []rssItem     `xml:"item"`
}

type rssAtomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	GUID        rssGUID  `xml:"guid"`
	Date        string   `xml:"pubDate,omitempty"`
	Creators    []string `xml:"dc:creator"`
	Categories  []string `xml:"category"`
	Description string   `xml:"description"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Value     string `xml:",chardata"`
}

func writeRSS(f Feed) ([]byte, error) {
	r := rss{
		Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/",
		Channel: rssChannel{
			Title: f.Title, Link: f.Page, Description: "Search results of Dateline", Built: f.Updated.Format(time.RFC1123Z),
			Generator: "Dateline", Links: []rssAtomLink{{"self", "application/rss+xml", f.Self}},
		},
	}
	if f.Hub != "" {
		r.Channel.Links = append(r.Channel.Links, rssAtomLink{Rel: "hub", Href: f.Hub})
	}
	for _, e := range f.Entries {
		item := rssItem{
			Title: e.Title, Link: e.URL, GUID: rssGUID{Value: e.ID}, Creators: e.Authors, Categories: e.Keywords, Description: e.Summary,
		}
		if !e.Published.IsZero() {
			item.Date = e.Published.Format(time.RFC1123Z)
		}
		r.Channel.Items = append(r.Channel.Items, item)
	}
	return encodeXML(r)
}

func encodeXML(v any) ([]byte, error) {
	body, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(body, '\n')...), nil
}
