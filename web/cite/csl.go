package cite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/dateline-search/dateline/index/news"
)

// cslItem is an item of CSL JSON, schema 1.0.2.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Container string    `json:"container-title,omitempty"`
	Section   string    `json:"section,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Language  string    `json:"language,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Version   string    `json:"version"`
	Keyword   string    `json:"keyword,omitempty"`
	Note      string    `json:"note"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// csl writes an item; a file is an array of them.
func csl(r *news.Record) (string, error) {
	item := cslItem{
		ID: r.ID, Type: "article-newspaper", Title: line(r.Title), Container: line(r.Source), Section: line(r.Section),
		Issued: issued(r.Published), Language: r.Lang, URL: r.URL, Version: strconv.Itoa(r.Version),
		Keyword: strings.Join(lines(r.Keywords), ", "), Note: version(r),
	}
	for _, name := range lines(r.Authors) {
		item.Author = append(item.Author, cslName{name})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(item); err != nil {
		return "", fmt.Errorf("cite: encode %q: %w", r.ID, err)
	}
	return b.String(), nil
}

func issued(d news.Date) *cslDate {
	parts := []int{d.Time.Year(), int(d.Time.Month()), d.Time.Day()}
	switch known := min(d.Precision, news.Day); known {
	case news.None:
		return nil
	default:
		return &cslDate{[][]int{parts[:known]}}
	}
}
