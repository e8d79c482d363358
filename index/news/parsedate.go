package news

import (
	"errors"
	"time"
)

var errNoDate = errors.New("empty")

// ParseDate reads a date in RFC 3339.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.RFC3339, s)
	return Date{Time: t, Precision: Second}, err
}
