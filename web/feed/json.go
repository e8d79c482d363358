package feed

import (
	"bytes"
	"encoding/json"
	"time"
)

// The members are those of JSON Feed 1.1.

type jsonFeed struct {
	Version string     `json:"version"`
	Title   string     `json:"title"`
	Page    string     `json:"home_page_url"`
	Self    string     `json:"feed_url"`
	Hubs    []jsonHub  `json:"hubs,omitempty"`
	Items   []jsonItem `json:"items"`
}

type jsonHub struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Text      string       `json:"content_text"` // one content is needed
	Published *time.Time   `json:"date_published,omitempty"`
	Modified  time.Time    `json:"date_modified"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
	Lang      string       `json:"language,omitempty"`
}

func writeJSON(f Feed) ([]byte, error) {
	j := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Page: f.Page, Self: f.Self, Items: []jsonItem{}}
	if f.Hub != "" {
		j.Hubs = []jsonHub{{"WebSub", f.Hub}}
	}
	for _, e := range f.Entries {
		item := jsonItem{ID: e.ID, URL: e.URL, Title: e.Title, Text: e.Summary, Modified: e.Updated, Tags: e.Keywords, Lang: e.Lang}
		if !e.Published.IsZero() {
			item.Published = &e.Published
		}
		for _, name := range e.Authors {
			item.Authors = append(item.Authors, jsonAuthor{name})
		}
		j.Items = append(j.Items, item)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(j)
	return b.Bytes(), err
}
