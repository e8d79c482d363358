package page

import (
	"context"

	"github.com/dateline-search/dateline/index/alert"
	webalert "github.com/dateline-search/dateline/web/alert"
	"github.com/dateline-search/dateline/web/openapi"
)

// Book is what pages need of saved searches.
type Book interface {
	Searches
	Standings
	Trials
	Stops
}

// Searches keeps saved searches, each for its owner.
type Searches interface {
	Saved(ctx context.Context, who openapi.Visitor) ([]alert.Search, error)
	Find(ctx context.Context, who openapi.Visitor, id string) (alert.Search, error)
	// Keep fails with a param.Error that names the member at fault. secret is told
	// once.
	Keep(ctx context.Context, who openapi.Visitor, id string, g webalert.Given) (s alert.Search, secret string, err error)
	Drop(ctx context.Context, who openapi.Visitor, id string) error
}

// Standings tells how saved searches stand.
type Standings interface {
	Standing(ctx context.Context, s alert.Search, latest int) (alert.Standing, error)
	Undelivered(ctx context.Context, s alert.Search, most int) ([]alert.Delivery, error)
	// Look takes all matches as seen.
	Look(ctx context.Context, who openapi.Visitor, id string) error
}

// Trials sends messages of saved searches at once, or again.
type Trials interface {
	// Try sends a test, and says what went wrong.
	Try(ctx context.Context, who openapi.Visitor, id string) (problem string, err error)
	// Mails reports whether there is a way to send mails.
	Mails() bool
	Retry(ctx context.Context, who openapi.Visitor, id, delivery string) (alert.Delivery, error)
}
