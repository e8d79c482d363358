package alert

import (
	"context"
	"time"

	"github.com/dateline-search/dateline/index/alert"
	"github.com/dateline-search/dateline/index/news"
)

// Searches keeps saved searches.
type Searches interface {
	PutSearch(ctx context.Context, s alert.Search) error
	DeleteSearch(ctx context.Context, id string) error
	Searches(ctx context.Context) ([]alert.Search, error)
	Search(ctx context.Context, id string) (alert.Search, error)
}

// Deliveries keeps what is to be sent.
type Deliveries interface {
	Pending(ctx context.Context, now time.Time, limit int) ([]alert.Delivery, error)
	MarkDeliveries(ctx context.Context, deliveries []alert.Delivery) error
	Deliveries(ctx context.Context, search string, state alert.State, limit int) ([]alert.Delivery, error)
	Delivery(ctx context.Context, id string) (alert.Delivery, error)
}

// Matches keeps what matched the searches.
type Matches interface {
	// PutMatches keeps as well how far articles were laid against the searches.
	PutMatches(ctx context.Context, matches []alert.Match, deliveries []alert.Delivery, seq uint64) error
	// Mailed gives the latest matches that a mail tells of, and how many there are.
	Mailed(ctx context.Context, mail string, limit int) ([]alert.Match, int, error)
	Standing(ctx context.Context, s alert.Search, latest int) (alert.Standing, error)
	Looked(ctx context.Context, search string) error
}

// Mails keeps which mails are to be sent.
type Mails interface {
	// Untold lists searches with matches that a mail is to tell of, but for those
	// whose last mail was made after a time or is still to be sent.
	Untold(ctx context.Context, after time.Time) ([]string, error)
	PutMail(ctx context.Context, m alert.Mail) error
	PendingMails(ctx context.Context, now time.Time, limit int) ([]alert.Mail, error)
	MarkMail(ctx context.Context, m alert.Mail) error
}

// Progress is how far a Runner came.
type Progress interface {
	// Percolated is up to where articles were laid against the searches.
	Percolated(ctx context.Context) (uint64, error)
	// ResumeDeliveries makes due what was under way when the last Runner ended.
	ResumeDeliveries(ctx context.Context, now time.Time) error
}

// Articles are the archive's.
type Articles interface {
	Since(ctx context.Context, seq uint64, limit int) ([]news.Record, error)
	Last(ctx context.Context) (uint64, error)
	GetVersion(ctx context.Context, id string, number int) (news.Record, error)
}
