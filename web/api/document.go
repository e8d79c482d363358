package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/dateline-search/dateline/index/news"
)

// added is what an article comes back with, beside what was sent.
type added struct {
	Version            int                `json:"version"`
	FirstSeen          time.Time          `json:"first_seen"`
	Changed            time.Time          `json:"changed"`
	Published          string             `json:"published,omitempty"` // where it is guessed
	PublishedPrecision string             `json:"published_precision,omitempty"`
	PublishedZone      string             `json:"published_zone,omitempty"`
	PublishedFrom      string             `json:"published_from,omitempty"`
	Similar            int                `json:"similar,omitempty"`
	Lang               string             `json:"lang,omitempty"` // where it is not declared
	LangFrom           string             `json:"lang_from,omitempty"`
	Entities           []news.Entity      `json:"entities"`
	Dates              []news.DateMention `json:"dates"`
}

// newDocument is an article as it comes back, with the number of its
// near-duplicates.
func newDocument(r *news.Record, tags news.Tags, similar int) (json.RawMessage, error) {
	out := added{
		Version: r.Version, FirstSeen: r.FirstSeen, Changed: r.Changed, Similar: similar,
		Entities: append([]news.Entity{}, tags.Entities...), Dates: append([]news.DateMention{}, tags.Dates...),
	}
	out.Lang = tags.Lang
	_, out.LangFrom = tags.Language(&r.Article)
	var published news.Date
	if published, out.PublishedFrom = tags.PublishedFrom(&r.Article); !published.IsZero() {
		out.PublishedPrecision, out.PublishedZone = published.Precision.String(), published.Zone()
	}
	if r.Published.IsZero() {
		out.Published = published.String()
	}
	article, err := r.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("api: encode article: %w", err)
	}
	rest, err := encode(out)
	if err != nil {
		return nil, err
	}
	return join(article, rest), nil
}

// join makes one JSON object of two that are not empty.
func join(a, b []byte) json.RawMessage {
	return slices.Concat(a[:len(a)-1], []byte(","), b[1:])
}
