// Command gofeed reads feeds with the library of that name and prints, for each,
// how it is called and what its entries are, as JSON. It stands in a module of its
// own, so that the library is not linked into Dateline.
//
//	gofeed ADDRESS...
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/mmcdole/gofeed"
)

// feed is what was read.
type feed struct {
	Type, Title, Link string
	Entries           []entry
}

type entry struct {
	ID, Title, Link, Summary, Published string
	Authors, Categories                 []string
}

func main() {
	encoder := json.NewEncoder(os.Stdout)
	for _, address := range os.Args[1:] {
		read, err := gofeed.NewParser().ParseURL(address)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(summary(read)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func summary(read *gofeed.Feed) feed {
	f := feed{Type: read.FeedType, Title: read.Title, Link: read.Link}
	for _, item := range read.Items {
		e := entry{ID: item.GUID, Title: item.Title, Link: item.Link, Summary: item.Description, Categories: item.Categories}
		if e.Summary == "" {
			e.Summary = item.Content // JSON Feed has one text
		}
		if item.PublishedParsed != nil {
			e.Published = item.PublishedParsed.UTC().Format("2006-01-02T15:04:05Z")
		}
		for _, author := range item.Authors {
			e.Authors = append(e.Authors, author.Name)
		}
		f.Entries = append(f.Entries, e)
	}
	return f
}
